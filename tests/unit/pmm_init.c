/* pmm_init: from a boot memory map to an allocator, and what it refuses. */
#include "pmm_fixture.h"

static void boot_gives_each_frame_its_owner(void **state) {
    (void)state;
    assert_true(pmm_check(&pmm));
    assert_int_equal(pmm_owner(&pmm, 0), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 1), OWNER_FREE);
    assert_int_equal(pmm_owner(&pmm, 45), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 120), OWNER_DEVICE);
    assert_int_equal(pmm_owner(&pmm, FRAMES), OWNER_DEVICE);
    assert_int_equal(pmm_owner(&pmm, UINT32_MAX), OWNER_DEVICE);
    assert_int_equal(count_of(OWNER_FREE), 99 - 10 + 150);
    assert_int_equal(count_of(OWNER_RESERVED), 11);
    assert_int_equal(count_of(OWNER_DEVICE), 50);
}

static void init_refuses_no_frames_and_too_many(void **state) {
    (void)state;
    remember();
    assert_int_equal(pmm_init(&pmm, &map, 0, words, owner), MM_EINVAL);
    assert_int_equal(pmm_init(&pmm, &map, FRAME_LIMIT + 1, words, owner), MM_EINVAL);
    assert_int_equal(pmm_init(&pmm, &map, UINT32_MAX, words, owner), MM_EINVAL);
    same();
    assert_true(pmm_check(&pmm));
}

static void memory_of_one_frame_has_none_to_give(void **state) {
    (void)state;
    boot_plain(1);
    refuse_alloc();
    refuse_alloc_in(ZONE_ANY);
    refuse_run(1, 1, ZONE_ANY, MM_ENOMEM);
    refuse_claim(0, 1, MM_EOWNER);
    assert_int_equal(pmm_region_end(&pmm, 0), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(boot_gives_each_frame_its_owner),
        TEST(init_refuses_no_frames_and_too_many),
        TEST(memory_of_one_frame_has_none_to_give),
    };
    return cmocka_run_group_tests_name("pmm_init " MACHINE_NAME, tests, NULL, NULL);
}
