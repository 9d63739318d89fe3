; Where the loader jumps: 32-bit protected mode, paging and interrupts off, EAX the loader's magic, EBX the address
; of its information (Multiboot Specification version 0.6.96, 3.2). From there into 64-bit mode, by the steps of
; Intel SDM vol. 3A, 9.8.5: PAE, tables, EFER.LME, paging, then a jump to a 64-bit code segment.

STACK_BYTES equ 16384

CPUID_EXTENDED      equ 0x80000000
CPUID_LONG_MODE     equ 1 << 29         ; EDX of leaf 0x80000001
FLAGS_ID            equ 1 << 21         ; can be changed exactly when CPUID exists

CR0_PG              equ 1 << 31
CR4_PAE             equ 1 << 5
MSR_EFER            equ 0xC0000080
EFER_LME            equ 1 << 8

TABLE_BITS          equ 0x023           ; present, writable, accessed
LARGE_PAGE_BITS     equ 0x0E3           ; and dirty, 2 MiB
LARGE_PAGE_BYTES    equ 0x200000

extern boot_main, refuse, image_load_end, image_end
global entry, boot_stack_guard, boot_stack_bottom, boot_stack_top

section .text
bits 32
entry:
        cli
        cld
        mov esi, eax
        mov ebp, ebx
        ; A loader should have zeroed .bss; what the C code relies on is not left to it.
        mov edi, image_load_end
        mov ecx, image_end
        sub ecx, edi
        shr ecx, 2
        xor eax, eax
        rep stosd
        mov esp, boot_stack_top

        call check_long_mode
        call fill_tables

        mov eax, cr4
        or eax, CR4_PAE
        mov cr4, eax
        mov eax, first_top
        mov cr3, eax
        mov ecx, MSR_EFER
        rdmsr
        or eax, EFER_LME
        wrmsr
        mov eax, cr0
        or eax, CR0_PG
        mov cr0, eax
        lgdt [first_segments.register]
        jmp 0x08:entry_long

; Returns only on a processor that has 64-bit mode.
check_long_mode:
        pushfd
        pop eax
        mov ecx, eax
        xor eax, FLAGS_ID
        push eax
        popfd
        pushfd
        pop eax
        push ecx
        popfd
        xor eax, ecx
        test eax, FLAGS_ID
        jz .none
        mov eax, CPUID_EXTENDED
        cpuid
        cmp eax, CPUID_EXTENDED + 1
        jb .none
        mov eax, CPUID_EXTENDED + 1
        cpuid
        test edx, CPUID_LONG_MODE
        jz .none
        ret
.none:
        mov esi, no_long_mode
        jmp refuse

; The first GiB mapped to itself in 2 MiB pages: enough to reach the C code, which builds the real tables.
fill_tables:
        mov eax, first_pointers + TABLE_BITS
        mov [first_top], eax
        mov eax, first_directory + TABLE_BITS
        mov [first_pointers], eax
        mov edi, first_directory
        mov eax, LARGE_PAGE_BITS
        mov ecx, 512
.next:  mov [edi], eax
        add edi, 8
        add eax, LARGE_PAGE_BYTES
        loop .next
        ret

bits 64
entry_long:
        mov eax, 0x10
        mov ds, eax
        mov es, eax
        mov fs, eax
        mov gs, eax
        mov ss, eax
        mov edi, esi                    ; the loader's magic
        mov esi, ebp                    ; its information
        mov esp, boot_stack_top         ; the upper halves are not defined after the switch: this clears them
        xor ebp, ebp                    ; a backtrace ends here
        call boot_main
.stop:  hlt
        jmp .stop

section .rodata align=8
first_segments:
        dq 0
        dq 0x00AF9B000000FFFF           ; 0x08: 64-bit code
        dq 0x00CF93000000FFFF           ; 0x10: data
.register:
        dw .register - first_segments - 1
        dd first_segments

no_long_mode:
        db "KTAP version 1", 10, "Bail out! this processor has no 64-bit mode", 10, 0

section .bss align=4096
first_top:
        resb 4096
first_pointers:
        resb 4096
first_directory:
        resb 4096
boot_stack_guard:                       ; left out of the page tables: an overflow faults
        resb 4096
boot_stack_bottom:
        resb STACK_BYTES
boot_stack_top:
