/* The test range of boot: one table, which serves a lower and an upper address of each page. */
#include "early_range.h"
#include "tlb.h"

#define PAGE_BYTES 4096u
#define HALF_BYTES ((uintptr_t)(PAGE_LIMIT / 2u) * PAGE_BYTES)

_Static_assert(EARLY_PAGES <= TABLE_ENTRIES, "one table holds the test range");

uintptr_t early_upper_address(uint32_t page) { return early_address(page) + ADDRESS_TOP * HALF_BYTES; }

static void forget(uint32_t page) {
    pageno_t lower = (pageno_t)(early_address(page) / PAGE_BYTES);
    tlb_forget(lower, 1);
    tlb_forget(lower + PAGE_LIMIT / 2u, 1);
}

void early_map_quietly(uint32_t page, uint32_t frame, uint32_t rights) {
    if (page < EARLY_PAGES) early_range[page] = early_entry(frame, rights);
}

void early_map(uint32_t page, uint32_t frame, uint32_t rights) {
    early_map_quietly(page, frame, rights);
    forget(page);
}

void early_unmap(uint32_t page) {
    if (page >= EARLY_PAGES) return;
    early_range[page] = 0;
    forget(page);
}
