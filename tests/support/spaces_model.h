/* The pages of a model in plain arrays, and the spaces that they lie in. A page has a number, the digits of which choose an entry
   at each level; the spaces share the kernel's half. Include after FRAMES is defined, or after paging_fixture.h. */
#ifndef TESTS_SPACES_MODEL_H
#define TESTS_SPACES_MODEL_H

#include "tables_fixture.h"

#define SPACES  4u                             /* the kernel's, which is number 0, and others */
#define CHOICES (TABLE_LEVELS == 4 ? 4u : 16u) /* digits that occur at each level */
#define PAGES   256u                           /* CHOICES to the power of TABLE_LEVELS */

/* The first entries of a table and the last: so there are pages in a row, in one table and from one to the next. */
static inline uint32_t digit(uint32_t choice) {
    return choice < CHOICES / 2 ? choice : TABLE_ENTRIES - CHOICES + choice;
}

static inline pageno_t page_of_number(uint32_t n) {
    pageno_t page = 0;
    uint32_t weight = PAGES;
    for (uint32_t level = TABLE_LEVELS; level >= 1; level--) {
        weight /= CHOICES;
        page = page << DIGIT | digit(n / weight % CHOICES);
    }
    return page;
}

/* How many pages of the model follow one another from page n on. */
static inline uint32_t in_a_row(uint32_t n) {
    uint32_t count = 1;
    while (n + count < PAGES && page_of_number(n + count) == page_of_number(n) + count) count++;
    return count;
}

static inline bool is_kernels(uint32_t n) {
    uint64_t address = (uint64_t)page_of_number(n) << 12;
    return TABLE_LEVELS == 2 ? address < 0x80000000 : address >= 0x800000000000;
}

/* Whose array says what is found for page n in this space. */
static inline uint32_t home(uint32_t space, uint32_t n) { return is_kernels(n) ? 0 : space; }

static bool reached[FRAMES];

/* Mark every table that is reached: none twice, and none empty but those that stay. Those under the kernel's half of a root are the
   business of one space only. */
static inline void reach_tables(frame_t table, uint32_t level, bool with_kernels) {
    uint32_t present = 0;
    assert_false(reached[table]);
    reached[table] = true;
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        entry_t entry = pool[table].e[i];
        bool kernels = level == TABLE_LEVELS && (TABLE_LEVELS == 2 ? i < 512 : i >= 256);
        present += (entry & ENTRY_PRESENT) != 0;
        if (level == 1 || (entry & ENTRY_PRESENT) == 0 || (entry & ENTRY_LARGE) != 0 ||
            (kernels && !with_kernels))
            continue;
        reach_tables((frame_t)(entry >> 12 & (ENTRY_FRAMES - 1)), level - 1, with_kernels);
    }
    assert_int_equal(live[table], present);
    if (level < TABLE_LEVELS - (with_kernels ? 1 : 0)) assert_true(present > 0);
}

/* The tables of all spaces; a root that is FRAME_NONE is that of no space. */
static inline void reach_all_tables(const frame_t root[SPACES]) {
    memset(reached, 0, sizeof reached);
    for (uint32_t space = 0; space < SPACES; space++) {
        if (root[space] != FRAME_NONE) reach_tables(root[space], TABLE_LEVELS, space == 0);
    }
}

#endif
