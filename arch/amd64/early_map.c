/* The page tables of boot on amd64: the first 4 GiB mapped to themselves in 2 MiB pages, their first 4 MiB, where
   the kernel lies, in 4 KiB pages, and one table for the test range. Intel SDM vol. 3A, 4.5 "4-level paging". */
#include "control.h"
#include "cpu.h"
#include "early_image.h"
#include "early_range.h"
#include "entry_bits.h"
#include "window.h"

#define ENTRIES      512u
#define FRAME_SHIFT  12u
#define DIRECTORIES  4u /* of 1 GiB each */
#define SMALL_TABLES 2u /* of 2 MiB each; kernel.ld checks that the image fits */

#define TEST_TOP 1u /* entry of the top table that leads to the test range: 512 GiB */

typedef entry_t table_t[ENTRIES] __attribute__((aligned(4096)));

static table_t top, pointers, directories[DIRECTORIES], small_tables[SMALL_TABLES];
static table_t test_pointers, test_directory;
table_t early_range;

static bool no_execute;

entry_t early_entry(uint32_t frame, uint32_t rights) {
    entry_t entry = (entry_t)frame << FRAME_SHIFT | ENTRY_PAGE;
    if ((rights & EARLY_WRITE) != 0) entry |= ENTRY_WRITE;
    if ((rights & EARLY_GLOBAL) != 0) entry |= ENTRY_GLOBAL;
    if ((rights & EARLY_EXECUTE) == 0 && no_execute) entry |= ENTRY_NX;
    return entry;
}

static entry_t table_entry(const entry_t *table) { return (uintptr_t)table | ENTRY_TABLE; }

uint32_t window_frames(void) { return DIRECTORIES * ENTRIES * ENTRIES; }

void early_paging_init(void) {
    no_execute = cpu_protections().no_execute;
    for (uint32_t i = 0; i < DIRECTORIES * ENTRIES; i++) {
        directories[i / ENTRIES][i % ENTRIES] = early_entry(i * ENTRIES, EARLY_WRITE) | ENTRY_LARGE;
    }
    for (uint32_t frame = 0; frame < SMALL_TABLES * ENTRIES; frame++) {
        entry_t entry = early_present(frame) ? early_entry(frame, early_rights(frame)) : 0;
        small_tables[frame / ENTRIES][frame % ENTRIES] = entry;
    }
    for (uint32_t i = 0; i < SMALL_TABLES; i++) {
        directories[0][i] = table_entry(small_tables[i]);
    }
    for (uint32_t i = 0; i < DIRECTORIES; i++) {
        pointers[i] = table_entry(directories[i]);
    }
    top[0] = table_entry(pointers);
    test_directory[0] = table_entry(early_range);
    test_pointers[0] = table_entry(test_directory);
    top[TEST_TOP] = table_entry(test_pointers);
    top[TEST_TOP + ENTRIES / 2] = table_entry(test_pointers);
    cr3_write((uintptr_t)top);
}

uintptr_t early_address(uint32_t page) { return (uintptr_t)TEST_TOP << 39 | (uintptr_t)page << FRAME_SHIFT; }
