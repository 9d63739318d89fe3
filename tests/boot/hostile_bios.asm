; A BIOS that lies about memory. This sector takes the place of the boot sector, hooks int 15h with a false E820, then
; fetches the boot sector from the last sector of the disk, where the test has put it, and lets it run.
;
;   -DLAST=n    block number of the true boot sector
;   -DLIE=n     1 never ends                        4 answers with 8 bytes
;               2 knows no such function            5 tells the truth in its most awkward form
;               3 answers without its signature     6 as 5, and ends with an error instead of a 0

    bits 16
    org 0x7C00

HOOK_SEGMENT equ 0x8000                     ; below the extended BIOS data area, and nobody else's

    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7C00
    cld
    mov si, 0x7C00                          ; to where the true boot sector will not land
    mov ax, HOOK_SEGMENT
    mov es, ax
    xor di, di
    mov cx, 256
    rep movsw
    jmp HOOK_SEGMENT:(moved - $$)

moved:
    cli
    mov eax, [0x15 * 4]
    mov [cs:old - $$], eax
    mov word [0x15 * 4], hook - $$
    mov word [0x15 * 4 + 2], HOOK_SEGMENT
    sti
    push cs
    pop ds
    mov si, packet - $$
    mov ah, 0x42
    int 0x13
    jmp 0:0x7C00

hook:
    cmp eax, 0xE820
    je .lie
    jmp far [cs:old - $$]
.lie:
%if LIE == 2
    jmp .error
%elif LIE == 1
    mov ecx, 20
    inc ebx
    mov dword [es:di], 0x100000
    mov dword [es:di + 8], 0x1000
    mov dword [es:di + 16], 1
    jmp .answer
%else
    mov si, bx
    imul si, 28
    add si, entries - $$
    cmp si, entries_end - $$
    jae .error
    push cs
    pop ds
    push di
    mov cx, 12                              ; all 24 bytes are written, whatever is answered
    cld
    rep movsw
    pop di
    movzx ecx, word [si]
    inc ebx
  %if LIE != 6
    cmp word [si + 2], 0
    je .more
    xor ebx, ebx
.more:
  %endif
  %if LIE == 4
    mov ecx, 8
  %endif
    jmp .answer
%endif
.answer:
    mov eax, 0x534D4150
%if LIE == 3
    inc eax
%endif
    mov edx, 0xDEADBEEF                     ; and every register that a caller might hope to keep
    mov esi, edx
    mov edi, edx
    mov ebp, edx
    mov ds, dx
    mov es, dx
    push bp
    mov bp, sp
    and byte [bp + 6], 0xFE                 ; carry clear in the flags that iret loads
    or byte [bp + 7], 4                     ; direction down, for those who do not care
    pop bp
    iret
.error:
    push bp
    mov bp, sp
    or byte [bp + 6], 1
    pop bp
    iret

old     dd 0
packet  db 16, 0
        dw 1, 0x7C00, 0
        dd LAST, 0

; base, length, type, attributes; then how many bytes are answered, and whether this is the last. Usable: 31 MiB.
entries:
    dq 0x0000000, 0x9F000
    dd 1, 0
    dw 20, 0
    dq 0x4000000, 0x40000000                ; attribute bit 0 clear: to be ignored
    dd 1, 0
    dw 24, 0
    dq 0x5000000, 0                         ; nothing
    dd 1, 1
    dw 24, 0
    dq 0x100000, 0x1F00000
    dd 1, 1
    dw 24, 1
entries_end:

    times 510 - ($ - $$) db 0
    dw 0xAA55
