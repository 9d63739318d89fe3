; Where the loader jumps: 32-bit protected mode, paging and interrupts off, EAX the loader's magic, EBX the address
; of its information. Multiboot Specification version 0.6.96, 3.2.

bits 32

STACK_BYTES equ 16384

extern boot_main, image_load_end, image_end
global entry, boot_stack_guard, boot_stack_bottom, boot_stack_top

section .text
entry:
        cli
        cld
        mov esi, eax
        ; A loader should have zeroed .bss; what the C code relies on is not left to it.
        mov edi, image_load_end
        mov ecx, image_end
        sub ecx, edi
        shr ecx, 2
        xor eax, eax
        rep stosd
        mov esp, boot_stack_top
        xor ebp, ebp                    ; a backtrace ends here
        sub esp, 8                      ; keeps the stack aligned to 16 at the call
        push ebx
        push esi
        call boot_main
.stop:  hlt
        jmp .stop

section .bss align=4096
boot_stack_guard:                       ; left out of the page tables: an overflow faults
        resb 4096
boot_stack_bottom:
        resb STACK_BYTES
boot_stack_top:
