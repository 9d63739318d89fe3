; Single instructions that are expected to fault (arch/api/probe.h). Each probe remembers its stack pointer first,
; so that probe_resume can return to the caller from wherever the exception struck.

bits 32

global probe_read, probe_write, probe_execute
global probe_read_ip, probe_write_ip, probe_resume

%macro PROBE_BEGIN 0
        push ebp
        mov ebp, esp
        push ebx
        push esi
        push edi
        mov [saved_stack], esp
%endmacro

%macro PROBE_END 1                      ; the value to return
        pop edi
        pop esi
        pop ebx
        pop ebp
        mov eax, %1
        ret
%endmacro

section .text

; bool probe_read(uintptr_t address)
probe_read:
        PROBE_BEGIN
        mov eax, [ebp + 8]
probe_read_ip:
        mov eax, [eax]
        PROBE_END 0

; bool probe_write(uintptr_t address, uint32_t value)
probe_write:
        PROBE_BEGIN
        mov eax, [ebp + 8]
        mov ecx, [ebp + 12]
probe_write_ip:
        mov [eax], ecx
        PROBE_END 0

; bool probe_execute(uintptr_t address)
probe_execute:
        PROBE_BEGIN
        mov eax, [ebp + 8]
        call eax
        PROBE_END 0

probe_resume:
        mov esp, [saved_stack]
        PROBE_END 1

section .bss align=4
saved_stack:
        resd 1
