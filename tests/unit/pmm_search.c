/* pmm_search: the highest band first, and the lowest one only for those who ask for it. */
#include "pmm_fixture.h"

static void small_memory_keeps_nothing_back(void **state) {
    (void)state;
    boot_plain(2 * ZONE_ISA - 1);
    claim(ZONE_ISA, ZONE_ISA - 1);
    assert_int_equal(take_one(), 1);
    assert_int_equal(take_in(ZONE_ANY), 2);
    assert_int_equal(take_run(3, 1, ZONE_ANY), 3);
    assert_int_equal(take_one(), 6);
    assert_int_equal(pmm_free(&pmm, ZONE_ISA), MM_OK); /* but the lowest band is still the last to go */
    assert_int_equal(take_one(), ZONE_ISA);
}

static void larger_memory_keeps_isa_frames_back(void **state) {
    (void)state;
    boot_plain(2 * ZONE_ISA);
    assert_int_equal(take_one(), ZONE_ISA);
    assert_int_equal(take_run(2, 1, ZONE_ANY), ZONE_ISA + 1);
    refuse_run(ZONE_ISA, 1, ZONE_ANY, MM_ENOMEM);
    claim(ZONE_ISA + 3, ZONE_ISA - 3);
    refuse_alloc();
    refuse_alloc_in(ZONE_ANY);
    refuse_alloc_in(ZONE_ISA + 1);
    refuse_run(1, 1, ZONE_ISA + 1, MM_ENOMEM);
    assert_int_equal(where(1, 1, ZONE_ISA), 1);
    assert_int_equal(where(1, 1, ZONE_ISA - 1), 1);
    assert_int_equal(where(ZONE_ISA - 1, 1, ZONE_ISA), 1);
    assert_int_equal(take_in(ZONE_ISA), 1);
    claim(ZONE_ISA - 1, 1); /* by name, anything */
    give(ZONE_ISA - 1, 2);  /* a run across the border */
    refuse_claim(ZONE_ISA - 1, 3, MM_EOWNER);
    claim(ZONE_ISA - 1, 2);
}

static void the_highest_band_goes_first(void **state) {
    (void)state;
    boot_bands();
    for (frame_t f = 0; f < ACROSS; f++) assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + f);
    for (frame_t f = 0; f < ACROSS; f++) assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + f);
    for (frame_t f = BAND_HIGH - ACROSS; f < BAND_HIGH; f++) assert_int_equal(pmm_alloc(&pmm), f);
    refuse_alloc();
    assert_int_equal(count_of(OWNER_FREE), LOW + ACROSS);
    refuse_alloc_in(ZONE_ANY);
    for (frame_t f = 100; f < 100 + LOW; f++) assert_int_equal(pmm_alloc_in(&pmm, ZONE_ISA), f);
    for (frame_t f = ZONE_ISA - ACROSS; f < ZONE_ISA; f++) assert_int_equal(pmm_alloc_in(&pmm, ZONE_ISA), f);
    refuse_alloc_in(ZONE_ISA);
    assert_int_equal(count_of(OWNER_FREE), 0);
}

/* A frame that comes back above the open word is the next to go. */
static void what_comes_back_high_goes_first_again(void **state) {
    (void)state;
    boot_bands();
    for (frame_t f = 0; f < ACROSS; f++) pmm_alloc(&pmm);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA);
    assert_int_equal(pmm_free(&pmm, BAND_HIGH + 5), MM_OK);
    assert_true(pmm_check(&pmm));
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + 5);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 1);
    assert_int_equal(pmm_free(&pmm, BAND_HIGH), MM_OK); /* the very first of the band */
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 2);
    assert_int_equal(pmm_free(&pmm, ZONE_ISA + 2), MM_OK);
    give(BAND_HIGH + 2, 3);
    for (frame_t f = 2; f < 5; f++) assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + f);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 2);
    claim(BAND_HIGH - ACROSS, ACROSS);
    give(BAND_HIGH - 1, 2); /* across the border */
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 3);
}

static void runs_start_in_the_highest_band(void **state) {
    (void)state;
    boot_bands();
    assert_int_equal(where(ACROSS, 1, ZONE_ANY), BAND_HIGH);
    assert_int_equal(where(ACROSS + 1, 1, ZONE_ANY), BAND_HIGH - ACROSS); /* from one band into the next */
    assert_int_equal(where(2 * ACROSS, 1, ZONE_ANY), BAND_HIGH - ACROSS);
    refuse_run(2 * ACROSS + 1, 1, ZONE_ANY, MM_ENOMEM);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH), ZONE_ISA);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH + ACROSS), BAND_HIGH);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH + ACROSS - 1), ZONE_ISA);
    assert_int_equal(where(1, 1, ZONE_ISA + 1), ZONE_ISA);
    assert_int_equal(where(1, 1, ZONE_ISA), 100);
    assert_int_equal(where(LOW + 1, 1, ZONE_ISA), ZONE_ISA - ACROSS);
    refuse_run(ACROSS + 1, 1, ZONE_ISA, MM_ENOMEM);
    refuse_run(2 * ACROSS, 1, ZONE_ISA + ACROSS, MM_ENOMEM); /* it would start among those kept back */
    assert_int_equal(where(1, BAND_HIGH, ZONE_ANY), BAND_HIGH);
    refuse_run(1, BAND_HIGH, BAND_HIGH, MM_ENOMEM);
    assert_int_equal(take_in(ZONE_ANY), BAND_HIGH);
    assert_int_equal(take_in(BAND_HIGH), ZONE_ISA);
    assert_int_equal(take_in(ZONE_ISA), 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(small_memory_keeps_nothing_back), TEST(larger_memory_keeps_isa_frames_back),
        TEST(the_highest_band_goes_first),     TEST(what_comes_back_high_goes_first_again),
        TEST(runs_start_in_the_highest_band),
    };
    return cmocka_run_group_tests_name("pmm_search " MACHINE_NAME, tests, NULL, NULL);
}
