/* Page tables in plain memory, and a walk of the tests' own, as the processor manuals describe it. */
#ifndef TESTS_TABLES_FIXTURE_H
#define TESTS_TABLES_FIXTURE_H

#include <string.h>
#include "check.h"
#include "entry_bits.h"
#include "tables.h"

#ifndef FRAMES
#define FRAMES 40u
#endif
#define KERNEL 3u                                /* the kernel's root */
#define SPACE  7u                                /* the root of another space */
#define DIGIT  (TABLE_ENTRIES == 512 ? 9u : 10u) /* bits of a page number that each level takes */
#define LOWEST_OWN                                                                                           \
    (KERNEL_FIRST == 0 ? KERNEL_END : 0u) /* entries of a root from here on are a space's own */

static table_t pool[FRAMES], pool_before[FRAMES];
static uint16_t live[FRAMES], live_before[FRAMES];
static tables_t tables;

/* What the processor finds, and at which level: Intel SDM vol. 3A, 4.3 and 4.5.4. */
static inline entry_t hardware_walk(frame_t root, pageno_t page, uint32_t *level) {
    frame_t table = root;
    for (uint32_t l = TABLE_LEVELS;; l--) {
        entry_t entry = pool[table].e[page >> ((l - 1) * DIGIT) & (TABLE_ENTRIES - 1)];
        *level = l;
        if (l == 1 || (entry & ENTRY_PRESENT) == 0 || (entry & ENTRY_LARGE) != 0) return entry;
        table = (frame_t)((entry & ~(entry_t)0xFFF) >> 12 & (ENTRY_FRAMES - 1));
    }
}

/* The page whose digits are all `digit`, but that of the highest level, which is `top`. */
static inline pageno_t page_of(uint32_t top, uint32_t digit) {
    pageno_t page = top;
    for (uint32_t l = 1; l < TABLE_LEVELS; l++) page = page << DIGIT | digit;
    return page;
}

/* Pages at the edges of what entries of each level cover, in both halves. */
#define PROBES 64u
static inline pageno_t probe(uint32_t n) {
    static const uint32_t tops[] = {0, KERNEL_END - KERNEL_FIRST - 1, LOWEST_OWN, LOWEST_OWN + 1};
    pageno_t page =
        page_of((tops[n % 4] + (n % 4 < 2 ? KERNEL_FIRST : 0)) % TABLE_ENTRIES, n / 4 % 2 == 0 ? 0 : 5);
    switch (n / 8) {
    case 0:
        return page;
    case 1:
        return page ^ 1u;
    case 2:
        return page ^ (pageno_t)1 << DIGIT;
    case 3:
        return page | (TABLE_ENTRIES - 1);
    case 4:
        return page ^ (pageno_t)1 << (TABLE_LEVELS - 2) * DIGIT;
    case 5:
        return page ^ (pageno_t)(TABLE_ENTRIES - 1) << (TABLE_LEVELS - 2) * DIGIT;
    case 6:
        return page ^ 2u;
    default:
        return (page + SPAN_2) % PAGE_LIMIT;
    }
}

/* The bits of an entry that points to a table on the way to `page`, beside the table's frame: present, writable, accessed, and user in
   a space's own half. */
static inline entry_t link_bits(pageno_t page) {
    uint64_t address = (uint64_t)page << 12;
    return (TABLE_LEVELS == 2 ? address < 0x80000000 : address >= 0x800000000000) ? 0x23 : 0x27;
}

static entry_t found_before[FRAMES][PROBES];

static inline void remember(void) {
    uint32_t level;
    memcpy(pool_before, pool, sizeof pool);
    memcpy(live_before, live, sizeof live);
    for (frame_t root = KERNEL; root <= SPACE; root += SPACE - KERNEL) {
        for (uint32_t n = 0; n < PROBES; n++) found_before[root][n] = hardware_walk(root, probe(n), &level);
    }
}

/* Of all tables, only this entry changed. */
static inline void only_entry(frame_t table, uint32_t i) {
    for (frame_t f = 0; f < FRAMES; f++) {
        for (uint32_t j = 0; j < TABLE_ENTRIES; j++) {
            if (f != table || j != i) assert_true(pool[f].e[j] == pool_before[f].e[j]);
        }
        if (f != table) assert_int_equal(live[f], live_before[f]);
    }
}

static inline uint32_t count_live(frame_t table) {
    uint32_t n = 0;
    for (uint32_t j = 0; j < TABLE_ENTRIES; j++) n += (pool[table].e[j] & ENTRY_PRESENT) != 0;
    return n;
}

static inline void counts_right(frame_t table) { assert_int_equal(live[table], count_live(table)); }

/* No page is found elsewhere than before; absent stays absent. */
static inline void walks_same(void) {
    uint32_t level;
    for (frame_t root = KERNEL; root <= SPACE; root += SPACE - KERNEL) {
        for (uint32_t n = 0; n < PROBES; n++) {
            entry_t entry = hardware_walk(root, probe(n), &level), was = found_before[root][n];
            assert_true(entry == was || ((entry | was) & ENTRY_PRESENT) == 0);
        }
    }
}

/* Frames are full of garbage; the kernel has a root, with an entry in either half of it, and there is another space. */
static inline int boot(void **state) {
    (void)state;
    memset(pool, 0xA5, sizeof pool);
    memset(live, 0xA5, sizeof live);
    tables_init(&tables, pool, live, FRAMES, KERNEL);
    return 0;
}

/* Tables for `page` down to `level`, from frame `fresh` on. */
static inline frame_t grow(frame_t root, pageno_t page, uint32_t level, frame_t fresh) {
    frame_t table = root;
    for (uint32_t at = TABLE_LEVELS; at > level; at--) {
        uint32_t i = tables_index(page, at);
        frame_t child = tables_child(&tables, table, i);
        if (child == FRAME_NONE) {
            child = fresh++;
            tables_clear(&tables, child);
            tables_link(&tables, table, i, child, link_bits(page));
        }
        table = child;
    }
    return table;
}

#define TEST(f) cmocka_unit_test_setup(f, boot)

#endif
