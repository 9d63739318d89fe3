/* page: zeroed when handed out, poisoned when given back, and no other page touched. */
#include "check.h"
#include <string.h>
#include "page.h"

#define FRAMES 40u

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES)];
static uint8_t owner[FRAMES];
static page_t pages[FRAMES], before[FRAMES];

/* Frames 1..29 are free, the rest a device's; every page full of its own dirt. */
static int boot(void **state) {
    (void)state;
    memmap_init(&map);
    memmap_add_usable(&map, 0, 30 * FRAME_SIZE);
    memset(pages, 0xA5, sizeof pages);
    for (frame_t f = 0; f < FRAMES; f++) pages[f].word[f] = f;
    memcpy(before, pages, sizeof pages);
    return pmm_init(&pmm, &map, FRAMES, words, owner) == MM_OK ? 0 : -1;
}

/* Only the page of `frame` changed, to `byte` all over; none when it is FRAMES. */
static void only(frame_t frame, int byte) {
    if (frame < FRAMES) memset(&before[frame], byte, sizeof before[frame]);
    assert_memory_equal(before, pages, sizeof pages);
    assert_true(pmm_check(&pmm));
}

static void pages_are_handed_out_zeroed(void **state) {
    (void)state;
    for (frame_t f = 1; f < 30; f++) {
        assert_int_equal(page_alloc_zeroed(&pmm, pages, ZONE_ANY), f);
        assert_int_equal(pmm_owner(&pmm, f), OWNER_ALLOCATED);
        only(f, 0);
    }
    assert_int_equal(page_alloc_zeroed(&pmm, pages, ZONE_ANY), FRAME_NONE);
    only(FRAMES, 0);
}

static void a_limit_is_kept(void **state) {
    (void)state;
    assert_int_equal(page_alloc_zeroed(&pmm, pages, 0), FRAME_NONE);
    assert_int_equal(page_alloc_zeroed(&pmm, pages, 1), FRAME_NONE);
    only(FRAMES, 0);
    assert_int_equal(page_alloc_zeroed(&pmm, pages, 2), 1);
    only(1, 0);
    assert_int_equal(page_alloc_zeroed(&pmm, pages, 2), FRAME_NONE);
    only(FRAMES, 0);
}

static void pages_are_given_back_poisoned(void **state) {
    (void)state;
    frame_t frame = page_alloc_zeroed(&pmm, pages, ZONE_ANY);
    only(frame, 0);
    assert_int_equal(page_free_poisoned(&pmm, pages, frame), MM_OK);
    assert_int_equal(pmm_owner(&pmm, frame), OWNER_FREE);
    only(frame, 0x6B);
    assert_int_equal(page_alloc_zeroed(&pmm, pages, ZONE_ANY), frame);
    only(frame, 0);
}

static void a_refused_free_touches_no_page(void **state) {
    (void)state;
    frame_t frame = page_alloc_zeroed(&pmm, pages, ZONE_ANY);
    only(frame, 0);
    assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_MAPPED), MM_OK);
    assert_int_equal(page_free_poisoned(&pmm, pages, frame), MM_EOWNER);
    assert_int_equal(page_free_poisoned(&pmm, pages, 0), MM_EOWNER);
    assert_int_equal(page_free_poisoned(&pmm, pages, 20), MM_EFREE);
    assert_int_equal(page_free_poisoned(&pmm, pages, 35), MM_EOWNER);
    assert_int_equal(page_free_poisoned(&pmm, pages, FRAMES), MM_ERANGE);
    assert_int_equal(page_free_poisoned(&pmm, pages, UINT32_MAX), MM_ERANGE);
    only(FRAMES, 0);
}

#define TEST(name) cmocka_unit_test_setup(name, boot)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_are_handed_out_zeroed),
        TEST(a_limit_is_kept),
        TEST(pages_are_given_back_poisoned),
        TEST(a_refused_free_touches_no_page),
    };
    return cmocka_run_group_tests_name("page " MACHINE_NAME, tests, NULL, NULL);
}
