/* The interrupted state on amd64, as vectors.asm saves it. */
#include "trap.h"

struct trap_frame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
    uint64_t rbp, rdi, rsi, rdx, rcx, rbx, rax;
    uint64_t vector, error;
    uint64_t rip, cs, rflags, rsp, ss; /* the processor. SDM vol. 3A, 6.14.2 */
};

uint32_t trap_vector(const trap_frame_t *frame) { return (uint32_t)frame->vector; }
uint32_t trap_error(const trap_frame_t *frame) { return (uint32_t)frame->error; }
uintptr_t trap_ip(const trap_frame_t *frame) { return frame->rip; }
void trap_set_ip(trap_frame_t *frame, uintptr_t ip) { frame->rip = ip; }
uintptr_t trap_frame_pointer(const trap_frame_t *frame) { return frame->rbp; }

bool trap_register(const trap_frame_t *frame, uint32_t index, trap_register_t *out) {
    const trap_register_t registers[] = {
        {"rip", frame->rip}, {"rflags", frame->rflags}, {"cs", frame->cs},   {"rsp", frame->rsp},
        {"rax", frame->rax}, {"rbx", frame->rbx},       {"rcx", frame->rcx}, {"rdx", frame->rdx},
        {"rsi", frame->rsi}, {"rdi", frame->rdi},       {"rbp", frame->rbp}, {"r8", frame->r8},
        {"r9", frame->r9},   {"r10", frame->r10},       {"r11", frame->r11}, {"r12", frame->r12},
        {"r13", frame->r13}, {"r14", frame->r14},       {"r15", frame->r15}, {"ss", frame->ss},
    };
    if (index >= sizeof(registers) / sizeof(registers[0])) return false;
    *out = registers[index];
    return true;
}
