/* freemap: units come from the open word, then from the first free one; runs taken and given, against an array of flags. */
#include "freemap_fixture.h"

static word_t words_before[FREEMAP_SIZE(UNITS_MAX)];

/* A unit as the frame allocator takes one: of the open word, or of the first word that has one. */
static uint32_t take_any(void) {
    uint32_t unit = freemap_pick(&map);
    if (unit != map.nbits) return unit;
    freemap_close(&map);
    unit = freemap_find(&map, 0);
    if (unit == map.nbits) return unit;
    freemap_open(&map, unit);
    return freemap_pick(&map);
}

static void begins_taken_and_closed(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        begin(sizes[s]);
        assert_true(freemap_check(&map));
        assert_int_equal(map.nbits, sizes[s]);
        assert_int_equal(map.open, BITMAP_WORDS(sizes[s]));
        assert_int_equal(map.span % WORD_BITS, 0);
        assert_in_range(map.span, BITMAP_WORDS(sizes[s]), BITMAP_WORDS(sizes[s]) + WORD_BITS - 1);
        assert_int_equal(map.summary.nbits, 2 * map.span + map.span / 8);
        assert_int_equal(freemap_find(&map, 0), sizes[s]);
        assert_int_equal(freemap_find_run(&map, 1, 1, 0, sizes[s]), sizes[s]);
        assert_int_equal(freemap_pick(&map), sizes[s]);
        compare();
    }
}

/* The words that the macro asks for are all that are touched. */
static void stays_within_its_words(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        const size_t size = FREEMAP_SIZE(sizes[s]), all = sizeof words / sizeof words[0];
        memset(words, 0xA5, sizeof words);
        memset(words_before, 0xA5, sizeof words_before);
        freemap_init(&map, words, sizes[s]);
        give_all();
        while (take_any() != sizes[s]) continue;
        if (size < all)
            assert_memory_equal(words + size, words_before + size, (all - size) * sizeof words[0]);
    }
}

static void hands_out_every_unit_once(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s];
        begin(n);
        for (uint32_t i = 0; i < n; i++) freemap_give(&map, i);
        for (uint32_t i = 0; i < n; i++) assert_int_equal(take_any(), i);
        assert_int_equal(take_any(), n);
        for (uint32_t i = n; i-- > 0;) freemap_give(&map, i);
        assert_true(freemap_check(&map));
        freemap_close(&map);
        assert_true(freemap_check(&map));
        assert_int_equal(freemap_find(&map, 0), 0);
        assert_int_equal(freemap_find(&map, n - 1), n - 1);
        assert_int_equal(freemap_find(&map, n), n);
        assert_int_equal(freemap_find(&map, UINT32_MAX), n);
    }
}

/* Words full, part full and empty, opened and closed: only what the summaries say of the word changes. */
static void opening_and_closing_change_no_unit(void **state) {
    (void)state;
    begin(SEVERAL);
    freemap_give_run(&map, WORD_BITS, 2 * WORD_BITS), set_flags(WORD_BITS, 2 * WORD_BITS, false);
    freemap_give(&map, 2 * WORD_BITS + 5), set_flags(2 * WORD_BITS + 5, 2 * WORD_BITS + 6, false);
    for (uint32_t unit = 0; unit < SEVERAL; unit += 7) {
        memcpy(words_before, words, sizeof words);
        freemap_open(&map, unit);
        assert_int_equal(map.open, unit / WORD_BITS);
        compare();
        assert_true(bitmap_test(&map.summary, unit / WORD_BITS));
        assert_true(bitmap_test(&map.summary, map.span + unit / WORD_BITS));
        freemap_close(&map);
        assert_int_equal(map.open, BITMAP_WORDS(SEVERAL));
        compare();
        assert_memory_equal(words, words_before, sizeof words);
    }
}

static void try_run(uint32_t first, uint32_t end, bool give, bool open) {
    if (open) freemap_open(&map, first < map.nbits ? first : 0);
    if (give)
        freemap_give_run(&map, first, end);
    else
        freemap_take_run(&map, first, end);
    set_flags(first, end, !give);
    compare();
    freemap_close(&map);
    compare();
}

static void runs_end_where_they_should(void **state) {
    (void)state;
    uint32_t at[100];
    for (size_t s = 0; s < SIZES - 1; s++) {
        uint32_t n = sizes[s], count = borders(n, at);
        begin(n);
        for (uint32_t i = 0; i < count; i++) {
            for (uint32_t j = 0; j < count; j++) {
                bool open = (i + j) % 3 == 0;
                try_run(at[i], at[j], true, open); /* nothing at all when the end comes first */
                try_run(0, at[j] / 2, (i & 1) != 0, open);
                try_run(at[i], at[j], false, open);
            }
        }
    }
}

/* The lowest free unit of word `first` or a later one. */
static void same_lowest(uint32_t first) {
    uint32_t should = first * WORD_BITS;
    while (should < map.nbits && taken[should]) should++;
    assert_int_equal(freemap_lowest(&map, first), should < map.nbits ? should : map.nbits);
}

/* A search goes on where it was, unless something came back before that place, or it is another search. */
static void lowest_remembers_what_it_passed(void **state) {
    (void)state;
    begin(SEVERAL);
    freemap_give(&map, 9 * WORD_BITS + 3), taken[9 * WORD_BITS + 3] = false;
    same_lowest(0);
    assert_int_equal(map.from, 0);
    assert_int_equal(map.to, 9);
    same_lowest(0);
    freemap_give(&map, 9 * WORD_BITS + 2), taken[9 * WORD_BITS + 2] = false; /* not a word that was passed */
    assert_int_equal(map.to, 9);
    freemap_give(&map, 4 * WORD_BITS + 1), taken[4 * WORD_BITS + 1] = false;
    assert_int_equal(map.to, 4);
    same_lowest(0);
    same_lowest(5);
    assert_int_equal(map.from, 5);
    assert_int_equal(map.to, 9);
    freemap_give(&map, 1), taken[1] = false; /* before all that was passed */
    assert_int_equal(map.to, 9);
    same_lowest(5);
    same_lowest(0);
    same_lowest(10); /* there is none */
    assert_int_equal(map.to, map.span);
    same_lowest(10);
    compare();
}

/* A full word takes the place of one that is used up, or of none, and no bit of the summary changes. */
static void reopening_touches_no_summary(void **state) {
    (void)state;
    begin(SEVERAL);
    memcpy(words_before, words, sizeof words);
    for (uint32_t unit = 5; unit < SEVERAL; unit += 3 * WORD_BITS) {
        freemap_reopen(&map, unit);
        assert_int_equal(map.open, unit / WORD_BITS);
        compare();
        freemap_give(&map, unit);
        freemap_unpick(&map, unit - 1);
        taken[unit] = taken[unit - 1] = false;
        compare();
        assert_int_equal(freemap_pick(&map), unit - 1);
        assert_int_equal(freemap_pick(&map), unit);
        assert_int_equal(freemap_pick(&map), SEVERAL);
        taken[unit] = taken[unit - 1] = true;
        compare();
    }
    assert_memory_equal(words, words_before, sizeof words);
}

/* As the frame allocator gives a unit back. */
static void give_any(uint32_t unit) {
    if (map.open != unit / WORD_BITS && map.words[map.open] == bits_invert(0) &&
        map.words[unit / WORD_BITS] == bits_invert(0))
        freemap_reopen(&map, unit);
    if (map.open == unit / WORD_BITS)
        freemap_unpick(&map, unit);
    else
        freemap_give(&map, unit);
}

static void random_step(rng_t *rng, uint32_t n) {
    uint32_t i = (uint32_t)rng_below(rng, n), end = i + (uint32_t)rng_below(rng, n - i + 1), first = i, unit;
    switch (rng_below(rng, 16)) {
    case 0:
        freemap_take_run(&map, i, end), set_flags(i, end, true);
        break;
    case 1:
        freemap_give_run(&map, i, end), set_flags(i, end, false);
        break;
    case 2:
        freemap_close(&map);
        same_run(random_count(rng, n), random_align(rng), i, n);
        break;
    case 3:
        freemap_close(&map);
        same_lowest(rng_below(rng, 2) == 0 ? 0 : i / WORD_BITS);
        break;
    case 4:
        while (first < n && taken[first]) first++;
        freemap_close(&map);
        assert_int_equal(freemap_find(&map, i), first);
        if (first < n) freemap_open(&map, first);
        break;
    case 5:
    case 6:
        freemap_take(&map, i), taken[i] = true;
        break;
    case 7:
        give_any(i), taken[i] = false;
        break;
    case 8:
    case 9:
        freemap_give(&map, i), taken[i] = false;
        break;
    default:
        unit = take_any();
        for (first = 0; first < n && taken[first];) first++;
        if (unit == n) assert_int_equal(first, n);
        if (unit < n) assert_false(taken[unit]), taken[unit] = true;
    }
}

static void agrees_with_an_array_of_flags(void **state) {
    (void)state;
    rng_t rng = {rng_seed("freemap", 5)};
    for (size_t s = 0; s < SIZES; s++) {
        begin(sizes[s]);
        for (int step = 0; step < 30000; step++) {
            random_step(&rng, sizes[s]);
            if (step % 1000 == 0) assert_true(freemap_check(&map));
        }
        compare();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_taken_and_closed),      cmocka_unit_test(stays_within_its_words),
        cmocka_unit_test(hands_out_every_unit_once),    cmocka_unit_test(opening_and_closing_change_no_unit),
        cmocka_unit_test(runs_end_where_they_should),   cmocka_unit_test(lowest_remembers_what_it_passed),
        cmocka_unit_test(reopening_touches_no_summary), cmocka_unit_test(agrees_with_an_array_of_flags),
    };
    return cmocka_run_group_tests_name("freemap " MACHINE_NAME, tests, NULL, NULL);
}
