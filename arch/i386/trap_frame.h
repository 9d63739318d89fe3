/* The interrupted state on i386: vectors.asm saves it in this order, double_fault.c fills it in by hand. */
#ifndef I386_TRAP_FRAME_H
#define I386_TRAP_FRAME_H

#include <stdint.h>

struct trap_frame {
    uint32_t edi, esi, ebp;
    uint32_t esp; /* of the interrupted code; POPAD skips it. SDM vol. 2B */
    uint32_t ebx, edx, ecx, eax;
    uint32_t vector, error;
    uint32_t eip, cs, eflags; /* the processor. SDM vol. 3A, 6.12.1 */
};

#endif
