/* The page tables of boot on i386: the first GiB mapped to itself in 4 KiB pages, which every processor has, then
   one table for the test range. Intel SDM vol. 3A, 4.3 "32-bit paging". */
#include "early_map.h"
#include "control.h"
#include "early_directory.h"
#include "early_image.h"
#include "entry_bits.h"
#include "window.h"

#define ENTRIES       1024u
#define WINDOW_TABLES 256u /* of 4 MiB each */
#define FRAME_SHIFT   12u

typedef uint32_t entry_t;
typedef entry_t table_t[ENTRIES] __attribute__((aligned(4096)));

table_t early_directory;
static table_t window_tables[WINDOW_TABLES];
static table_t test_table;

_Static_assert(EARLY_PAGES <= ENTRIES, "one table holds the test range");

static entry_t page_entry(uint32_t frame, uint32_t rights) {
    return frame << FRAME_SHIFT | ENTRY_PAGE | ((rights & EARLY_WRITE) != 0 ? ENTRY_WRITE : 0);
}

static entry_t table_entry(const entry_t *table) { return (uint32_t)(uintptr_t)table | ENTRY_TABLE; }

uint32_t window_frames(void) { return WINDOW_TABLES * ENTRIES; }

void early_paging_init(void) {
    for (uint32_t frame = 0; frame < window_frames(); frame++) {
        window_tables[frame / ENTRIES][frame % ENTRIES] = page_entry(frame, EARLY_WRITE);
    }
    for (uint32_t frame = 0; frame < early_image_end(); frame++) {
        entry_t entry = early_present(frame) ? page_entry(frame, early_rights(frame)) : 0;
        window_tables[frame / ENTRIES][frame % ENTRIES] = entry;
    }
    for (uint32_t i = 0; i < WINDOW_TABLES; i++) {
        early_directory[i] = table_entry(window_tables[i]);
    }
    early_directory[WINDOW_TABLES] = table_entry(test_table);
    cr3_write((uintptr_t)early_directory);
    cr0_write(cr0_read() | CR0_PG);
}

uintptr_t early_address(uint32_t page) { return (uintptr_t)(window_frames() + page) << FRAME_SHIFT; }

void early_map(uint32_t page, uint32_t frame, uint32_t rights) {
    if (page >= EARLY_PAGES) return;
    test_table[page] = page_entry(frame, rights);
    tlb_forget(early_address(page));
}

void early_unmap(uint32_t page) {
    if (page >= EARLY_PAGES) return;
    test_table[page] = 0;
    tlb_forget(early_address(page));
}
