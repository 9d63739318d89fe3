; Says on the serial port why this processor will not do, and ends the run as a failure. 32-bit code, for use before
; there is a C environment; the registers are those of arch/x86/serial.c, the ports at the end those of exit.c.

COM1                equ 0x3F8
STATUS_ALL_SENT     equ 0x60            ; holding and shift registers both empty

QEMU_EXIT_PORT      equ 0xF4
QEMU_EXIT_FAILURE   equ 0x11
BOCHS_SHUTDOWN_PORT equ 0x8900

%macro UART 2                           ; register, value
        mov dx, COM1 + %1
        mov al, %2
        out dx, al
%endmacro

global refuse

section .text
bits 32

; ESI: a text that ends with 0. Does not return.
refuse:
        UART 1, 0                       ; no interrupts
        UART 3, 0x80                    ; divisor: 115200 baud
        UART 0, 1
        UART 1, 0
        UART 3, 0x03                    ; 8 data bits, no parity, 1 stop bit
        UART 2, 0xC7                    ; FIFOs on and empty
        UART 4, 0x03                    ; ready
.next:
        mov ecx, 1000000                ; a port without a UART must not hang the machine
        mov dx, COM1 + 5
.wait:
        in al, dx
        and al, STATUS_ALL_SENT
        cmp al, STATUS_ALL_SENT
        loopne .wait
        lodsb
        test al, al
        jz .leave
        mov dx, COM1
        out dx, al
        jmp .next
.leave:
        mov eax, QEMU_EXIT_FAILURE
        out QEMU_EXIT_PORT, eax
        mov esi, shutdown_word
        mov ecx, shutdown_word.end - shutdown_word
        mov dx, BOCHS_SHUTDOWN_PORT
        rep outsb
.stop:
        cli
        hlt
        jmp .stop

section .rodata
shutdown_word:
        db "Shutdown"
.end:
