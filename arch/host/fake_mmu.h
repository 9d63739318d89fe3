/* A processor's root register for tests, which counts how often it is written. */
#ifndef ARCH_HOST_FAKE_MMU_H
#define ARCH_HOST_FAKE_MMU_H

#include "mmu.h"

/* In this space, which 0 is none, and never written. */
void fake_mmu_reset(uint32_t root);

/* How often the root was written since the last reset. */
uint32_t fake_mmu_loads(void);

#endif
