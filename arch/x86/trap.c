/* Exceptions, as far as both machines agree on them. */
#include "trap.h"
#include "console.h"
#include "control.h"
#include "cpu.h"
#include "image.h"
#include "trap_machine.h"

/* Intel SDM vol. 3A, table 6-1; 28 to 30: AMD APM vol. 2, table 8-1. */
static const char *const names[TRAP_VECTORS] = {
    [0] = "divide error",
    [1] = "debug",
    [2] = "non-maskable interrupt",
    [3] = "breakpoint",
    [4] = "overflow",
    [5] = "bound range exceeded",
    [6] = "invalid opcode",
    [7] = "device not available",
    [TRAP_DOUBLE_FAULT] = "double fault",
    [9] = "coprocessor segment overrun",
    [10] = "invalid task state",
    [11] = "segment not present",
    [12] = "stack fault",
    [13] = "general protection",
    [TRAP_PAGE_FAULT] = "page fault",
    [16] = "floating-point error",
    [17] = "alignment check",
    [18] = "machine check",
    [19] = "SIMD floating-point error",
    [20] = "virtualization exception",
    [21] = "control protection",
    [28] = "hypervisor injection",
    [29] = "VMM communication",
    [30] = "security exception",
};

static trap_handler_t current_handler;

void trap_init(void) {
    trap_load_segments();
    trap_load_gates();
}

void trap_set_handler(trap_handler_t handler) { current_handler = handler; }

const char *trap_name(uint32_t vector) {
    if (vector >= TRAP_VECTORS || names[vector] == 0) return "reserved exception";
    return names[vector];
}

uintptr_t trap_fault_address(void) { return cr2_read(); }

void trap_dispatch(trap_frame_t *frame) {
    if (current_handler == 0) {
        for (const char *c = "Bail out! exception before anyone handles them\n"; *c != '\0'; c++) {
            console_put(*c);
        }
        cpu_exit(false);
    }
    current_handler(frame);
}

/* Each function keeps, where its frame pointer points, the caller's frame pointer and above it the return address. */
bool trap_unwind(uintptr_t *frame_pointer, uintptr_t *return_address) {
    uintptr_t at = *frame_pointer;
    uintptr_t bottom = (uintptr_t)boot_stack_bottom;
    uintptr_t top = (uintptr_t)boot_stack_top;
    if (at < bottom || at > top - 2 * sizeof(uintptr_t) || at % sizeof(uintptr_t) != 0) return false;
    const uintptr_t *words = (const uintptr_t *)at;
    *return_address = words[1];
    /* Callers lie higher: a chain that turns back is damaged and ends here. */
    *frame_pointer = words[0] > at ? words[0] : 0;
    return true;
}
