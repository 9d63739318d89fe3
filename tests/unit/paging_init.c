/* paging_init: the kernel's space, in which nothing is mapped, or a status and nothing changed. */
#include "paging_init.h"
#include "paging_fixture.h"
#include "paging_map.h"
#include "paging_space.h"

static int boot_frames(void **state) {
    (void)state;
    memset(pool, 0xA5, sizeof pool);
    memset(live, 0xA5, sizeof live);
    memset(&paging, 0xA5, sizeof paging);
    memmap_init(&map);
    assert_int_equal(memmap_add_usable(&map, 0, 100 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_usable(&map, 150 * FRAME_SIZE, (FRAMES - 150) * FRAME_SIZE), MM_OK);
    assert_int_equal(pmm_init(&pmm, &map, FRAMES, words, owner), MM_OK);
    remember_all();
    return 0;
}

static void the_kernels_space_is_empty(void **state) {
    (void)state;
    assert_int_equal(paging_init(&paging, &pmm, pool, live, shares, FRAMES, 3, 0, 0), MM_OK);
    frame_t root = paging.tables.kernel;
    only_owner(root, OWNER_FREE, OWNER_TABLE);
    assert_int_equal(live[root], 0);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) assert_true(pool[root].e[i] == 0);
    for (frame_t f = 0; f < FRAMES; f++) {
        if (f != root) assert_memory_equal(&pool[f], &pool_before[f], sizeof pool[f]);
    }
    assert_ptr_equal(paging.pmm, &pmm);
    assert_int_equal(paging.features, 3);
    assert_true(paging.window == paging.window_end);
    const pageno_t pages[] = {0, PAGE, KERNELS, PAGE_LIMIT - 1};
    for (uint32_t n = 0; n < sizeof pages / sizeof pages[0]; n++)
        assert_int_equal(paging_translate(&paging, root, pages[n]), FRAME_UNMAPPED);
}

static void what_paging_needs_is_there(void **state) {
    (void)state;
    assert_int_equal(paging_init(&paging, &pmm, pool, live, shares, FRAMES, 0, 0, 0), MM_OK);
    kernel = paging.tables.kernel;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, kernel, PAGE, frame, RIGHT_WRITE), MM_OK);
    assert_int_equal(paging_translate(&paging, kernel, PAGE), frame);
    frame_t other = paging_new_space(&paging);
    assert_int_not_equal(other, FRAME_NONE);
    assert_int_equal(paging_translate(&paging, other, PAGE), FRAME_UNMAPPED);
    assert_true(pmm_check(&pmm));
}

static void refused(mm_status_t why, uint32_t nframes) {
    paging_t before = paging;
    remember_all();
    assert_int_equal(paging_init(&paging, &pmm, pool, live, shares, nframes, 0, 0, 0), why);
    all_unchanged();
    assert_memory_equal(&paging, &before, sizeof before);
}

#define HALF     ((pageno_t)KERNEL_FIRST * (PAGE_LIMIT / TABLE_ENTRIES)) /* the kernel's half */
#define HALF_END ((pageno_t)KERNEL_END * (PAGE_LIMIT / TABLE_ENTRIES))

static void no_window(pageno_t window, pageno_t end) {
    paging_t before = paging;
    remember_all();
    assert_int_equal(paging_init(&paging, &pmm, pool, live, shares, FRAMES, 0, window, end), MM_EINVAL);
    all_unchanged();
    assert_memory_equal(&paging, &before, sizeof before);
}

static void where_the_window_can_be(void **state) {
    pageno_t large = tables_span(LARGEST_LEVEL),
             most = HALF_END - HALF < FRAME_LIMIT ? HALF_END - HALF : FRAME_LIMIT;
    no_window(HALF + 1, HALF + large);
    no_window(HALF + large / 2, HALF + large);
    no_window(HALF + large, HALF);
    no_window(HALF - large, HALF + 1);
    no_window(HALF_END - large, HALF_END + 1);
    no_window(HALF, HALF + most + 1);
    no_window(OWN_HALF, OWN_HALF + large);
    const pageno_t windows[][2] = {
        {HALF, HALF + 1}, {HALF, HALF + most}, {HALF_END - large, HALF_END}, {HALF + 5, HALF + 5}, {0, 0}};
    for (uint32_t n = 0; n < sizeof windows / sizeof windows[0]; n++) {
        boot_frames(state);
        assert_int_equal(
            paging_init(&paging, &pmm, pool, live, shares, FRAMES, 0, windows[n][0], windows[n][1]), MM_OK);
        assert_true(paging.window == windows[n][0] && paging.window_end == windows[n][1]);
    }
}

static void without_a_frame_or_sense(void **state) {
    (void)state;
    refused(MM_EINVAL, 0);
    refused(MM_EINVAL, FRAMES + 1);
    refused(MM_ENOMEM, 1);
    hold_all_but(1);
    refused(MM_ENOMEM, FRAMES - 1);
    assert_int_equal(paging_init(&paging, &pmm, pool, live, shares, FRAMES, 0, 0, 0), MM_OK);
    assert_int_equal(paging.tables.kernel, FRAMES - 1);
}

#define INIT_TEST(f) cmocka_unit_test_setup(f, boot_frames)

int main(void) {
    const struct CMUnitTest tests[] = {
        INIT_TEST(the_kernels_space_is_empty),
        INIT_TEST(what_paging_needs_is_there),
        INIT_TEST(where_the_window_can_be),
        INIT_TEST(without_a_frame_or_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
