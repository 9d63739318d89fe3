/* bitmap: sizes around the word boundary, the hint, the tail, and the twin on damaged bitmaps. */
#include "check.h"
#include "bitmap.h"
#include "rng.h"

#define WORDS_MAX 8u

static const uint32_t sizes[] = {1,
                                 2,
                                 WORD_BITS - 1,
                                 WORD_BITS,
                                 WORD_BITS + 1,
                                 2 * WORD_BITS - 1,
                                 2 * WORD_BITS,
                                 5 * WORD_BITS + 3,
                                 8 * WORD_BITS};
#define SIZES (sizeof sizes / sizeof sizes[0])

static void begins_full(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        bitmap_t bitmap;
        word_t words[WORDS_MAX] = {0};
        bitmap_init(&bitmap, words, sizes[s]);
        assert_true(bitmap_check(&bitmap));
        for (uint32_t i = 0; i < sizes[s]; i++) assert_true(bitmap_test(&bitmap, i));
        assert_int_equal(bitmap_first_free(&bitmap), sizes[s]);
    }
}

static void finds_the_only_free_bit_wherever_it_is(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        for (uint32_t i = 0; i < sizes[s]; i++) {
            bitmap_t bitmap;
            word_t words[WORDS_MAX];
            bitmap_init(&bitmap, words, sizes[s]);
            assert_int_equal(bitmap_first_free(&bitmap), sizes[s]);
            bitmap_give(&bitmap, i);
            assert_false(bitmap_test(&bitmap, i));
            assert_int_equal(bitmap_first_free(&bitmap), i);
            assert_true(bitmap_check(&bitmap));
            bitmap_take(&bitmap, i);
            assert_int_equal(bitmap_first_free(&bitmap), sizes[s]);
        }
    }
}

static void agrees_with_an_array_of_flags(void **state) {
    (void)state;
    rng_t rng = {rng_seed("bitmap", 3)};
    for (size_t s = 0; s < SIZES; s++) {
        bool taken[WORDS_MAX * 64];
        bitmap_t bitmap;
        word_t words[WORDS_MAX];
        uint32_t n = sizes[s];
        bitmap_init(&bitmap, words, n);
        for (uint32_t i = 0; i < n; i++) taken[i] = true;
        for (int step = 0; step < 20000; step++) {
            uint32_t i = (uint32_t)rng_below(&rng, n), first = 0;
            taken[i] = (rng_next(&rng) & 1) != 0;
            if (taken[i])
                bitmap_take(&bitmap, i);
            else
                bitmap_give(&bitmap, i);
            while (first < n && taken[first]) first++;
            assert_int_equal(bitmap_first_free(&bitmap), first);
            assert_int_equal(bitmap_test(&bitmap, i), taken[i]);
        }
        assert_true(bitmap_check(&bitmap));
        for (uint32_t i = 0; i < n; i++) assert_int_equal(bitmap_test(&bitmap, i), taken[i]);
    }
}

static void check_sees_every_kind_of_damage(void **state) {
    (void)state;
    word_t words[WORDS_MAX];
    bitmap_t bitmap;
    uint32_t n = 2 * WORD_BITS + 3;
    bitmap_init(&bitmap, words, n);
    bitmap_give(&bitmap, WORD_BITS + 1);
    assert_true(bitmap_check(&bitmap));

    bitmap_t damaged = bitmap;
    damaged.hint = 2; /* past a word with a free bit */
    assert_false(bitmap_check(&damaged));
    damaged.hint = 1;
    assert_true(bitmap_check(&damaged));
    damaged.hint = bitmap.nwords + 1;
    assert_false(bitmap_check(&damaged));

    damaged = bitmap;
    damaged.nbits = 0;
    assert_false(bitmap_check(&damaged));
    damaged.nbits = BITMAP_LIMIT + 1;
    assert_false(bitmap_check(&damaged));
    damaged.nbits = n - 3; /* then a word too many */
    assert_false(bitmap_check(&damaged));

    words[2] = bits_clear(words[2], WORD_BITS - 1); /* a free bit past the end */
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
