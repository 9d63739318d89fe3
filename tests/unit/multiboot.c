/* multiboot: the loader's bytes are hostile. Each input lies in a block of exactly its size, so that the address
   sanitiser sees a read of one byte too many. */
#include "check.h"
#include <stdlib.h>
#include <string.h>
#include "multiboot.h"
#include "machine.h"
#include "rng.h"

static void put32(uint8_t *bytes, uint32_t value) {
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(value >> (8 * i));
}

static void entry(uint8_t *bytes, uint32_t size, uint64_t base, uint64_t length, uint32_t type) {
    put32(bytes, size);
    put32(bytes + 4, (uint32_t)base);
    put32(bytes + 8, (uint32_t)(base >> 32));
    put32(bytes + 12, (uint32_t)length);
    put32(bytes + 16, (uint32_t)(length >> 32));
    put32(bytes + 20, type);
}

static void reads_entries_of_different_sizes(void **state) {
    (void)state;
    uint8_t *bytes = calloc(1, 24 + 28);
    entry(bytes, 20, 0x100000, 0x3F00000, 1);
    entry(bytes + 24, 24, 0xFEDCBA9876543210u, 0x1000, 3);
    uint32_t cursor = 0;
    boot_range_t range;
    assert_int_equal(multiboot_next_range(bytes, 52, &cursor, &range), BOOT_RANGE);
    assert_true(range.base == 0x100000 && range.length == 0x3F00000 && range.type == BOOT_USABLE);
    assert_int_equal(multiboot_next_range(bytes, 52, &cursor, &range), BOOT_RANGE);
    assert_true(range.base == 0xFEDCBA9876543210u && range.length == 0x1000 && range.type == 3);
    assert_int_equal(multiboot_next_range(bytes, 52, &cursor, &range), BOOT_END);
    free(bytes);
}

static void stops_at_an_entry_that_does_not_fit(void **state) {
    (void)state;
    for (uint32_t length = 1; length < 24; length++) {
        uint8_t *bytes = malloc(length), whole[24];
        entry(whole, 20, 0, 0x1000, 1);
        memcpy(bytes, whole, length);
        uint32_t cursor = 0;
        boot_range_t range;
        assert_int_equal(multiboot_next_range(bytes, length, &cursor, &range), BOOT_DAMAGED);
        assert_int_equal(cursor, 0);
        free(bytes);
    }
    uint8_t bytes[24];
    static const uint32_t sizes[] = {0, 19, 21, UINT32_MAX, UINT32_MAX - 3};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        uint32_t cursor = 0;
        boot_range_t range;
        entry(bytes, sizes[i], 0, 0x1000, 1);
        assert_int_equal(multiboot_next_range(bytes, sizeof bytes, &cursor, &range), BOOT_DAMAGED);
    }
}

static void information_block_needs_all_its_fields(void **state) {
    (void)state;
    uint8_t bytes[MULTIBOOT_INFO_READ] = {0};
    multiboot_info_t info;
    put32(bytes, MULTIBOOT_HAS_MAP);
    put32(bytes + 44, 48);
    put32(bytes + 48, 0x9000);
    assert_false(multiboot_read_info(bytes, MULTIBOOT_INFO_READ - 1, &info));
    assert_true(multiboot_read_info(bytes, MULTIBOOT_INFO_READ, &info));
    assert_int_equal(info.flags, MULTIBOOT_HAS_MAP);
    assert_int_equal(info.map_length, 48);
    assert_int_equal(info.map, 0x9000);
}

static void modules_that_end_before_they_begin_are_refused(void **state) {
    (void)state;
    uint8_t bytes[MULTIBOOT_MODULE] = {0};
    uint32_t cursor = 0;
    boot_range_t range;
    put32(bytes, 0x200000);
    put32(bytes + 4, 0x1FFFFF);
    assert_int_equal(multiboot_next_module(bytes, sizeof bytes, &cursor, &range), BOOT_DAMAGED);
    put32(bytes + 4, 0x201000);
    assert_int_equal(multiboot_next_module(bytes, sizeof bytes, &cursor, &range), BOOT_RANGE);
    assert_true(range.base == 0x200000 && range.length == 0x1000);
    assert_int_equal(multiboot_next_module(bytes, sizeof bytes, &cursor, &range), BOOT_END);
}

/* Every walk ends, inside its bytes, and moves forward at each step. */
static void random_bytes_never_lead_outside(void **state) {
    (void)state;
    rng_t rng = {rng_seed("multiboot", 6)};
    for (uint64_t round = 0; round < 300000; round++) {
        uint32_t length = (uint32_t)rng_below(&rng, 200);
        uint8_t *bytes = malloc(length == 0 ? 1 : length);
        for (uint32_t i = 0; i < length; i++) bytes[i] = (uint8_t)rng_next(&rng);
        for (uint32_t i = 0; i + 4 <= length && rng_below(&rng, 4) != 0; i += 24) put32(bytes + i, 20);
        multiboot_info_t info;
        (void)multiboot_read_info(bytes, length, &info);
        boot_range_t range;
        uint32_t cursor = 0, before = 0;
        while (multiboot_next_range(bytes, length, &cursor, &range) == BOOT_RANGE) {
            assert_true(cursor > before && cursor <= length);
            before = cursor;
        }
        cursor = before = 0;
        while (multiboot_next_module(bytes, length, &cursor, &range) == BOOT_RANGE) {
            assert_true(cursor > before && cursor <= length);
            before = cursor;
        }
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_entries_of_different_sizes),
        cmocka_unit_test(stops_at_an_entry_that_does_not_fit),
        cmocka_unit_test(information_block_needs_all_its_fields),
        cmocka_unit_test(modules_that_end_before_they_begin_are_refused),
        cmocka_unit_test(random_bytes_never_lead_outside),
    };
    return cmocka_run_group_tests_name("multiboot " MACHINE_NAME, tests, NULL, NULL);
}
