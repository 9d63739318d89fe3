; Forgetting what the processor remembers of page tables (arch/api/tlb.h).

bits 32

global tlb_forget

MANY equ 32                             ; more pages than this: everything at once costs less
CR4_PGE equ 1 << 7                      ; global pages are in use

section .text

; void tlb_forget(pageno_t first, pageno_t count)
tlb_forget:
        mov ecx, [esp + 8]
        cmp ecx, MANY
        ja .all
        mov eax, [esp + 4]
        shl eax, 12
.page:  invlpg [eax]
        add eax, 1000h
        dec ecx
        jnz .page
        ret

.all:   mov eax, cr4
        test eax, CR4_PGE
        jz .own
        mov edx, eax                    ; a change of PGE forgets all, global pages too (Intel SDM vol. 3A, 4.10.4.1)
        btr edx, 7
        mov cr4, edx
        mov cr4, eax
        ret
.own:   mov eax, cr3
        mov cr3, eax
        ret
