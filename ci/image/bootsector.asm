; Our own way in: one disk image that a PC BIOS boots, made of this loader and a multiboot kernel behind it.
;
;   sector 0            stage one: serial port, disk reader, error line; loads the rest of the loader
;   sectors 1 .. s      stage two: A20, memory map, kernel, multiboot information, protected mode
;   sectors s+1 ..      the kernel's flat image, byte for byte
;
; Assembled by media.mk, which passes
;   KERNEL_FILE    the flat image, quoted                   KERNEL_BYTES   its size
; and takes the output as it is: the image is padded here to whole cylinders, because Bochs accepts no other disk.
;
; Memory while this runs (all of it below what the kernel may ask for, which is 1 MiB and up):
;   0x00500 .. 0x07BFF  stack, growing down from 0x7C00
;   0x07C00 .. 0x08FFF  this loader
;   0x09000 .. 0x0AFFF  multiboot information, then the memory map: what the kernel is given (mbinfo.inc)
;   0x10000 .. 0x17FFF  bounce buffer for disk reads: the BIOS cannot write above 1 MiB
;
; Interfaces: "BIOS Enhanced Disk Drive Specification" 1.1 (int 13h, AH=41h/42h); ACPI specification, chapter
; "System Address Map Interfaces" (int 15h, E820h); Multiboot Specification 0.6.96, sections 3.1.3, 3.2, 3.3.

%include "layout.inc"

%ifndef KERNEL_BYTES
    %error KERNEL_BYTES is not defined: build the image with make image
%elif KERNEL_BYTES < 32 || KERNEL_BYTES > KERNEL_LIMIT
    %error the kernel image is empty or larger than the boot sector loads (KERNEL_LIMIT in layout.inc)
%endif

    bits 16
    org STAGE1
    cpu 386

stage1:
    jmp 0:.here                             ; some BIOSes come in at 07C0:0000
.here:
    xor ax, ax
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov sp, STAGE1
    cld
    sti
    mov [boot_drive], dl
    call serial_open

    mov dl, [boot_drive]
    mov ah, 0x41                            ; are the disk extensions there?
    mov bx, 0x55AA
    int 0x13
    mov si, msg_no_extensions
    jc fail
    cmp bx, 0xAA55
    jne fail
    test cl, 1                              ; bit 0: the functions that take a packet
    jz fail

    mov eax, 1
    mov bx, STAGE2 >> 4
    mov cx, STAGE2_SECTORS
    call disk_read
    jmp stage2

%include "serial.inc"
%include "disk.inc"

    times 510 - ($ - $$) db 0
    dw 0xAA55

stage2:
    call a20_open
    call e820_read
    call kernel_load
    call mbinfo_build
    jmp kernel_enter

%include "a20.inc"
%include "e820.inc"
%include "unreal.inc"
%include "kernel.inc"
%include "mbinfo.inc"

    align 512, db 0
stage2_end:
STAGE2_SECTORS equ (stage2_end - stage2) / 512

; The loader must end below what it fills in: a negative count here says that it has grown too large.
    times -(stage2_end - stage1 > MBINFO - STAGE1) db 0

kernel_image:
    incbin KERNEL_FILE

    times (CYLINDER_BYTES - ($ - $$) % CYLINDER_BYTES) % CYLINDER_BYTES db 0
