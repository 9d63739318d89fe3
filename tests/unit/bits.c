/* bits: the trusted word_lowest_set against its proved twin, and each helper on every bit. */
#include "check.h"
#include "bits.h"
#include "rng.h"

static void lowest_set_of_every_single_bit(void **state) {
    (void)state;
    for (uint32_t k = 0; k < WORD_BITS; k++) {
        word_t word = (word_t)1 << k;
        assert_int_equal(word_lowest_set(word), k);
        assert_int_equal(bits_lowest_set_plain(word), k);
    }
}

static void lowest_set_of_every_pair_of_bits(void **state) {
    (void)state;
    for (uint32_t low = 0; low < WORD_BITS; low++) {
        for (uint32_t high = low; high < WORD_BITS; high++)
            assert_int_equal(word_lowest_set((word_t)(((word_t)1 << low) | ((word_t)1 << high))), low);
    }
}

static void lowest_set_of_random_words(void **state) {
    (void)state;
    rng_t rng = {rng_seed("bits", 1)};
    for (int i = 0; i < 1000000; i++) {
        word_t word = (word_t)(rng_next(&rng) & rng_next(&rng) & rng_next(&rng));
        if (word == 0) continue;
        uint32_t twin = bits_lowest_set_plain(word);
        assert_true(twin < WORD_BITS);
        assert_int_equal(word_lowest_set(word), twin);
    }
}

static void plain_says_when_there_is_none(void **state) {
    (void)state;
    assert_int_equal(bits_lowest_set_plain(0), WORD_BITS);
    assert_int_equal(bits_lowest_clear(bits_invert(0)), WORD_BITS);
}

static void set_clear_and_test_touch_one_bit(void **state) {
    (void)state;
    rng_t rng = {rng_seed("bits", 2)};
    for (uint32_t k = 0; k < WORD_BITS; k++) {
        word_t word = (word_t)rng_next(&rng), set = bits_set(word, k), clear = bits_clear(word, k);
        assert_true(bits_test(set, k));
        assert_false(bits_test(clear, k));
        assert_true((set ^ clear) == (word_t)1 << k);
        assert_true((word == set) != (word == clear));
        assert_true(bits_invert(bits_invert(word)) == word);
    }
}

static void lowest_clear_is_the_lowest_set_of_the_inverse(void **state) {
    (void)state;
    for (uint32_t k = 0; k < WORD_BITS; k++) {
        word_t below = (word_t)(((word_t)1 << k) - 1);
        assert_int_equal(bits_lowest_clear(below), k);
        assert_int_equal(bits_lowest_clear(bits_clear(bits_invert(0), k)), k);
    }
}

static void masks_and_highest_on_every_pair_of_places(void **state) {
    (void)state;
    for (uint32_t first = 0; first < WORD_BITS; first++) {
        for (uint32_t end = 0; end <= WORD_BITS; end++) {
            word_t range = bits_range(first, end);
            for (uint32_t k = 0; k < WORD_BITS; k++)
                assert_int_equal(bits_test(range, k), first <= k && k < end);
            if (first < end) assert_int_equal(bits_highest_set(range), end - 1);
        }
        assert_true(bits_or(bits_from(first), bits_invert(bits_from(first))) == bits_invert(0));
        assert_true(bits_and(bits_from(first), bits_invert(bits_from(first))) == 0);
        assert_false(bits_full(bits_clear(bits_invert(0), first)));
        assert_false(bits_empty(bits_set(0, first)));
    }
    assert_true(bits_full(bits_invert(0)));
    assert_true(bits_empty(0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lowest_set_of_every_single_bit),
        cmocka_unit_test(lowest_set_of_every_pair_of_bits),
        cmocka_unit_test(lowest_set_of_random_words),
        cmocka_unit_test(plain_says_when_there_is_none),
        cmocka_unit_test(set_clear_and_test_touch_one_bit),
        cmocka_unit_test(masks_and_highest_on_every_pair_of_places),
        cmocka_unit_test(lowest_clear_is_the_lowest_set_of_the_inverse),
    };
    return cmocka_run_group_tests_name("bits " MACHINE_NAME, tests, NULL, NULL);
}
