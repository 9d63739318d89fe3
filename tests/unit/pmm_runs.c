/* pmm_runs: runs, frames of a zone, frames by number. */
#include "pmm_fixture.h"

static void alloc_in_stays_below_its_limit(void **state) {
    (void)state;
    refuse_alloc_in(0);
    refuse_alloc_in(1); /* frame 0 is nobody's */
    assert_int_equal(take_in(2), 1);
    refuse_alloc_in(2);
    for (frame_t f = 2; f < 40; f++) assert_int_equal(take_in(51), f);
    assert_int_equal(take_in(51), 50);
    refuse_alloc_in(50);
    refuse_alloc_in(51);
    for (frame_t f = 51; f < 100; f++) take_in(150);
    refuse_alloc_in(150);
    assert_int_equal(take_in(151), 150);
    assert_int_equal(take_in(UINT32_MAX), 151);
    give(1, 1);
    assert_int_equal(take_in(ZONE_ANY), 1);
}

static void runs_that_make_no_sense(void **state) {
    (void)state;
    static const uint32_t aligns[] = {0, 3, 5, 6, 7, 12, 96, 0x80000001u, 0xC0000000u, UINT32_MAX};
    take_one();
    for (size_t i = 0; i < sizeof aligns / sizeof aligns[0]; i++)
        refuse_run(1, aligns[i], ZONE_ANY, MM_EINVAL);
    refuse_run(0, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(FRAMES + 1, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(1u << 31, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(UINT32_MAX, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(0, 0, 0, MM_EINVAL);
}

static void runs_that_are_not_there(void **state) {
    (void)state;
    take_one();
    refuse_run(FRAMES, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(151, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(150, 1, 299, MM_ENOMEM);
    refuse_run(51, 1, 150, MM_ENOMEM);
    refuse_run(1, 1, 0, MM_ENOMEM);
    refuse_run(1, 1, 1, MM_ENOMEM);
    refuse_run(45, 256, ZONE_ANY, MM_ENOMEM);
    for (uint32_t k = 9; k < 32; k++) refuse_run(1, 1u << k, ZONE_ANY, MM_ENOMEM);
}

static void runs_are_the_lowest_there_are(void **state) {
    (void)state;
    assert_int_equal(where(1, 1, ZONE_ANY), 1);
    assert_int_equal(where(39, 1, ZONE_ANY), 1);
    assert_int_equal(where(40, 1, ZONE_ANY), 50); /* the first hole is a frame too small */
    assert_int_equal(where(50, 1, ZONE_ANY), 50);
    assert_int_equal(where(51, 1, ZONE_ANY), 150);
    assert_int_equal(where(150, 1, ZONE_ANY), 150);
    assert_int_equal(where(150, 1, FRAMES), 150);
    assert_int_equal(where(39, 1, 40), 1);
    assert_int_equal(where(64, 64, ZONE_ANY), 192);
    assert_int_equal(where(8, 32, ZONE_ANY), 32);
    assert_int_equal(where(9, 32, ZONE_ANY), 64);
    assert_int_equal(where(44, 256, ZONE_ANY), 256);
    for (uint32_t k = 0; k < 9; k++)
        assert_int_equal(where(1, 1u << k, ZONE_ANY), 1u << k == 128 ? 256 : 1u << k);
}

/* All there is: every frame but frame 0, so never as many as there are frames. */
static void a_run_may_be_all_memory(void **state) {
    (void)state;
    static const uint32_t sizes[] = {2, 63, 64, 65, 66, 128, 129, 512, 513, 1025, 5000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        uint32_t n = sizes[i];
        boot_plain(n);
        refuse_run(n, 1, ZONE_ANY, MM_ENOMEM);
        refuse_run(n - 1, 1, n - 1, MM_ENOMEM);
        if (n > 2) refuse_run(n - 1, 2, ZONE_ANY, MM_ENOMEM);
        assert_int_equal(take_run(n - 1, 1, n), 1);
        refuse_alloc();
        refuse_run(1, 1, ZONE_ANY, MM_ENOMEM);
        give(1, n - 1);
    }
}

static void runs_and_single_frames_share_the_memory(void **state) {
    (void)state;
    assert_int_equal(take_one(), 1);
    assert_int_equal(take_run(10, 1, ZONE_ANY), 2);
    assert_int_equal(take_one(), 12);
    give(5, 4); /* part of one run */
    assert_int_equal(take_one(), 5);
    assert_int_equal(pmm_free(&pmm, 12), MM_OK);
    give(1, 5); /* frames that came by different ways */
    assert_int_equal(pmm_free(&pmm, 9), MM_OK);
    give(10, 2);
    assert_int_equal(take_run(39, 1, ZONE_ANY), 1);
}

static void free_contiguous_refuses(void **state) {
    (void)state;
    assert_int_equal(take_run(20, 1, ZONE_ANY), 1);
    take_run(150, 1, ZONE_ANY);
    refuse_free_run(1, 0, MM_EINVAL);
    refuse_free_run(UINT32_MAX, 0, MM_EINVAL);
    refuse_free_run(FRAMES, 1, MM_ERANGE);
    refuse_free_run(FRAMES - 1, 2, MM_ERANGE);
    refuse_free_run(1, FRAMES, MM_ERANGE);
    refuse_free_run(5, UINT32_MAX, MM_ERANGE);
    refuse_free_run(5, UINT32_MAX - 4, MM_ERANGE); /* the sum is 0 */
    refuse_free_run(150, UINT32_MAX - 148, MM_ERANGE);
    refuse_free_run(UINT32_MAX, 1, MM_ERANGE);
    refuse_free_run(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    refuse_free_run(0, 1, MM_EOWNER);
    refuse_free_run(0, 5, MM_EOWNER);
    refuse_free_run(149, 3, MM_EOWNER); /* the first one is a device's */
    refuse_free_run(20, 2, MM_EOWNER);  /* the last one is free */
    refuse_free_run(30, 3, MM_EOWNER);
    refuse_free_run(40, 3, MM_EOWNER);
    for (owner_t use = OWNER_TABLE; use <= OWNER_SHARED; use++) {
        assert_int_equal(pmm_set_owner(&pmm, 10, use), MM_OK);
        refuse_free_run(1, 20, MM_EOWNER);
        refuse_free_run(10, 1, MM_EOWNER);
        refuse_free_run(5, 6, MM_EOWNER);
    }
    assert_int_equal(pmm_set_owner(&pmm, 10, OWNER_ALLOCATED), MM_OK);
    refuse_free_run(0, 21, MM_EOWNER);
    give(1, 20);
    refuse_free_run(1, 20, MM_EOWNER);
}

static void claim_takes_these_very_frames(void **state) {
    (void)state;
    take_one();
    claim(3, 1);
    claim(60, 40);
    claim(150, 150);
    claim(30, 10);
    assert_int_equal(take_one(), 2);
    assert_int_equal(take_one(), 4);
    give(60, 40);
    give(3, 1);
    assert_int_equal(take_one(), 3);
}

static void claim_refuses(void **state) {
    (void)state;
    take_one();
    refuse_claim(2, 0, MM_EINVAL);
    refuse_claim(UINT32_MAX, 0, MM_EINVAL);
    refuse_claim(FRAMES, 1, MM_ERANGE);
    refuse_claim(FRAMES - 1, 2, MM_ERANGE);
    refuse_claim(2, UINT32_MAX, MM_ERANGE);
    refuse_claim(2, UINT32_MAX - 1, MM_ERANGE);
    refuse_claim(UINT32_MAX, 1, MM_ERANGE);
    refuse_claim(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    refuse_claim(0, 1, MM_EOWNER);
    refuse_claim(0, FRAMES, MM_EOWNER);
    refuse_claim(1, 1, MM_EOWNER);
    refuse_claim(1, 5, MM_EOWNER);
    refuse_claim(38, 3, MM_EOWNER);
    refuse_claim(45, 1, MM_EOWNER);
    refuse_claim(99, 2, MM_EOWNER);
    refuse_claim(149, 2, MM_EOWNER);
    claim(200, 1);
    refuse_claim(190, 20, MM_EOWNER);
    refuse_claim(200, 1, MM_EOWNER);
    for (owner_t use = OWNER_TABLE; use <= OWNER_SHARED; use++) {
        assert_int_equal(pmm_set_owner(&pmm, 200, use), MM_OK);
        refuse_claim(200, 1, MM_EOWNER);
        refuse_claim(190, 11, MM_EOWNER);
    }
}

static void claim_device_knows_what_is_ram(void **state) {
    (void)state;
    device_is(100, 50, MM_OK);
    device_is(120, 1, MM_OK);
    device_is(FRAMES, 1, MM_OK); /* beyond all memory */
    device_is(FRAMES, FRAME_LIMIT - FRAMES, MM_OK);
    device_is(FRAME_LIMIT - 1, 1, MM_OK);
    device_is(0, 0, MM_EINVAL);
    device_is(UINT32_MAX, 0, MM_EINVAL);
    device_is(FRAME_LIMIT, 1, MM_ERANGE);
    device_is(FRAME_LIMIT + 1, 1, MM_ERANGE);
    device_is(FRAMES, FRAME_LIMIT - FRAMES + 1, MM_ERANGE);
    device_is(120, UINT32_MAX, MM_ERANGE);
    device_is(120, UINT32_MAX - 119, MM_ERANGE);
    device_is(UINT32_MAX, 1, MM_ERANGE);
    device_is(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    device_is(99, 2, MM_EOWNER);
    device_is(149, 2, MM_EOWNER);
    device_is(0, 1, MM_EOWNER);
    device_is(45, 1, MM_EOWNER);
    device_is(299, 2, MM_EOWNER);
    device_is(120, FRAME_LIMIT - 120, MM_EOWNER);
    frame_t frame = take_one();
    device_is(frame, 1, MM_EOWNER);
    refuse_free(120, MM_EOWNER);
    refuse_claim(120, 1, MM_EOWNER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(alloc_in_stays_below_its_limit),
        TEST(runs_that_make_no_sense),
        TEST(runs_that_are_not_there),
        TEST(runs_are_the_lowest_there_are),
        TEST(a_run_may_be_all_memory),
        TEST(runs_and_single_frames_share_the_memory),
        TEST(free_contiguous_refuses),
        TEST(claim_takes_these_very_frames),
        TEST(claim_refuses),
        TEST(claim_device_knows_what_is_ram),
    };
    return cmocka_run_group_tests_name("pmm_runs " MACHINE_NAME, tests, NULL, NULL);
}
