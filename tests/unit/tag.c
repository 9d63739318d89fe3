/* tag_of, tag_entry: what software keeps in an entry, against the bits of the manuals. */
#include "check.h"
#include "rng.h"
#include "tag.h"

/* Bits 11:9, and 62:52 where there are any: Intel SDM vol. 3A, tables 4-6 and 4-20. */
#define TAG_BITS ((entry_t)0xE00 | (sizeof(entry_t) == 8 ? (entry_t)0x7FF0000000000000 : 0))

static entry_t with_tag(entry_t entry, uint32_t tag) {
    uint64_t high = sizeof(entry_t) == 8 ? (uint64_t)(tag >> 3) << 52 : 0;
    return (entry & ~TAG_BITS) | (entry_t)(tag & 7) << 9 | (entry_t)high;
}

static void there_are_as_many_as_bits(void **state) {
    (void)state;
    assert_int_equal(TAG_LIMIT, sizeof(entry_t) == 8 ? 1 << 14 : 1 << 3);
    assert_int_equal(tag_of(TAG_BITS), TAG_LIMIT - 1);
    assert_int_equal(tag_of((entry_t)~TAG_BITS), 0);
    assert_int_equal(tag_of(0), 0);
    assert_int_equal(tag_of((entry_t)-1), TAG_LIMIT - 1);
}

/* Each bit of an entry alone, present or not, with each tag: the tag's bits change and no others. */
static void every_tag_on_every_bit(void **state) {
    (void)state;
    for (unsigned bit = 0; bit <= 8 * sizeof(entry_t); bit++) {
        entry_t one = bit < 8 * sizeof(entry_t) ? (entry_t)1 << bit : 0;
        for (uint32_t tag = 0; tag < TAG_LIMIT; tag++) {
            assert_true(tag_entry(one, tag) == with_tag(one, tag));
            assert_true(tag_entry((entry_t)~one, tag) == with_tag((entry_t)~one, tag));
            assert_int_equal(tag_of(tag_entry((entry_t)~one, tag)), tag);
        }
    }
}

static void any_entry_with_any_tag(void **state) {
    (void)state;
    rng_t rng = {rng_seed("tag", 4)};
    for (uint32_t n = 0; n < 100000; n++) {
        entry_t entry = (entry_t)rng_next(&rng), tagged;
        uint32_t tag = (uint32_t)rng_below(&rng, TAG_LIMIT), other = (uint32_t)rng_below(&rng, TAG_LIMIT);
        tagged = tag_entry(entry, tag);
        assert_true(tagged == with_tag(entry, tag));
        assert_int_equal(tag_of(tagged), tag);
        assert_true(tag_entry(tagged, tag_of(entry)) == entry);
        assert_true(tag_entry(tagged, other) == tag_entry(entry, other));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_as_many_as_bits),
        cmocka_unit_test(every_tag_on_every_bit),
        cmocka_unit_test(any_entry_with_any_tag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
