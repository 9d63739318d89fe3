#include "told.h"
#include "mmu.h"
#include "tlb.h"

uint64_t told_pages;

void tlb_forget(pageno_t first, pageno_t count) {
    (void)first;
    told_pages += count;
}

uint32_t mmu_root(void) { return 0; }
