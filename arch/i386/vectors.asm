; One entry per exception: each saves the interrupted state in one layout (trap_frame.h) and calls trap_dispatch.

bits 32

extern trap_dispatch
global trap_stubs, segments_load

FRAME_ESP   equ 12                      ; offsets in trap_frame.h
FRAME_BYTES equ 52

; Exceptions for which the processor itself pushes an error code. Intel SDM vol. 3A, table 6-1; AMD APM vol. 2, 8.2.
%define HAS_CODE(v) ((v) == 8 || ((v) >= 10 && (v) <= 14) || (v) == 17 || (v) == 21 || (v) == 29 || (v) == 30)

section .text

%assign vector 0
%rep 32
stub_ %+ vector:
%if !HAS_CODE(vector)
        push dword 0
%endif
        push dword vector
        jmp save_and_call
%assign vector vector + 1
%endrep

save_and_call:
        pushad
        cld
        ; Without a change of privilege the processor pushes no ESP: it pointed just above what was pushed.
        lea eax, [esp + FRAME_BYTES]
        mov [esp + FRAME_ESP], eax
        mov ebx, esp                    ; the frame; C code keeps EBX
        and esp, -16
        sub esp, 12
        push ebx
        call trap_dispatch
        mov esp, ebx
        popad
        add esp, 8                      ; vector and error code
        iretd

; void segments_load(const void *table_register)
segments_load:
        mov eax, [esp + 4]
        lgdt [eax]
        jmp 0x08:.reload
.reload:
        mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov fs, eax
        mov gs, eax
        mov ss, eax
        mov eax, 0x18
        ltr ax
        ret

section .rodata align=4
trap_stubs:
%assign vector 0
%rep 32
        dd stub_ %+ vector
%assign vector vector + 1
%endrep
