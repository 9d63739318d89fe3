; One entry per exception: each saves the interrupted state in one layout (trap_frame.c) and calls trap_dispatch.

bits 64
default rel

extern trap_dispatch
global trap_stubs, segments_load

; Exceptions for which the processor itself pushes an error code. Intel SDM vol. 3A, table 6-1; AMD APM vol. 2, 8.2.
%define HAS_CODE(v) ((v) == 8 || ((v) >= 10 && (v) <= 14) || (v) == 17 || (v) == 21 || (v) == 29 || (v) == 30)

section .text

%assign vector 0
%rep 32
stub_ %+ vector:
%if !HAS_CODE(vector)
        push qword 0
%endif
        push qword vector
        jmp save_and_call
%assign vector vector + 1
%endrep

; The processor aligned the stack to 16 before it pushed. SDM vol. 3A, 6.14.2
save_and_call:
        push rax
        push rbx
        push rcx
        push rdx
        push rsi
        push rdi
        push rbp
        push r8
        push r9
        push r10
        push r11
        push r12
        push r13
        push r14
        push r15
        cld
        mov rdi, rsp                    ; the frame
        mov rbx, rsp                    ; C code keeps RBX
        and rsp, -16
        call trap_dispatch
        mov rsp, rbx
        pop r15
        pop r14
        pop r13
        pop r12
        pop r11
        pop r10
        pop r9
        pop r8
        pop rbp
        pop rdi
        pop rsi
        pop rdx
        pop rcx
        pop rbx
        pop rax
        add rsp, 16                     ; vector and error code
        iretq

; void segments_load(const void *table_register)
segments_load:
        lgdt [rdi]
        lea rax, [.reload]
        push qword 0x08
        push rax
        o64 retf
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

section .rodata align=8
trap_stubs:
%assign vector 0
%rep 32
        dq stub_ %+ vector
%assign vector vector + 1
%endrep
