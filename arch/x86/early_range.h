/* The table behind the test range of boot, and the entries that go into it: each machine's own. */
#ifndef X86_EARLY_RANGE_H
#define X86_EARLY_RANGE_H

#include "early_map.h"
#include "entry.h"

extern entry_t early_range[TABLE_ENTRIES];

/* The entry of a page with these rights (early_map.h). */
entry_t early_entry(uint32_t frame, uint32_t rights);

#endif
