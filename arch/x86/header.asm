; The multiboot header: how a loader recognises the kernel, and where it puts it.
; Multiboot Specification version 0.6.96, 3.1. The address fields make every loader treat the ELF file and the
; flat file alike; our own boot sector knows nothing else.

HEADER_MAGIC    equ 0x1BADB002
HEADER_ALIGN    equ 1 << 0              ; modules begin a page
HEADER_MEMORY   equ 1 << 1              ; memory sizes and map wanted
HEADER_ADDRESS  equ 1 << 16             ; the address fields are valid
HEADER_FLAGS    equ HEADER_ALIGN | HEADER_MEMORY | HEADER_ADDRESS

extern entry, image_start, image_load_end, image_end

section .multiboot progbits alloc noexec nowrite align=4
header:
        dd HEADER_MAGIC
        dd HEADER_FLAGS
        dd -(HEADER_MAGIC + HEADER_FLAGS)
        dd header                       ; where this header lies
        dd image_start                  ; load from here
        dd image_load_end               ; to here,
        dd image_end                    ; then zeros to here,
        dd entry                        ; and jump here
