/* bitmap: sizes around every level's word boundary, search from anywhere, and the twin on damaged bitmaps. */
#include "check.h"
#include "bitmap.h"
#include "rng.h"

#define BITS_MAX (3u * WORD_BITS * WORD_BITS + 5u)

static word_t words[BITMAP_SIZE(BITS_MAX)];

static const uint32_t sizes[] = {1,
                                 2,
                                 WORD_BITS - 1,
                                 WORD_BITS,
                                 WORD_BITS + 1,
                                 5 * WORD_BITS + 3,
                                 WORD_BITS *WORD_BITS - 1,
                                 WORD_BITS *WORD_BITS,
                                 WORD_BITS *WORD_BITS + 1,
                                 BITS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

static void begins_full(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        bitmap_t bitmap;
        bitmap_init(&bitmap, words, sizes[s]);
        assert_true(bitmap_check(&bitmap));
        for (uint32_t i = 0; i < sizes[s]; i++) assert_true(bitmap_test(&bitmap, i));
        assert_int_equal(bitmap_find(&bitmap, 0), sizes[s]);
    }
}

/* One free bit is found from every place at or before it, and from none behind it. */
static void finds_the_only_free_bit_wherever_it_is(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s], step = n < 1000 ? 1 : 97;
        bitmap_t bitmap;
        bitmap_init(&bitmap, words, n);
        for (uint32_t i = 0; i < n; i += step) {
            bitmap_give(&bitmap, i);
            assert_false(bitmap_test(&bitmap, i));
            for (uint32_t from = 0; from <= n + 1; from += step) {
                assert_int_equal(bitmap_find(&bitmap, from), from <= i ? i : n);
            }
            assert_int_equal(bitmap_find(&bitmap, UINT32_MAX), n);
            assert_int_equal(bitmap_find(&bitmap, i), i);
            assert_int_equal(bitmap_find(&bitmap, i + 1), n);
            bitmap_take(&bitmap, i);
            assert_int_equal(bitmap_find(&bitmap, 0), n);
        }
        assert_true(bitmap_check(&bitmap));
    }
}

static void agrees_with_an_array_of_flags(void **state) {
    (void)state;
    rng_t rng = {rng_seed("bitmap", 3)};
    static bool taken[BITS_MAX];
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s];
        bitmap_t bitmap;
        bitmap_init(&bitmap, words, n);
        for (uint32_t i = 0; i < n; i++) taken[i] = true;
        for (int step = 0; step < 20000; step++) {
            uint32_t i = (uint32_t)rng_below(&rng, n);
            taken[i] = rng_below(&rng, 100) < 97; /* mostly full, so that the summaries matter */
            if (taken[i])
                bitmap_take(&bitmap, i);
            else
                bitmap_give(&bitmap, i);
            uint32_t from = (uint32_t)rng_below(&rng, n), first = from;
            while (first < n && taken[first]) first++;
            assert_int_equal(bitmap_find(&bitmap, from), first);
        }
        assert_true(bitmap_check(&bitmap));
        for (uint32_t i = 0; i < n; i++) assert_int_equal(bitmap_test(&bitmap, i), taken[i]);
    }
}

/* Each single bit of every level, turned round, must be noticed: a bit of level 0 past the end, any summary bit. */
static void check_sees_every_kind_of_damage(void **state) {
    (void)state;
    uint32_t n = WORD_BITS * WORD_BITS + 7;
    bitmap_t bitmap;
    bitmap_init(&bitmap, words, n);
    bitmap_give(&bitmap, WORD_BITS + 1);
    assert_true(bitmap_check(&bitmap));
    for (uint32_t p = 0; p < BITMAP_SIZE(n); p++) {
        for (uint32_t k = 0; k < WORD_BITS; k++) {
            bool leaf = p * WORD_BITS + k < n;
            word_t before = words[p];
            words[p] = bits_test(before, k) ? bits_clear(before, k) : bits_set(before, k);
            if (!leaf) assert_false(bitmap_check(&bitmap));
            words[p] = before;
        }
    }
    words[0] = bits_clear(words[0], 3); /* a free bit that no summary shows */
    assert_false(bitmap_check(&bitmap));
    words[0] = bits_set(words[0], 3);
    assert_true(bitmap_check(&bitmap));
    bitmap.nbits = 0;
    assert_false(bitmap_check(&bitmap));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_full),
        cmocka_unit_test(finds_the_only_free_bit_wherever_it_is),
        cmocka_unit_test(agrees_with_an_array_of_flags),
        cmocka_unit_test(check_sees_every_kind_of_damage),
    };
    return cmocka_run_group_tests_name("bitmap " MACHINE_NAME, tests, NULL, NULL);
}
