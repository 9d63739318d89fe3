/* The interrupt descriptor table. Intel SDM vol. 3A, 6.11. */
#include "task_state.h"
#include "trap_machine.h"

#define GATE_INTERRUPT                                                                                       \
    0x8Eu               /* present, for the kernel only, 32-bit interrupt gate: interrupts stay off inside */
#define GATE_TASK 0x85u /* present, for the kernel only, task gate: the selector names the task */

typedef struct {
    uint16_t offset_low;
    uint16_t selector;
    uint8_t zero;
    uint8_t type;
    uint16_t offset_high;
} gate_t;

typedef struct __attribute__((packed)) {
    uint16_t limit;
    uint32_t base;
} table_register_t;

static gate_t gates[TRAP_VECTORS];

void trap_load_gates(void) {
    for (uint32_t vector = 0; vector < TRAP_VECTORS; vector++) {
        uintptr_t stub = trap_stubs[vector];
        gates[vector] = (gate_t){
            .offset_low = (uint16_t)stub,
            .selector = SELECTOR_CODE,
            .type = GATE_INTERRUPT,
            .offset_high = (uint16_t)(stub >> 16),
        };
    }
    gates[TRAP_DOUBLE_FAULT] = (gate_t){.selector = SELECTOR_DOUBLE_FAULT, .type = GATE_TASK};
    table_register_t table_register = {sizeof(gates) - 1, (uint32_t)(uintptr_t)gates};
    __asm__ volatile("lidt %0" : : "m"(table_register));
}
