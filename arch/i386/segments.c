/* Flat segments and a task state segment. Intel SDM vol. 3A, 3.4.5 (descriptors), 7.2.1 (32-bit task state). */
#include "image.h"
#include "trap_machine.h"

/* Accessed is set at once, so that the processor has no reason to write to the table. */
#define FLAT_CODE        0x00CF9B000000FFFFull
#define FLAT_DATA        0x00CF93000000FFFFull
#define STATE_DESCRIPTOR 0x0000890000000000ull

typedef struct __attribute__((packed)) {
    uint16_t limit;
    uint32_t base;
} table_register_t;

/* Only the stack for entries from user mode is ever used; the rest is for hardware task switches. */
typedef struct {
    uint32_t previous, esp0, ss0;
    uint32_t unused[22];
    uint32_t io_map; /* upper half: offset of the port bitmap; past the end means none */
} task_state_t;

_Static_assert(sizeof(task_state_t) == 104, "SDM vol. 3A, figure 7-2");

static task_state_t task_state;
static uint64_t table[4];

static uint64_t state_descriptor(uint32_t base, uint32_t limit) {
    return STATE_DESCRIPTOR | limit | (uint64_t)(base & 0xFFFFFFu) << 16 | (uint64_t)(base >> 24) << 56;
}

void trap_load_segments(void) {
    task_state.esp0 = (uint32_t)(uintptr_t)boot_stack_top;
    task_state.ss0 = SELECTOR_DATA;
    task_state.io_map = (uint32_t)sizeof(task_state) << 16;
    table[SELECTOR_CODE / 8u] = FLAT_CODE;
    table[SELECTOR_DATA / 8u] = FLAT_DATA;
    table[SELECTOR_STATE / 8u] = state_descriptor((uint32_t)(uintptr_t)&task_state, sizeof(task_state) - 1);
    table_register_t table_register = {sizeof(table) - 1, (uint32_t)(uintptr_t)table};
    segments_load(&table_register);
}
