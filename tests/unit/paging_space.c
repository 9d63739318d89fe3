/* paging_new_space: the kernel's half and nothing else, or no space and nothing changed. */
#include "paging_space.h"
#include "mapped_fixture.h"

#define NO_FRAME FRAME_UNMAPPED

static void a_space_begins_with_the_kernels_half_alone(void **state) {
    (void)state;
    map_at(kernel, PAGE, USER_RIGHTS); /* the kernel's space has a half of its own, too */
    fake_tlb_reset();
    remember_all();
    frame_t fresh = paging_new_space(&paging);
    assert_int_not_equal(fresh, FRAME_NONE);
    only_owner(fresh, OWNER_FREE, OWNER_TABLE);
    assert_int_equal(paging_translate(&paging, fresh, KERNELS), paging_translate(&paging, kernel, KERNELS));
    assert_int_not_equal(paging_translate(&paging, fresh, KERNELS), NO_FRAME);
    assert_int_equal(paging_translate(&paging, fresh, KERNELS + 2u), NO_FRAME);
    const pageno_t own[] = {
        OWN_HALF, PAGE, DEVICES, SHARED, STRANGERS, LARGE, OWN_HALF + PAGE_LIMIT / 2 - 1u};
    for (uint32_t n = 0; n < sizeof own / sizeof own[0]; n++)
        assert_int_equal(paging_translate(&paging, fresh, own[n]), NO_FRAME);
    memcpy(&pool_before[fresh], &pool[fresh], sizeof pool[fresh]);
    live_before[fresh] = live[fresh];
    tables_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
}

static void spaces_are_apart_but_for_the_kernels_half(void **state) {
    (void)state;
    frame_t first = paging_new_space(&paging), second = paging_new_space(&paging);
    assert_int_not_equal(first, second);
    frame_t frame = map_at(first, PAGE, USER_RIGHTS);
    assert_int_equal(paging_translate(&paging, first, PAGE), frame);
    assert_int_equal(paging_translate(&paging, second, PAGE), NO_FRAME);
    assert_int_not_equal(paging_translate(&paging, space, PAGE), frame);
    frame = map_at(kernel, KERNELS + 3u, RIGHT_WRITE);
    assert_int_equal(paging_translate(&paging, first, KERNELS + 3u), frame);
    assert_int_equal(paging_translate(&paging, second, KERNELS + 3u), frame);
    assert_true(fake_tlb_is_true(&paging));
}

static void with_the_last_frame_and_without_it(void **state) {
    (void)state;
    hold_all_but(1);
    frame_t last = paging_new_space(&paging);
    assert_int_equal(last, FRAMES - 1u);
    remember_all();
    assert_int_equal(paging_new_space(&paging), FRAME_NONE);
    nothing_happened();
    assert_int_equal(pmm_set_owner(&pmm, HELD, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, HELD), MM_OK);
    assert_int_equal(paging_new_space(&paging), HELD);
}

static void only_frames_that_may_be_tables(void **state) {
    (void)state;
    paging.tables.nframes = 200;
    for (frame_t root; (root = paging_new_space(&paging)) != FRAME_NONE;) assert_true(root < 200);
    assert_true(pmm_count(&pmm, OWNER_FREE) > 0);
    for (frame_t f = 0; f < 200; f++) assert_int_not_equal(owner[f], OWNER_FREE);
    remember_all();
    assert_int_equal(paging_new_space(&paging), FRAME_NONE);
    nothing_happened();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(a_space_begins_with_the_kernels_half_alone),
        MAPPED_TEST(spaces_are_apart_but_for_the_kernels_half),
        MAPPED_TEST(with_the_last_frame_and_without_it),
        MAPPED_TEST(only_frames_that_may_be_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
