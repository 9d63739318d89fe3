/* The interrupted state on i386, as vectors.asm saves it. */
#include "trap.h"

struct trap_frame {
    uint32_t edi, esi, ebp, esp_of_pushad, ebx, edx, ecx, eax; /* PUSHAD. SDM vol. 2B */
    uint32_t vector, error;
    uint32_t eip, cs, eflags; /* the processor. SDM vol. 3A, 6.12.1 */
};

uint32_t trap_vector(const trap_frame_t *frame) {
    return frame->vector;
}
uint32_t trap_error(const trap_frame_t *frame) {
    return frame->error;
}
uintptr_t trap_ip(const trap_frame_t *frame) {
    return frame->eip;
}
void trap_set_ip(trap_frame_t *frame, uintptr_t ip) {
    frame->eip = ip;
}
uintptr_t trap_frame_pointer(const trap_frame_t *frame) {
    return frame->ebp;
}

bool trap_register(const trap_frame_t *frame, uint32_t index, trap_register_t *out) {
    /* Without a change of privilege the processor pushes no ESP: it pointed just above what was pushed. */
    uintptr_t esp = (uintptr_t)(frame + 1);
    const trap_register_t registers[] = {
        {"eip", frame->eip}, {"eflags", frame->eflags}, {"cs", frame->cs},   {"esp", esp},
        {"eax", frame->eax}, {"ebx", frame->ebx},       {"ecx", frame->ecx}, {"edx", frame->edx},
        {"esi", frame->esi}, {"edi", frame->edi},       {"ebp", frame->ebp},
    };
    if (index >= sizeof(registers) / sizeof(registers[0])) return false;
    *out = registers[index];
    return true;
}
