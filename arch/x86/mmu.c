/* The root of the page tables: CR3. Its low bits say how the root itself is cached; all clear, it is as memory is (Intel SDM vol. 3A,
   tables 4-3 and 4-12). Bit 63 of what is written, with which CR3 would forget nothing, is clear too (4.10.4.1). */
#include "mmu.h"
#include "control.h"

#define FRAME_BYTES 4096u

uint32_t mmu_root(void) { return (uint32_t)(cr3_read() / FRAME_BYTES); }

void mmu_load_root(uint32_t root) { cr3_write((uintptr_t)root * FRAME_BYTES); }
