/* Flat segments and a task state segment. Intel SDM vol. 3A, 3.4.5 (descriptors), 7.2.3 (the system descriptor of
   16 bytes), 7.7 (64-bit task state). */
#include "image.h"
#include "trap_machine.h"
#include "gates.h"

/* Accessed is set at once, so that the processor has no reason to write to the table. */
#define LONG_CODE        0x00AF9B000000FFFFull
#define FLAT_DATA        0x00CF93000000FFFFull
#define STATE_DESCRIPTOR 0x0000890000000000ull

#define SPARE_STACK_BYTES 8192u

typedef struct __attribute__((packed)) {
    uint16_t limit;
    uint64_t base;
} table_register_t;

typedef struct __attribute__((packed)) {
    uint32_t reserved;
    uint64_t rsp[3]; /* stacks for entries from user mode */
    uint64_t reserved_too;
    uint64_t ist[7]; /* stacks that a gate can ask for by number, from 1 */
    uint64_t reserved_last;
    uint16_t reserved_end;
    uint16_t io_map; /* offset of the port bitmap; past the end means none */
} task_state_t;

_Static_assert(sizeof(task_state_t) == 104, "SDM vol. 3A, figure 7-11");

static task_state_t task_state;
static uint64_t table[5]; /* the task state's descriptor takes two places */

/* A double fault may come from a bad stack, so it gets one of its own. */
static uint8_t spare_stack[SPARE_STACK_BYTES] __attribute__((aligned(16)));

void trap_load_segments(void) {
    uint64_t base = (uintptr_t)&task_state;
    uint64_t limit = sizeof(task_state) - 1;
    task_state.rsp[0] = (uintptr_t)boot_stack_top;
    task_state.ist[SPARE_STACK - 1] = (uintptr_t)spare_stack + sizeof(spare_stack);
    task_state.io_map = sizeof(task_state);
    table[SELECTOR_CODE / 8u] = LONG_CODE;
    table[SELECTOR_DATA / 8u] = FLAT_DATA;
    table[SELECTOR_STATE / 8u] =
        STATE_DESCRIPTOR | limit | (base & 0xFFFFFFu) << 16 | (base >> 24 & 0xFFu) << 56;
    table[SELECTOR_STATE / 8u + 1] = base >> 32;
    table_register_t table_register = {sizeof(table) - 1, (uintptr_t)table};
    segments_load(&table_register);
}
