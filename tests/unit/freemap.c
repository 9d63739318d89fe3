/* freemap: units come from the open word, then from the first free one; against an array of flags; damage. */
#include "check.h"
#include "freemap.h"
#include "rng.h"

#define UNITS_MAX (2u * WORD_BITS * WORD_BITS + 9u)

static word_t words[FREEMAP_SIZE(UNITS_MAX)];
static freemap_t map;

static const uint32_t sizes[] = {1, WORD_BITS - 1, WORD_BITS, WORD_BITS + 1, 3 * WORD_BITS + 2, UNITS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

static void begins_taken_and_closed(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        freemap_init(&map, words, sizes[s]);
        assert_true(freemap_check(&map));
        assert_int_equal(freemap_find(&map, 0), sizes[s]);
        assert_int_equal(freemap_pick(&map), sizes[s]);
        assert_int_equal(freemap_alloc(&map), sizes[s]);
        assert_true(freemap_check(&map));
    }
}

static void hands_out_every_unit_once(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s];
        freemap_init(&map, words, n);
        for (uint32_t i = 0; i < n; i++) freemap_give(&map, i);
        for (uint32_t i = 0; i < n; i++) assert_int_equal(freemap_alloc(&map), i);
        assert_int_equal(freemap_alloc(&map), n);
        for (uint32_t i = n; i-- > 0;) freemap_give(&map, i);
        assert_true(freemap_check(&map));
        freemap_close(&map);
        assert_true(freemap_check(&map));
        assert_int_equal(freemap_find(&map, 0), 0);
        assert_int_equal(freemap_find(&map, n - 1), n - 1);
        assert_int_equal(freemap_find(&map, n), n);
    }
}

static void agrees_with_an_array_of_flags(void **state) {
    (void)state;
    rng_t rng = {rng_seed("freemap", 5)};
    static bool taken[UNITS_MAX];
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s];
        freemap_init(&map, words, n);
        for (uint32_t i = 0; i < n; i++) taken[i] = true;
        for (int step = 0; step < 30000; step++) {
            uint32_t i = (uint32_t)rng_below(&rng, n), first = i, unit;
            switch (rng_below(&rng, 5)) {
            case 0:
                freemap_take(&map, i), taken[i] = true;
                break;
            case 1:
                freemap_give(&map, i), taken[i] = false;
                break;
            case 2:
                while (first < n && taken[first]) first++;
                freemap_close(&map);
                assert_int_equal(freemap_find(&map, i), first);
                if (first < n) freemap_open(&map, first);
                break;
            default:
                unit = freemap_alloc(&map);
                for (first = 0; first < n && taken[first];) first++;
                if (unit == n) assert_int_equal(first, n);
                if (unit < n) assert_false(taken[unit]), taken[unit] = true;
            }
            if (step % 1000 == 0) assert_true(freemap_check(&map));
        }
        for (uint32_t i = 0; i < n; i++) assert_int_equal(freemap_test(&map, i), taken[i]);
    }
}

static void check_sees_damage(void **state) {
    (void)state;
    uint32_t n = 3 * WORD_BITS - 2;
    freemap_init(&map, words, n);
    freemap_give(&map, WORD_BITS + 1);
    assert_true(freemap_check(&map));
    freemap_t good = map;
    map.open = 1; /* then its summary bit must be set */
    assert_false(freemap_check(&map));
    map.open = 4;
    assert_false(freemap_check(&map));
    map = good;
    map.nbits = 0;
    assert_false(freemap_check(&map));
    map = good;
    words[2] = bits_clear(words[2], WORD_BITS - 1); /* a free unit past the end */
    assert_false(freemap_check(&map));
    words[2] = bits_set(words[2], WORD_BITS - 1);
    words[0] = bits_clear(words[0], 3); /* a free unit that the summary hides */
    assert_false(freemap_check(&map));
    words[0] = bits_set(words[0], 3);
    words[3] = bits_clear(words[3], 0); /* the sentinel */
    assert_false(freemap_check(&map));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_taken_and_closed),
        cmocka_unit_test(hands_out_every_unit_once),
        cmocka_unit_test(agrees_with_an_array_of_flags),
        cmocka_unit_test(check_sees_damage),
    };
    return cmocka_run_group_tests_name("freemap " MACHINE_NAME, tests, NULL, NULL);
}
