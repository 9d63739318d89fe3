; Single instructions that are expected to fault (arch/api/probe.h). Each probe remembers its stack pointer first,
; so that probe_resume can return to the caller from wherever the exception struck.

bits 64
default rel

global probe_read, probe_write, probe_execute
global probe_read_ip, probe_write_ip, probe_resume

%macro PROBE_BEGIN 0
        push rbp
        mov rbp, rsp
        push rbx
        push r12
        push r13
        push r14
        push r15
        sub rsp, 8                      ; keeps the stack aligned to 16
        mov [saved_stack], rsp
%endmacro

%macro PROBE_END 1                      ; the value to return
        add rsp, 8
        pop r15
        pop r14
        pop r13
        pop r12
        pop rbx
        pop rbp
        mov eax, %1
        ret
%endmacro

section .text

; bool probe_read(uintptr_t address)
probe_read:
        PROBE_BEGIN
probe_read_ip:
        mov eax, [rdi]
        PROBE_END 0

; bool probe_write(uintptr_t address, uint32_t value)
probe_write:
        PROBE_BEGIN
probe_write_ip:
        mov [rdi], esi
        PROBE_END 0

; bool probe_execute(uintptr_t address)
probe_execute:
        PROBE_BEGIN
        call rdi
        PROBE_END 0

probe_resume:
        mov rsp, [saved_stack]
        PROBE_END 1

section .bss align=8
saved_stack:
        resq 1
