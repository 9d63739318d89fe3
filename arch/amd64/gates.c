/* The interrupt descriptor table. Intel SDM vol. 3A, 6.14.1. */
#include "gates.h"
#include "trap_machine.h"

#define GATE_INTERRUPT                                                                                       \
    0x8Eu /* present, for the kernel only, 64-bit interrupt gate: interrupts stay off inside */

typedef struct {
    uint16_t offset_low;
    uint16_t selector;
    uint8_t stack; /* 0 keeps the stack, 1 to 7 takes one from the task state */
    uint8_t type;
    uint16_t offset_middle;
    uint32_t offset_high;
    uint32_t zero;
} gate_t;

typedef struct __attribute__((packed)) {
    uint16_t limit;
    uint64_t base;
} table_register_t;

static gate_t gates[TRAP_VECTORS];

void trap_load_gates(void) {
    for (uint32_t vector = 0; vector < TRAP_VECTORS; vector++) {
        uintptr_t stub = trap_stubs[vector];
        gates[vector] = (gate_t){
            .offset_low = (uint16_t)stub,
            .selector = SELECTOR_CODE,
            .stack = vector == TRAP_DOUBLE_FAULT ? SPARE_STACK : 0,
            .type = GATE_INTERRUPT,
            .offset_middle = (uint16_t)(stub >> 16),
            .offset_high = (uint32_t)(stub >> 32),
        };
    }
    table_register_t table_register = {sizeof(gates) - 1, (uintptr_t)gates};
    __asm__ volatile("lidt %0" : : "m"(table_register));
}
