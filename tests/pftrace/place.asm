; An address with a name and a line, for the test of symbols: linked so that `here` lies where a log says a fault was.
    bits 32
    section .text
    global place:function
place:
    times 16 nop
here:
    mov eax, [0]
    ret
