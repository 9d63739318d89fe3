/* Two million random changes of several address spaces, each page of which is found as a plain array says. The walk that looks is
   the tests' own, after the processor manuals.

   PLINTH_ROUNDS is how many changes there are in all. PLINTH_SEED repeats a run. */
#include "check.h"
#include <stdio.h>
#include <string.h>
#include "entry_bits.h"
#include "rng.h"
#include "tables.h"

#define ROUNDS  2000000u
#define EVERY   20000u /* changes between two comparisons of everything */
#define SPACES  4u     /* the kernel's, which is number 0, and others that come and go */
#define FRAMES  512u
#define DIGIT   (TABLE_ENTRIES == 512 ? 9u : 10u)
#define CHOICES (TABLE_LEVELS == 4 ? 4u : 16u) /* digits that occur at each level */
#define PAGES   256u                           /* CHOICES to the power of TABLE_LEVELS */
#define LARGEST (TABLE_LEVELS == 4 ? 3u : 2u)  /* the highest level with large pages */

static table_t pool[FRAMES];
static uint16_t live[FRAMES];
static bool used[FRAMES];
static tables_t tables;
static frame_t root[SPACES];
static entry_t model[SPACES][PAGES]; /* what is found */
static uint8_t depth[SPACES][PAGES]; /* and at which level, if it is present */
static rng_t rng;

/* Digits are spread over all entries, the first and the last among them. */
static uint32_t digit(uint32_t choice) {
    return choice == CHOICES - 1 ? TABLE_ENTRIES - 1 : choice * (TABLE_ENTRIES / CHOICES);
}

/* The page of each number: the digits of the number are choices. */
static pageno_t page_of(uint32_t n) {
    pageno_t page = 0;
    uint32_t weight = PAGES;
    for (uint32_t level = TABLE_LEVELS; level >= 1; level--) {
        weight /= CHOICES;
        page = page << DIGIT | digit(n / weight % CHOICES);
    }
    return page;
}

/* How many pages of the model an entry of this level serves. */
static uint32_t weight_of(uint32_t level) {
    uint32_t weight = 1;
    for (uint32_t l = 1; l < level; l++) weight *= CHOICES;
    return weight;
}

static bool is_kernels(uint32_t n) {
    uint64_t address = (uint64_t)page_of(n) << 12;
    return TABLE_LEVELS == 2 ? address < 0x80000000 : address >= 0x800000000000;
}

/* Whose array says what is found for page n in this space. */
static uint32_t home(uint32_t space, uint32_t n) { return is_kernels(n) ? 0 : space; }

/* Intel SDM vol. 3A, 4.3 and 4.5.4. */
static entry_t hardware_walk(frame_t table, pageno_t page, uint32_t *level) {
    for (uint32_t l = TABLE_LEVELS;; l--) {
        entry_t entry = pool[table].e[page >> ((l - 1) * DIGIT) & (TABLE_ENTRIES - 1)];
        *level = l;
        if (l == 1 || (entry & ENTRY_PRESENT) == 0 || (entry & ENTRY_LARGE) != 0) return entry;
        table = (frame_t)(entry >> 12 & (ENTRY_FRAMES - 1));
    }
}

static void compare(uint32_t space, uint32_t n) {
    uint32_t level, at = home(space, n);
    entry_t entry = hardware_walk(root[space], page_of(n), &level);
    if ((model[at][n] & ENTRY_PRESENT) == 0) {
        assert_true((entry & ENTRY_PRESENT) == 0);
    } else {
        assert_true(entry == model[at][n]);
        assert_int_equal(level, depth[at][n]);
    }
}

static uint32_t tables_under(frame_t table, uint32_t level, bool with_kernels) {
    uint32_t count = 1, present = 0;
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        entry_t entry = pool[table].e[i];
        present += (entry & ENTRY_PRESENT) != 0;
        bool kernels = level == TABLE_LEVELS && (TABLE_LEVELS == 2 ? i < 512 : i >= 256);
        if (level == 1 || (entry & ENTRY_PRESENT) == 0 || (entry & ENTRY_LARGE) != 0 ||
            (kernels && !with_kernels))
            continue;
        count += tables_under((frame_t)(entry >> 12 & (ENTRY_FRAMES - 1)), level - 1, with_kernels);
    }
    assert_int_equal(live[table], present);
    if (level < TABLE_LEVELS - (with_kernels ? 1 : 0))
        assert_true(present > 0); /* an empty one was given back */
    return count;
}

/* Every page of every space, every count, and every frame: a table that is reached, or free. */
static void compare_all(void) {
    uint32_t reached = 0, taken = 0;
    for (uint32_t space = 0; space < SPACES; space++) {
        if (root[space] == FRAME_NONE) continue;
        for (uint32_t n = 0; n < PAGES; n++) compare(space, n);
        reached += tables_under(root[space], TABLE_LEVELS, space == 0);
    }
    for (frame_t f = 1; f < FRAMES; f++) taken += used[f];
    assert_int_equal(taken, reached);
}

static frame_t take(void) {
    for (frame_t f = 1 + (frame_t)rng_below(&rng, FRAMES - 1);; f = f % (FRAMES - 1) + 1) {
        if (used[f]) continue;
        used[f] = true;
        return f;
    }
}

/* The table of this level for page n, made where it is not; FRAME_NONE when a large page is in the way. */
static frame_t reach(uint32_t space, uint32_t n, uint32_t level) {
    frame_t table = root[space];
    for (uint32_t at = TABLE_LEVELS; at > level; at--) {
        uint32_t i = tables_index(page_of(n), at);
        if ((pool[table].e[i] & (ENTRY_PRESENT | ENTRY_LARGE)) == (ENTRY_PRESENT | ENTRY_LARGE))
            return FRAME_NONE;
        if (tables_child(&tables, table, i) == FRAME_NONE) {
            frame_t child = take();
            tables_clear(&tables, child);
            tables_link(&tables, table, i, child, ENTRY_TABLE);
        }
        table = tables_child(&tables, table, i);
    }
    assert_int_equal(tables_find(&tables, root[space], page_of(n), level), table);
    return table;
}

/* Give back what is empty on the way to page n; the tables under the kernel's half of the roots stay. */
static void prune(uint32_t space, uint32_t n) {
    for (uint32_t level = 1; level < TABLE_LEVELS - (is_kernels(n) ? 1 : 0); level++) {
        frame_t table = tables_find(&tables, root[space], page_of(n), level);
        if (table == FRAME_NONE) continue;
        if (live[table] != 0) return;
        frame_t parent = tables_find(&tables, root[space], page_of(n), level + 1);
        assert_int_equal(tables_unlink(&tables, parent, tables_index(page_of(n), level + 1)), table);
        used[table] = false;
    }
}

static void set(uint32_t space, uint32_t n, uint32_t level, entry_t entry) {
    frame_t table = reach(space, n, level);
    if (table == FRAME_NONE) return;
    if (level > 1 && tables_child(&tables, table, tables_index(page_of(n), level)) != FRAME_NONE) return;
    tables_set(&tables, table, tables_index(page_of(n), level), entry);
    uint32_t weight = weight_of(level), first = n / weight * weight;
    for (uint32_t m = first; m < first + weight; m++) {
        model[home(space, n)][m] = entry;
        depth[home(space, n)][m] = (uint8_t)level;
    }
    prune(space, n);
}

static void open_space(uint32_t space) {
    root[space] = take();
    tables_new_root(&tables, root[space]);
    memset(model[space], 0, sizeof model[space]);
}

static void close_space(uint32_t space) {
    for (uint32_t n = 0; n < PAGES; n++) {
        if (!is_kernels(n) && (model[space][n] & ENTRY_PRESENT) != 0) set(space, n, depth[space][n], 0);
    }
    tables_free_root(&tables, root[space]);
    used[root[space]] = false;
    root[space] = FRAME_NONE;
}

static void change(void) {
    uint32_t space = (uint32_t)rng_below(&rng, SPACES), n = (uint32_t)rng_below(&rng, PAGES),
             what = (uint32_t)rng_below(&rng, 1000);
    if (root[space] == FRAME_NONE) {
        if (what < 500) open_space(space);
        return;
    }
    if (space != 0 && what < 2) {
        close_space(space);
        return;
    }
    /* Of a root, the kernel's half may not change while there are others. */
    uint32_t level = 1 + (what < 100 ? (uint32_t)rng_below(&rng, LARGEST) : 0);
    if (level == TABLE_LEVELS && is_kernels(n)) level = 1;
    entry_t entry = (entry_t)(rng_next(&rng) & 0xFFFF000) | ENTRY_PAGE | (level > 1 ? ENTRY_LARGE : 0);
    entry_t was = model[home(space, n)][n];
    if ((was & ENTRY_PRESENT) != 0 && what % 2 == 0) {
        set(space, n, depth[home(space, n)][n], 0);
    } else {
        set(space, n, level, entry);
    }
}

static void begin(void) {
    memset(pool, 0xA5, sizeof pool);
    memset(used, 0, sizeof used);
    memset(root, 0, sizeof root);
    memset(model, 0, sizeof model);
    root[0] = take();
    tables_init(&tables, pool, live, FRAMES, root[0]);
    for (uint32_t n = 0; n < PAGES; n++) {
        if (is_kernels(n)) reach(0, n, TABLE_LEVELS - 1);
    }
}

static void every_page_is_found_as_the_array_says(void **state) {
    (void)state;
    uint64_t rounds = rng_rounds(ROUNDS);
    rng.state = rng_seed("tables_model", 4);
    begin();
    compare_all();
    for (uint64_t r = 0; r < rounds; r++) {
        change();
        for (uint32_t k = 0; k < 4; k++) {
            uint32_t space = (uint32_t)rng_below(&rng, SPACES);
            if (root[space] != FRAME_NONE) compare(space, (uint32_t)rng_below(&rng, PAGES));
        }
        if (r % EVERY == 0) compare_all();
    }
    compare_all();
    for (uint32_t space = 1; space < SPACES; space++) {
        if (root[space] != FRAME_NONE) close_space(space);
    }
    compare_all();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_page_is_found_as_the_array_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
