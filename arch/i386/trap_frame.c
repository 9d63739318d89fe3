/* Reading and changing the interrupted state on i386. */
#include "trap_frame.h"
#include "trap.h"

uint32_t trap_vector(const trap_frame_t *frame) { return frame->vector; }
uint32_t trap_error(const trap_frame_t *frame) { return frame->error; }
uintptr_t trap_ip(const trap_frame_t *frame) { return frame->eip; }
void trap_set_ip(trap_frame_t *frame, uintptr_t ip) { frame->eip = ip; }
uintptr_t trap_frame_pointer(const trap_frame_t *frame) { return frame->ebp; }

bool trap_register(const trap_frame_t *frame, uint32_t index, trap_register_t *out) {
    const trap_register_t registers[] = {
        {"eip", frame->eip}, {"eflags", frame->eflags}, {"cs", frame->cs},   {"esp", frame->esp},
        {"eax", frame->eax}, {"ebx", frame->ebx},       {"ecx", frame->ecx}, {"edx", frame->edx},
        {"esi", frame->esi}, {"edi", frame->edi},       {"ebp", frame->ebp},
    };
    if (index >= sizeof(registers) / sizeof(registers[0])) return false;
    *out = registers[index];
    return true;
}
