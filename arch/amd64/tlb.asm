; Forgetting what the processor remembers of page tables (arch/api/tlb.h).

bits 64
default rel

global tlb_forget

MANY equ 32                             ; more pages than this: everything at once costs less
CR4_PGE equ 1 << 7                      ; global pages are in use

section .text

; void tlb_forget(pageno_t first, pageno_t count)
tlb_forget:
        cmp rsi, MANY
        ja .all
.page:  mov rax, rdi
        shl rax, 28                     ; page number to address: bit 47 is repeated in those above it
        sar rax, 16
        invlpg [rax]
        inc rdi
        dec rsi
        jnz .page
        ret

.all:   mov rax, cr4
        test eax, CR4_PGE
        jz .own
        mov rdx, rax                    ; a change of PGE forgets all, global pages too (Intel SDM vol. 3A, 4.10.4.1)
        btr rdx, 7
        mov cr4, rdx
        mov cr4, rax
        ret
.own:   mov rax, cr3
        mov cr3, rax
        ret
