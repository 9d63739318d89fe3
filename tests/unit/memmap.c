/* memmap: each rule about hostile firmware, by example. Random maps are tests/property/boot_maps.c. */
#include "check.h"
#include "memmap.h"

#define KIB 1024u
#define MIB (1024u * KIB)

static memmap_t map;

static int empty(void **state) {
    (void)state;
    memmap_init(&map);
    return 0;
}

static void an_empty_map_is_all_device(void **state) {
    (void)state;
    assert_int_equal(memmap_limit(&map), 0);
    assert_int_equal(memmap_kind(&map, 0), MEM_DEVICE);
    assert_int_equal(memmap_kind(&map, 1000), MEM_DEVICE);
    assert_int_equal(memmap_kind(&map, UINT32_MAX), MEM_DEVICE);
    assert_int_equal(memmap_find(&map, 1, FRAME_LIMIT), FRAME_NONE);
}

static void partial_frames_are_dropped(void **state) {
    (void)state;
    assert_int_equal(memmap_add_usable(&map, 5 * FRAME_SIZE + 1, 3 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_kind(&map, 5), MEM_DEVICE);
    assert_int_equal(memmap_kind(&map, 6), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 7), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 8), MEM_DEVICE);
    assert_int_equal(memmap_limit(&map), 8);
}

static void a_frame_touched_by_a_reservation_is_reserved(void **state) {
    (void)state;
    memmap_add_usable(&map, 0, 1 * MIB);
    assert_int_equal(memmap_add_reserved(&map, 0x9FC00, 0x400), MM_OK);
    assert_int_equal(memmap_kind(&map, 0x9E), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 0x9F), MEM_RESERVED);
    assert_int_equal(memmap_kind(&map, 0xA0), MEM_USABLE);
    assert_int_equal(memmap_add_reserved(&map, 0x2FFF, 2), MM_OK);
    assert_int_equal(memmap_kind(&map, 2), MEM_RESERVED);
    assert_int_equal(memmap_kind(&map, 3), MEM_RESERVED);
    assert_int_equal(memmap_kind(&map, 4), MEM_USABLE);
}

static void reserved_wins_in_either_order(void **state) {
    (void)state;
    memmap_add_reserved(&map, 2 * FRAME_SIZE, FRAME_SIZE);
    memmap_add_usable(&map, 0, 10 * FRAME_SIZE);
    assert_int_equal(memmap_kind(&map, 2), MEM_RESERVED);
    assert_int_equal(memmap_kind(&map, 1), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 3), MEM_USABLE);
}

static void empty_and_tiny_ranges_change_nothing(void **state) {
    (void)state;
    assert_int_equal(memmap_add_usable(&map, 4096, 0), MM_OK);
    assert_int_equal(memmap_add_reserved(&map, 4096, 0), MM_OK);
    assert_int_equal(memmap_add_usable(&map, 4096, 4095), MM_OK);
    assert_int_equal(memmap_add_usable(&map, UINT64_MAX, 0), MM_OK);
    assert_int_equal(map.count, 0);
}

static void wrapping_ranges(void **state) {
    (void)state;
    assert_int_equal(memmap_add_usable(&map, UINT64_MAX - 4095, 8192), MM_EINVAL);
    assert_int_equal(memmap_add_usable(&map, 8192, UINT64_MAX), MM_EINVAL);
    assert_int_equal(map.count, 0);
    memmap_add_usable(&map, 0, 16 * FRAME_SIZE);
    assert_int_equal(memmap_add_reserved(&map, 8 * FRAME_SIZE + 5, UINT64_MAX), MM_OK);
    assert_int_equal(memmap_kind(&map, 7), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 8), MEM_RESERVED);
    assert_int_equal(memmap_kind(&map, FRAME_LIMIT - 1), MEM_RESERVED);
}

static void memory_beyond_the_limit_is_cut_off(void **state) {
    (void)state;
    uint64_t end = (uint64_t)FRAME_LIMIT * FRAME_SIZE;
    assert_int_equal(memmap_add_usable(&map, end - 2 * FRAME_SIZE, 100 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_limit(&map), FRAME_LIMIT);
    assert_int_equal(memmap_kind(&map, FRAME_LIMIT - 2), MEM_USABLE);
    assert_int_equal(memmap_add_usable(&map, end, FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_reserved(&map, end, FRAME_SIZE), MM_OK);
    assert_int_equal(map.count, 1);
}

static void a_full_map_loses_memory_but_never_gains_it(void **state) {
    (void)state;
    for (uint32_t i = 0; i < MEMMAP_CAPACITY; i++)
        assert_int_equal(memmap_add_usable(&map, (uint64_t)i * 4 * FRAME_SIZE, 2 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_usable(&map, 100 * MIB, MIB), MM_ENOSPC);
    assert_int_equal(memmap_kind(&map, 100 * MIB / FRAME_SIZE), MEM_DEVICE);
    uint32_t reserved = 4 * (MEMMAP_CAPACITY - 1);
    assert_int_equal(memmap_add_reserved(&map, (uint64_t)reserved * FRAME_SIZE, 1), MM_ENOSPC);
    assert_int_not_equal(memmap_kind(&map, reserved), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, reserved + 1), MEM_USABLE);
    assert_int_equal(memmap_kind(&map, 0), MEM_USABLE);
    assert_int_equal(memmap_add_reserved(&map, 0, 100 * MIB), MM_ENOSPC);
    for (uint32_t f = 0; f < 4 * MEMMAP_CAPACITY; f++) assert_int_not_equal(memmap_kind(&map, f), MEM_USABLE);
}

static void a_full_map_keeps_the_larger_part(void **state) {
    (void)state;
    memmap_add_usable(&map, 0, 100 * FRAME_SIZE);
    for (uint32_t i = 1; i < MEMMAP_CAPACITY; i++)
        assert_int_equal(memmap_add_reserved(&map, 200 * MIB, FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_reserved(&map, 30 * FRAME_SIZE, 10 * FRAME_SIZE), MM_ENOSPC);
    for (uint32_t f = 0; f < 100; f++)
        assert_int_equal(memmap_kind(&map, f), f < 40 ? MEM_DEVICE : MEM_USABLE);
    assert_int_equal(memmap_add_reserved(&map, 90 * FRAME_SIZE, FRAME_SIZE), MM_ENOSPC);
    for (uint32_t f = 40; f < 100; f++)
        assert_int_equal(memmap_kind(&map, f), f < 90 ? MEM_USABLE : MEM_DEVICE);
    assert_int_equal(memmap_add_reserved(&map, 150 * FRAME_SIZE, FRAME_SIZE), MM_ENOSPC);
    assert_int_equal(memmap_kind(&map, 40), MEM_USABLE);
    assert_int_equal(memmap_add_reserved(&map, 40 * FRAME_SIZE, 50 * FRAME_SIZE), MM_ENOSPC);
    assert_int_equal(memmap_kind(&map, 40), MEM_RESERVED);
    assert_int_equal(memmap_limit(&map), 0);
}

static void find_steps_over_reservations_and_gaps(void **state) {
    (void)state;
    memmap_add_usable(&map, 0, 10 * FRAME_SIZE);
    memmap_add_usable(&map, 20 * FRAME_SIZE, 20 * FRAME_SIZE);
    memmap_add_reserved(&map, 4 * FRAME_SIZE, FRAME_SIZE);
    memmap_add_reserved(&map, 25 * FRAME_SIZE, 3 * FRAME_SIZE);
    assert_int_equal(memmap_find(&map, 1, FRAME_LIMIT), 1); /* never frame 0 */
    assert_int_equal(memmap_find(&map, 3, FRAME_LIMIT), 1);
    assert_int_equal(memmap_find(&map, 4, FRAME_LIMIT), 5);
    assert_int_equal(memmap_find(&map, 5, FRAME_LIMIT), 5);
    assert_int_equal(memmap_find(&map, 6, FRAME_LIMIT), 28);
    assert_int_equal(memmap_find(&map, 12, FRAME_LIMIT), 28);
    assert_int_equal(memmap_find(&map, 13, FRAME_LIMIT), FRAME_NONE);
    assert_int_equal(memmap_find(&map, 12, 39), FRAME_NONE);
    assert_int_equal(memmap_find(&map, 12, 40), 28);
    assert_int_equal(memmap_find(&map, 0, FRAME_LIMIT), FRAME_NONE);
    assert_int_equal(memmap_find(&map, UINT32_MAX, UINT32_MAX), FRAME_NONE);
    assert_int_equal(memmap_find(&map, 1, 0), FRAME_NONE);
    assert_int_equal(memmap_find(&map, 1, 1), FRAME_NONE);
    assert_int_equal(memmap_find(&map, 1, 2), 1);
}

#define TEST(f) cmocka_unit_test_setup(f, empty)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_empty_map_is_all_device),
        TEST(partial_frames_are_dropped),
        TEST(a_frame_touched_by_a_reservation_is_reserved),
        TEST(reserved_wins_in_either_order),
        TEST(empty_and_tiny_ranges_change_nothing),
        TEST(wrapping_ranges),
        TEST(memory_beyond_the_limit_is_cut_off),
        TEST(a_full_map_loses_memory_but_never_gains_it),
        TEST(a_full_map_keeps_the_larger_part),
        TEST(find_steps_over_reservations_and_gaps),
    };
    return cmocka_run_group_tests_name("memmap " MACHINE_NAME, tests, NULL, NULL);
}
