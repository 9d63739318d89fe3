/* freemap_check: it sees every kind of damage. */
#include "freemap_fixture.h"

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
        cmocka_unit_test(check_sees_every_bit_of_the_summary),
        cmocka_unit_test(check_sees_every_bit_of_the_levels),
        cmocka_unit_test(check_sees_a_free_unit_past_the_end),
        cmocka_unit_test(check_sees_a_word_that_was_not_told),
        cmocka_unit_test(check_sees_wrong_fields),
    };
    return cmocka_run_group_tests_name("freemap_check " MACHINE_NAME, tests, NULL, NULL);
}
