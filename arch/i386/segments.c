/* Flat segments and two tasks: one for everything, one for double faults. Intel SDM vol. 3A, 3.4.5 (descriptors). */
#include "image.h"
#include "task_state.h"
#include "trap_machine.h"

/* Accessed is set at once, so that the processor has no reason to write to the table. */
#define FLAT_CODE        0x00CF9B000000FFFFull
#define FLAT_DATA        0x00CF93000000FFFFull
#define STATE_DESCRIPTOR 0x0000890000000000ull

#define DESCRIPTORS 5u

typedef struct __attribute__((packed)) {
    uint16_t limit;
    uint32_t base;
} table_register_t;

task_state_t main_task;

static uint64_t table[DESCRIPTORS];

static uint64_t state_descriptor(const task_state_t *state) {
    uint32_t base = (uint32_t)(uintptr_t)state;
    uint32_t limit = sizeof(*state) - 1;
    return STATE_DESCRIPTOR | limit | (uint64_t)(base & 0xFFFFFFu) << 16 | (uint64_t)(base >> 24) << 56;
}

void trap_load_segments(void) {
    main_task.esp0 = (uint32_t)(uintptr_t)boot_stack_top;
    main_task.ss0 = SELECTOR_DATA;
    main_task.io_map = TASK_NO_PORTS;
    double_fault_init();
    table[SELECTOR_CODE / 8u] = FLAT_CODE;
    table[SELECTOR_DATA / 8u] = FLAT_DATA;
    table[SELECTOR_STATE / 8u] = state_descriptor(&main_task);
    table[SELECTOR_DOUBLE_FAULT / 8u] = state_descriptor(&double_fault_task);
    table_register_t table_register = {sizeof(table) - 1, (uint32_t)(uintptr_t)table};
    segments_load(&table_register);
}
