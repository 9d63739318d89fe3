; The smallest kernel that can tell whether it was loaded right: what a loader owes it are its test cases. It keeps the
; protocol of the boot runner (three magic breaks, exit device), so every way in can be tried on it.
;
; Defects for the loader to refuse are chosen on the command line:
;   -DPAD=n             n bytes of ballast before the last word     -DBSS=n         n bytes to clear
;   -DBAD_MAGIC -DBAD_CHECKSUM -DNO_ADDRESSES -DVIDEO               a header that must be refused
;   -DMIB=n          the memory map must have exactly n usable MiB (at least 8)
;   -DLOAD=address      where it asks to be                         -DBAD_ENTRY     enters outside the image
; and defects of its own for the runner to see:
;   -DFAIL    leaves by the failure path although all its cases are ok      -DBREAKS=n  so many magic breaks (from 1)
;   -DTRIPLE  ends in a triple fault                                        -DHANG      never ends

%ifndef LOAD
    %define LOAD 0x100000
%endif
%ifndef PAD
    %define PAD 0
%endif
%ifndef BSS
    %define BSS 4096
%endif
%ifndef BREAKS
    %define BREAKS 3
%endif
%ifdef BAD_MAGIC
    MAGIC equ 0x1BADB003
%else
    MAGIC equ 0x1BADB002
%endif
%ifdef NO_ADDRESSES
    FLAGS equ 3
%elifdef VIDEO
    FLAGS equ 0x10007
%else
    FLAGS equ 0x10003
%endif
%ifdef BAD_CHECKSUM
    CHECK equ 1
%else
    CHECK equ -(MAGIC + FLAGS)
%endif

    bits 32
    org LOAD
image:
    jmp start
    align 4, db 0
header:
    dd MAGIC, FLAGS, CHECK
    dd header, image, image_end, image_end + BSS
%ifdef BAD_ENTRY
    dd image_end
%else
    dd start
%endif

start:
    mov esp, stack_end
    mov ebp, eax
    call serial_open
%ifdef TRIPLE
    lidt [no_idt]
    int3
%endif
%ifdef HANG
    cli
    hlt
%endif
    mov esi, plan
    call print

    cmp ebp, 0x2BADB002
    call verdict
    cmp dword [last_word], 0x0DDBA11
    call verdict
    mov edi, image_end                      ; cleared up to bss_end?
    mov ecx, BSS
    xor eax, eax
    repe scasb
    call verdict
    mov eax, [ebx]
    and eax, 0x41                           ; memory sizes and map are there
    cmp eax, 0x41
    call verdict
    call usable_mib
%ifdef MIB
    cmp eax, MIB
%else
    cmp eax, 8
    setb al
    test al, al
%endif
    call verdict

    mov dx, 0x3FD                           ; all of it must be out before the emulator is left
.drain:
    in al, dx
    test al, 0x40                           ; line status: transmitter empty
    jz .drain
%rep BREAKS - 1
    xchg bx, bx
%endrep
    cmp byte [failures], 0
    jne failed
    xchg bx, bx                             ; Bochs is left here, QEMU below
    mov dx, 0xF4
    mov eax, 0x10
    out dx, eax
    jmp $
failed:
    mov dx, 0x8900
    mov esi, shutdown
    mov ecx, 8
    rep outsb
    mov dx, 0xF4
    mov eax, 0x11
    out dx, eax
    jmp $

; usable_mib: EAX = MiB that the memory map calls usable; walks it as the specification says, by the size fields.
usable_mib:
    xor eax, eax
    mov esi, [ebx + 48]
    mov edi, [ebx + 44]
    add edi, esi
.entry:
    cmp esi, edi
    jae .end
    cmp dword [esi + 20], 1
    jne .next
    mov ecx, [esi + 12]
    shr ecx, 20
    add eax, ecx
.next:
    add esi, [esi]
    add esi, 4
    jmp .entry
.end:
    ret

; verdict: ZF = 1 when the case is ok.
verdict:
    mov esi, ok
    je .print
    inc byte [failures]
    mov esi, not_ok
.print:
    call print
    inc byte [number]
    mov al, [number]
    add al, '0'
    call put
    mov al, 10
    jmp put

print:
    lodsb
    test al, al
    jz .end
    call put
    jmp print
.end:
    ret

put:
    mov ah, al
    mov dx, 0x3FD
.wait:
    in al, dx
    test al, 0x40
    jz .wait
    mov al, ah
    mov dx, 0x3F8
    out dx, al
    ret

serial_open:
    mov dx, 0x3FB
    mov al, 3
    out dx, al
    ret

no_idt      dw 0, 0, 0
shutdown    db "Shutdown"
plan        db "KTAP version 1", 10, "1..5", 10, 0
ok          db "ok ", 0
not_ok      db "not ok ", 0
number      db 0
%ifdef FAIL
failures    db 1
%else
failures    db 0
%endif
    align 16, db 0
    times 256 db 0
stack_end:
    times PAD db 0xAA
    align 4, db 0
last_word   dd 0x0DDBA11
image_end:
