/* The one word operation that is trusted and not proven, against the plain loop. */
#include "case.h"
#include "bits.h"

void test_lowest_set(case_t *c) {
    for (uint32_t bit = 0; bit < WORD_BITS; bit++) {
        word_t alone = (word_t)1 << bit;
        word_t and_all_above = (word_t) ~(word_t)(alone - 1);
        CHECK_EQUAL(c, word_lowest_set(alone), bit);
        CHECK_EQUAL(c, word_lowest_set(and_all_above), bit);
        CHECK_EQUAL(c, bits_lowest_set_plain(alone), bit);
        CHECK_EQUAL(c, bits_lowest_set_plain(and_all_above), bit);
    }
}
