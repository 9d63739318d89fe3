/* freemap_runs: runs of any length and alignment, against a plain search. */
#include "freemap_fixture.h"

/* Runs of random lengths, mostly long, so that words and groups become wholly free. */
static void random_runs(rng_t *rng, uint32_t n) {
    uint64_t longest = 1 + rng_below(rng, 3 * GROUP_UNITS);
    bool give = rng_below(rng, 2) == 0;
    begin(n);
    for (uint32_t first = 0; first < n; give = !give) {
        uint32_t end = first + 1 + (uint32_t)rng_below(rng, give ? longest : 1 + rng_below(rng, longest));
        if (end > n) end = n;
        if (give) freemap_give_run(&map, first, end), set_flags(first, end, false);
        first = end;
    }
}

static void find_run_agrees_with_a_plain_search(void **state) {
    (void)state;
    rng_t rng = {rng_seed("freemap runs", 6)};
    for (int round = 0; round < 3000; round++) {
        uint32_t n = sizes[rng_below(&rng, SIZES)];
        if (n == UNITS_MAX && round % 8 != 0) n = SEVERAL;
        random_runs(&rng, n);
        for (int query = 0; query < 60; query++) {
            uint32_t from = (uint32_t)rng_below(&rng, n + 3), end = (uint32_t)rng_below(&rng, n + 1);
            if (rng_below(&rng, 2) == 0) from = 0;
            if (rng_below(&rng, 2) == 0) end = n;
            same_run(random_count(&rng, n), random_align(&rng), from, end);
        }
        same_run(1, 1, UINT32_MAX, n);
        assert_true(freemap_check(&map));
    }
}

/* One taken unit, anywhere that matters, in a map that is free otherwise. */
static void one_unit_in_the_way(void **state) {
    (void)state;
    static const uint32_t counts[] = {1, 2, 64, 127, 128, 512, 513, 1023, 1024, SEVERAL - 1, SEVERAL};
    uint32_t at[100], n = SEVERAL, count = borders(n, at);
    begin(n);
    give_all();
    for (uint32_t i = 0; i < count; i++) {
        if (at[i] >= n) continue;
        freemap_take(&map, at[i]), taken[at[i]] = true;
        for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
            for (uint32_t align = 1; align <= FREEMAP_LIMIT && align != 0; align *= 2)
                same_run(counts[c], align, 0, n);
        }
        freemap_give(&map, at[i]), taken[at[i]] = false;
    }
    assert_int_equal(freemap_find_run(&map, n, 1, 0, n), 0);
    assert_int_equal(freemap_find_run(&map, n, 1, 1, n), n);
    assert_int_equal(freemap_find_run(&map, n, 1, 0, n - 1), n);
    assert_int_equal(freemap_find_run(&map, 1, FREEMAP_LIMIT, 0, n), 0);
    assert_int_equal(freemap_find_run(&map, 1, FREEMAP_LIMIT, 1, n), n);
    assert_int_equal(freemap_find_run(&map, GROUP_UNITS, GROUP_UNITS, 1, n), GROUP_UNITS);
    assert_int_equal(freemap_find_run(&map, GROUP_UNITS, GROUP_UNITS, GROUP_UNITS + 1, n), n);
    assert_int_equal(freemap_find_run(&map, 9, 1, n - 9, n), n - 9); /* the last word is there in part only */
    assert_int_equal(freemap_find_run(&map, 10, 1, n - 9, n), n);
    assert_int_equal(freemap_find_run(&map, WORD_BITS, WORD_BITS, n - 9 - WORD_BITS, n), n - 9 - WORD_BITS);
    assert_int_equal(freemap_find_run(&map, WORD_BITS, WORD_BITS, n - 8 - WORD_BITS, n), n);
}

/* Nothing is free but first .. end-1: the run of that length is there, a longer one is not. */
static void only_run(uint32_t first, uint32_t end) {
    uint32_t n = map.nbits, count = end - first;
    freemap_give_run(&map, first, end), set_flags(first, end, false);
    assert_int_equal(freemap_find_run(&map, count, 1, 0, n), first);
    assert_int_equal(freemap_find_run(&map, count, 1, first, end), first);
    assert_int_equal(freemap_find_run(&map, count, 1, first + 1, n), n);
    assert_int_equal(freemap_find_run(&map, count, 1, 0, end - 1), n);
    assert_int_equal(freemap_find_run(&map, count + 1, 1, 0, n), n);
    for (uint32_t align = 1; align <= 2 * GROUP_UNITS; align *= 2) {
        same_run(count, align, 0, n);
        same_run(count / 2 + 1, align, 0, n);
        same_run(WORD_BITS, align, 0, n);
        same_run(GROUP_UNITS, align, 0, n);
    }
    freemap_take_run(&map, first, end), set_flags(first, end, true);
}

/* The longest runs that hold no whole word, and no whole group; then one unit more, and one less. */
static void runs_without_a_whole_block(void **state) {
    (void)state;
    static const uint32_t units[] = {WORD_BITS, GROUP_UNITS};
    begin(5u * GROUP_UNITS);
    for (int u = 0; u < 2; u++) {
        for (uint32_t block = 0; block + 2 * units[u] < map.nbits; block += units[u]) {
            for (uint32_t first = block; first < block + 3; first++) {
                for (uint32_t end = block + 2 * units[u] - 2; end <= block + 2 * units[u] + 2; end++)
                    only_run(first, end);
            }
            only_run(block + 7, block + 7 + units[u]);
            only_run(block, block + units[u]);
            only_run(block + 1, block + units[u]);
            if (u == 1) only_run(block + WORD_BITS, block + WORD_BITS + units[u]);
        }
    }
}

/* What no search can find any more is refused without one, until it comes back. */
static void refuses_what_it_knows_not_to_be_there(void **state) {
    (void)state;
    begin(SEVERAL);
    assert_true(freemap_refuses(&map, WORD_BITS, WORD_BITS, 0));
    assert_true(freemap_refuses(&map, GROUP_UNITS, GROUP_UNITS, 0));
    assert_false(freemap_refuses(&map, WORD_BITS, 1, 0)); /* need not have a whole word */
    give_all();
    assert_false(freemap_refuses(&map, WORD_BITS, WORD_BITS, 0));
    assert_false(freemap_refuses(&map, GROUP_UNITS, GROUP_UNITS, 0));
    for (uint32_t w = 0; w < BITMAP_WORDS(SEVERAL); w += 8) freemap_take(&map, w * WORD_BITS + 5);
    for (uint32_t w = 0; w < BITMAP_WORDS(SEVERAL); w += 8) taken[w * WORD_BITS + 5] = true;
    same_run(GROUP_UNITS, GROUP_UNITS, 0, SEVERAL); /* looks, and does not find it */
    assert_int_equal(map.groups, 0);
    assert_true(freemap_refuses(&map, GROUP_UNITS, GROUP_UNITS, 0));
    assert_true(freemap_refuses(&map, 2 * GROUP_UNITS - 1, 1, 0));
    assert_false(freemap_refuses(&map, WORD_BITS, WORD_BITS, 0));
    uint32_t last = 7u * WORD_BITS + 2u * GROUP_UNITS; /* the last word is there in part only */
    same_run(WORD_BITS, WORD_BITS, last, SEVERAL);
    assert_int_equal(map.blocks, last / WORD_BITS);
    assert_true(freemap_refuses(&map, WORD_BITS, WORD_BITS, last));
    assert_false(freemap_refuses(&map, WORD_BITS, WORD_BITS, last - WORD_BITS));
    freemap_give(&map, GROUP_UNITS + 5), taken[GROUP_UNITS + 5] = false;
    assert_int_equal(map.groups, 2);
    assert_false(freemap_refuses(&map, GROUP_UNITS, GROUP_UNITS, GROUP_UNITS));
    assert_true(freemap_refuses(&map, GROUP_UNITS, GROUP_UNITS, 2 * GROUP_UNITS));
    same_run(GROUP_UNITS, GROUP_UNITS, 0, SEVERAL);
    compare();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_run_agrees_with_a_plain_search),
        cmocka_unit_test(one_unit_in_the_way),
        cmocka_unit_test(runs_without_a_whole_block),
        cmocka_unit_test(refuses_what_it_knows_not_to_be_there),
    };
    return cmocka_run_group_tests_name("freemap_runs " MACHINE_NAME, tests, NULL, NULL);
}
