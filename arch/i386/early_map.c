/* The page tables of boot on i386: the first GiB mapped to itself in 4 KiB pages, which every processor has, then
   one table for the test range. Intel SDM vol. 3A, 4.3 "32-bit paging". */
#include "control.h"
#include "early_directory.h"
#include "early_image.h"
#include "early_range.h"
#include "entry_bits.h"
#include "window.h"

#define ENTRIES       1024u
#define WINDOW_TABLES 256u /* of 4 MiB each */
#define FRAME_SHIFT   12u

typedef entry_t table_t[ENTRIES] __attribute__((aligned(4096)));

table_t early_directory;
static table_t window_tables[WINDOW_TABLES];
table_t early_range;

entry_t early_entry(uint32_t frame, uint32_t rights) {
    return frame << FRAME_SHIFT | ENTRY_PAGE | ((rights & EARLY_WRITE) != 0 ? ENTRY_WRITE : 0) |
           ((rights & EARLY_GLOBAL) != 0 ? ENTRY_GLOBAL : 0);
}

static entry_t table_entry(const entry_t *table) { return (uint32_t)(uintptr_t)table | ENTRY_TABLE; }

uint32_t window_frames(void) { return WINDOW_TABLES * ENTRIES; }

void early_paging_init(void) {
    for (uint32_t frame = 0; frame < window_frames(); frame++) {
        window_tables[frame / ENTRIES][frame % ENTRIES] = early_entry(frame, EARLY_WRITE);
    }
    for (uint32_t frame = 0; frame < early_image_end(); frame++) {
        entry_t entry = early_present(frame) ? early_entry(frame, early_rights(frame)) : 0;
        window_tables[frame / ENTRIES][frame % ENTRIES] = entry;
    }
    for (uint32_t i = 0; i < WINDOW_TABLES; i++) {
        early_directory[i] = table_entry(window_tables[i]);
    }
    early_directory[WINDOW_TABLES] = table_entry(early_range);
    early_directory[WINDOW_TABLES + ENTRIES / 2] = table_entry(early_range);
    cr3_write((uintptr_t)early_directory);
    cr0_write(cr0_read() | CR0_PG);
}

uintptr_t early_address(uint32_t page) { return (uintptr_t)(window_frames() + page) << FRAME_SHIFT; }
