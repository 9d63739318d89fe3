/* Two million random changes of several address spaces, each page of which is found as a plain array says. The walk that looks is
   the tests' own, after the processor manuals.

   PLINTH_ROUNDS is how many changes there are in all. PLINTH_SEED repeats a run. */
#include <stdio.h>
#include "rng.h"

#define FRAMES 512u
#include "spaces_model.h"

#define ROUNDS  2000000u
#define EVERY   20000u                        /* changes between two comparisons of everything */
#define LARGEST (TABLE_LEVELS == 4 ? 3u : 2u) /* the highest level with large pages */

static bool used[FRAMES];
static frame_t root[SPACES];
static entry_t model[SPACES][PAGES]; /* what is found */
static uint8_t depth[SPACES][PAGES]; /* and at which level, if it is present */
static rng_t rng;

/* How many pages of the model an entry of this level serves. */
static uint32_t weight_of(uint32_t level) {
    uint32_t weight = 1;
    for (uint32_t l = 1; l < level; l++) weight *= CHOICES;
    return weight;
}

static void compare(uint32_t space, uint32_t n) {
    uint32_t level, at = home(space, n);
    entry_t entry = hardware_walk(root[space], page_of_number(n), &level);
    if ((model[at][n] & ENTRY_PRESENT) == 0) {
        assert_true((entry & ENTRY_PRESENT) == 0);
    } else {
        assert_true(entry == model[at][n]);
        assert_int_equal(level, depth[at][n]);
    }
}

/* Every page of every space, every count, and every frame: a table that is reached, or free. */
static void compare_all(void) {
    for (uint32_t space = 0; space < SPACES; space++) {
        for (uint32_t n = 0; n < PAGES && root[space] != FRAME_NONE; n++) compare(space, n);
    }
    reach_all_tables(root);
    for (frame_t f = 1; f < FRAMES; f++) assert_int_equal(used[f], reached[f]);
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
        uint32_t i = tables_index(page_of_number(n), at);
        if ((pool[table].e[i] & (ENTRY_PRESENT | ENTRY_LARGE)) == (ENTRY_PRESENT | ENTRY_LARGE))
            return FRAME_NONE;
        if (tables_child(&tables, table, i) == FRAME_NONE) {
            frame_t child = take();
            tables_clear(&tables, child);
            tables_link(&tables, table, i, child, link_bits(page_of_number(n)));
        }
        table = tables_child(&tables, table, i);
    }
    assert_int_equal(tables_find(&tables, root[space], page_of_number(n), level), table);
    return table;
}

/* Give back what is empty on the way to page n; the tables under the kernel's half of the roots stay. */
static void prune(uint32_t space, uint32_t n) {
    for (uint32_t level = 1; level < TABLE_LEVELS - (is_kernels(n) ? 1 : 0); level++) {
        frame_t table = tables_find(&tables, root[space], page_of_number(n), level);
        if (table == FRAME_NONE) continue;
        if (live[table] != 0) return;
        frame_t parent = tables_find(&tables, root[space], page_of_number(n), level + 1);
        assert_int_equal(tables_unlink(&tables, parent, tables_index(page_of_number(n), level + 1)), table);
        used[table] = false;
    }
}

static void set(uint32_t space, uint32_t n, uint32_t level, entry_t entry) {
    frame_t table = reach(space, n, level);
    if (table == FRAME_NONE) return;
    if (level > 1 && tables_child(&tables, table, tables_index(page_of_number(n), level)) != FRAME_NONE)
        return;
    tables_set(&tables, table, tables_index(page_of_number(n), level), entry);
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
