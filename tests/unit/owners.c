/* owners: bytes painted and compared, at every alignment and length. */
#include <string.h>
#include "check.h"
#include "owners.h"

#define BYTES 64u

static void paint_writes_these_bytes_and_no_others(void **state) {
    (void)state;
    uint8_t bytes[BYTES];
    for (uint32_t n = 0; n <= BYTES; n += 7) {
        for (uint32_t first = 0; first < BYTES; first++) {
            for (uint32_t end = 0; end <= BYTES + 9; end++) {
                memset(bytes, 1, sizeof bytes);
                owners_paint(bytes, n, first, end, 5);
                for (uint32_t i = 0; i < BYTES; i++)
                    assert_int_equal(bytes[i], first <= i && i < end && i < n ? 5 : 1);
            }
        }
    }
}

static void eight_are_equal_or_one_is_not(void **state) {
    (void)state;
    uint8_t bytes[BYTES];
    for (uint32_t owner = 0; owner < 7; owner++) {
        memset(bytes, (int)owner, sizeof bytes);
        for (uint32_t at = 0; at + 8 <= BYTES; at++) {
            assert_true(owners_eight_are(&bytes[at], (uint8_t)owner));
            assert_false(owners_eight_are(&bytes[at], (uint8_t)(owner + 1)));
        }
        for (uint32_t at = 8; at < 16; at++) {
            bytes[at] = (uint8_t)(owner ^ 4u);
            assert_false(owners_eight_are(&bytes[8], (uint8_t)owner));
            assert_true(owners_eight_are(&bytes[at + 1], (uint8_t)owner));
            bytes[at] = (uint8_t)owner;
        }
    }
}

static void four_are_the_digits_of_a_number(void **state) {
    (void)state;
    const uint8_t bytes[] = {1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF};
    assert_int_equal(owners_of_four(bytes), 0x04030201);
    assert_int_equal(owners_of_four(bytes + 1), 0xFF040302);
    assert_int_equal(owners_of_four(bytes + 4), 0xFFFFFFFF);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paint_writes_these_bytes_and_no_others),
        cmocka_unit_test(eight_are_equal_or_one_is_not),
        cmocka_unit_test(four_are_the_digits_of_a_number),
    };
    return cmocka_run_group_tests_name("owners " MACHINE_NAME, tests, NULL, NULL);
}
