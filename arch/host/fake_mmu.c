#include "fake_mmu.h"

static uint32_t current, loads;

void fake_mmu_reset(uint32_t root) {
    current = root;
    loads = 0;
}

uint32_t fake_mmu_loads(void) { return loads; }

uint32_t mmu_root(void) { return current; }

void mmu_load_root(uint32_t root) {
    current = root;
    loads++;
}
