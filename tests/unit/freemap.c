/* freemap: units come from the open word, then from the first free one; runs, against an array of flags; damage. */
#include "check.h"
#include <string.h>
#include "freemap.h"
#include "rng.h"

/* Two groups and a half, then three words and a few units. */
#define GROUP_UNITS (FREEMAP_GROUP * WORD_BITS)
#define UNITS_MAX   (2u * WORD_BITS * WORD_BITS + 9u)
#define SEVERAL     (2u * GROUP_UNITS + 7u * WORD_BITS + 9u)

static word_t words[FREEMAP_SIZE(UNITS_MAX)], words_before[FREEMAP_SIZE(UNITS_MAX)];
static freemap_t map;
static bool taken[UNITS_MAX];

static const uint32_t sizes[] = {
    1,           WORD_BITS - 1,   WORD_BITS, WORD_BITS + 1, 3 * WORD_BITS + 2, GROUP_UNITS - 1,
    GROUP_UNITS, GROUP_UNITS + 1, SEVERAL,   UNITS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

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

static void begin(uint32_t n) {
    memset(words, 0, sizeof words); /* what lay there before must not matter */
    freemap_init(&map, words, n);
    for (uint32_t i = 0; i < n; i++) taken[i] = true;
}

static void give_all(void) {
    freemap_give_run(&map, 0, map.nbits);
    for (uint32_t i = 0; i < map.nbits; i++) taken[i] = false;
}

static void set_flags(uint32_t first, uint32_t end, bool to) {
    for (uint32_t i = first; i < end; i++) taken[i] = to;
}

static void compare(void) {
    for (uint32_t i = 0; i < map.nbits; i++) assert_int_equal(freemap_test(&map, i), taken[i]);
    assert_true(freemap_check(&map));
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

/* The first units and ends that matter: around every border of a word or a group, and the ends of the map. */
static uint32_t borders(uint32_t n, uint32_t *at) {
    uint32_t count = 0;
    for (uint32_t border = 0; border <= n + WORD_BITS;
         border += border < 2 * WORD_BITS ? WORD_BITS : 4 * WORD_BITS) {
        if (border != 0 && border - 1 <= n) at[count++] = border - 1;
        if (border <= n) at[count++] = border;
        if (border + 1 <= n) at[count++] = border + 1;
    }
    if (n >= 5) at[count++] = n - 5;
    at[count++] = n;
    return count;
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

/* Of the units from .. end-1, in the plainest way. */
static uint32_t naive_run(uint32_t n, uint32_t count, uint32_t align, uint32_t from, uint32_t end) {
    uint32_t length = 0;
    for (uint32_t i = from; i < end; i++) {
        length = taken[i] ? 0 : length + 1;
        if (length >= count && (i + 1 - count) % align == 0) return i + 1 - count;
    }
    return n;
}

static void same_run(uint32_t count, uint32_t align, uint32_t from, uint32_t end) {
    if (freemap_refuses(&map, count, align, from))
        assert_int_equal(naive_run(map.nbits, count, align, from, map.nbits), map.nbits);
    uint32_t is = freemap_find_run(&map, count, align, from, end);
    uint32_t should = naive_run(map.nbits, count, align, from, end);
    if (is != should)
        fail_msg("run of %u, align %u, %u .. %u: %u, not %u", count, align, from, end, is, should);
}

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

static uint32_t random_count(rng_t *rng, uint32_t n) {
    static const uint32_t usual[] = {1, 63, 64, 65, 126, 127, 128, 511, 512, 513, 1022, 1023, 1024};
    uint32_t count = rng_below(rng, 2) == 0 ? usual[rng_below(rng, sizeof usual / sizeof usual[0])]
                                            : 1 + (uint32_t)rng_below(rng, 1 + rng_below(rng, n));
    return count <= n ? count : n;
}

/* Any multiple will do for the map, powers of two or not. */
static uint32_t random_align(rng_t *rng) {
    uint32_t kind = (uint32_t)rng_below(rng, 8);
    if (kind == 0) return 1 + (uint32_t)rng_below(rng, 700);
    if (kind == 1) return GROUP_UNITS * (1 + (uint32_t)rng_below(rng, 4));
    if (kind == 2) return 1u << rng_below(rng, 29);
    return kind < 6 ? 1 : 1u << rng_below(rng, 11);
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

/* A map with a full, a part full, an empty and an open word, an empty group, a busy one, and a last word in part. */
static void a_bit_of_everything(void) {
    begin(SEVERAL);
    freemap_give_run(&map, GROUP_UNITS, 2 * GROUP_UNITS);
    freemap_give(&map, WORD_BITS + 1);
    freemap_give_run(&map, 3 * WORD_BITS, 4 * WORD_BITS);
    freemap_give_run(&map, 5 * WORD_BITS, 5 * WORD_BITS + 3);
    freemap_give(&map, SEVERAL - 1);
    freemap_open(&map, 5 * WORD_BITS);
    assert_true(freemap_check(&map));
}

/* Each bit of the summary, taken or given as a bitmap does it: the levels above agree, the meaning does not. */
static void check_sees_every_bit_of_the_summary(void **state) {
    (void)state;
    a_bit_of_everything();
    for (uint32_t i = 0; i < map.summary.nbits; i++) {
        bool was = bitmap_test(&map.summary, i);
        was ? bitmap_give(&map.summary, i) : bitmap_take(&map.summary, i);
        assert_true(bitmap_check(&map.summary));
        assert_false(freemap_check(&map));
        was ? bitmap_take(&map.summary, i) : bitmap_give(&map.summary, i);
    }
    assert_true(freemap_check(&map));
}

/* The words of the summary bit by bit, its higher levels and the bits past its end among them. */
static void check_sees_every_bit_of_the_levels(void **state) {
    (void)state;
    a_bit_of_everything();
    for (uint32_t w = FREEMAP_WORDS(SEVERAL); w < FREEMAP_SIZE(SEVERAL); w++) {
        for (uint32_t k = 0; k < WORD_BITS; k++) {
            words[w] ^= (word_t)1 << k;
            assert_false(freemap_check(&map));
            words[w] ^= (word_t)1 << k;
        }
    }
    assert_true(freemap_check(&map));
}

static void check_sees_a_free_unit_past_the_end(void **state) {
    (void)state;
    a_bit_of_everything();
    for (uint32_t i = SEVERAL; i < FREEMAP_WORDS(SEVERAL) * WORD_BITS; i++) {
        words[i / WORD_BITS] = bits_clear(words[i / WORD_BITS], i % WORD_BITS);
        assert_false(freemap_check(&map));
        words[i / WORD_BITS] = bits_set(words[i / WORD_BITS], i % WORD_BITS);
    }
    assert_true(freemap_check(&map));
}

/* Words that change class behind the summary's back; inside the open word anything goes. */
static void check_sees_a_word_that_was_not_told(void **state) {
    (void)state;
    static const uint32_t told[] = {3, WORD_BITS + 1, 3 * WORD_BITS + 9, GROUP_UNITS + 70};
    a_bit_of_everything();
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        words[told[i] / WORD_BITS] ^= (word_t)1 << told[i] % WORD_BITS;
        assert_false(freemap_check(&map));
        words[told[i] / WORD_BITS] ^= (word_t)1 << told[i] % WORD_BITS;
    }
    words[5] = 0;
    assert_true(freemap_check(&map));
    words[5] = bits_invert(0);
    assert_true(freemap_check(&map));
}

static void damage(uint32_t *field, uint32_t value) {
    uint32_t was = *field;
    assert_int_not_equal(was, value);
    *field = value;
    assert_false(freemap_check(&map));
    *field = was;
    assert_true(freemap_check(&map));
}

static void check_sees_wrong_fields(void **state) {
    (void)state;
    a_bit_of_everything();
    damage(&map.nbits, 0);
    damage(&map.nbits, SEVERAL - WORD_BITS);
    damage(&map.open, 0);
    damage(&map.open, 3);
    damage(&map.open, GROUP_UNITS / WORD_BITS);
    damage(&map.open, BITMAP_WORDS(SEVERAL));
    damage(&map.open, BITMAP_WORDS(SEVERAL) + 1);
    damage(&map.open, UINT32_MAX);
    damage(&map.span, map.span - 1);
    damage(&map.span, map.span + WORD_BITS);
    damage(&map.span, 0);
    damage(&map.summary.nbits, map.summary.nbits - 1);
    damage(&map.to, 2); /* word 1 is not full */
    damage(&map.from, map.to + 1);
    damage(&map.blocks, GROUP_UNITS / WORD_BITS);
    damage(&map.blocks, map.span + 1);
    damage(&map.groups, 1);
    damage(&map.groups, map.span / FREEMAP_GROUP + 1);
    freemap_close(&map);
    freemap_lowest(&map, 2);
    assert_int_equal(map.to, 3);
    damage(&map.to, 4);   /* the word that was found there is not full */
    damage(&map.from, 1); /* nor is the one before */
    freemap_lowest(&map, BITMAP_WORDS(SEVERAL) - 1);
    damage(&map.to, map.span + 1);
    for (uint32_t w = 0; w < BITMAP_WORDS(SEVERAL); w++) {
        if (words[w] != 0 && words[w] != bits_invert(0)) damage(&map.open, w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_taken_and_closed),
        cmocka_unit_test(stays_within_its_words),
        cmocka_unit_test(hands_out_every_unit_once),
        cmocka_unit_test(opening_and_closing_change_no_unit),
        cmocka_unit_test(runs_end_where_they_should),
        cmocka_unit_test(find_run_agrees_with_a_plain_search),
        cmocka_unit_test(one_unit_in_the_way),
        cmocka_unit_test(runs_without_a_whole_block),
        cmocka_unit_test(lowest_remembers_what_it_passed),
        cmocka_unit_test(refuses_what_it_knows_not_to_be_there),
        cmocka_unit_test(reopening_touches_no_summary),
        cmocka_unit_test(agrees_with_an_array_of_flags),
        cmocka_unit_test(check_sees_every_bit_of_the_summary),
        cmocka_unit_test(check_sees_every_bit_of_the_levels),
        cmocka_unit_test(check_sees_a_free_unit_past_the_end),
        cmocka_unit_test(check_sees_a_word_that_was_not_told),
        cmocka_unit_test(check_sees_wrong_fields),
    };
    return cmocka_run_group_tests_name("freemap " MACHINE_NAME, tests, NULL, NULL);
}
