/* paging_window: pages of the kernel's window are mapped to the frames of their numbers, by the largest pages that fit; or a status. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_init.h"
#include "paging_map.h"
#include "paging_map_large.h"
#include "paging_map_range.h"
#include "paging_open.h"
#include "paging_space.h"
#include "paging_unmap.h"
#include "paging_unmap_large.h"
#include "paging_window.h"

#define WINDOW                                                                                               \
    ((pageno_t)KERNEL_FIRST *                                                                                \
     (PAGE_LIMIT / TABLE_ENTRIES)) /* where it begins: the first page of the kernel's half */
#define PAGES                                                                                                \
    (TABLE_LEVELS == 2 ? 64u * SPAN_2                                                                        \
                       : SPAN_3 + SPAN_3 / 2u) /* that large pages can map; five more cannot be in one */
#define WINDOW_END (WINDOW + PAGES + 5u)
#define NX         (paging.features & FEATURE_NX ? ENTRY_NX : 0)

static void boot_with(uint32_t features) {
    memset(pool, 0xA5, sizeof pool);
    memset(live, 0xA5, sizeof live);
    memmap_init(&map);
    assert_int_equal(memmap_add_usable(&map, 0, 100 * FRAME_SIZE), MM_OK);
    assert_int_equal(memmap_add_usable(&map, 150 * FRAME_SIZE, (FRAMES - 150) * FRAME_SIZE), MM_OK);
    assert_int_equal(pmm_init(&pmm, &map, FRAMES, words, owner), MM_OK);
    assert_int_equal(paging_init(&paging, &pmm, pool, live, FRAMES, features, WINDOW, WINDOW_END), MM_OK);
    kernel = paging.tables.kernel;
    fake_tlb_reset();
    remember_all();
}

static int boot_window(void **state) {
    (void)state;
    boot_with(FEATURE_LARGE | FEATURE_HUGE | FEATURE_NX | FEATURE_PAT);
    return 0;
}

static void refused(mm_status_t status, pageno_t page, pageno_t count, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_window(&paging, page, count, rights), status);
    all_unchanged();
}

/* Page v is mapped at this level, to the frame of its number in the window, with these bits (Intel SDM vol. 3A, tables 4-16 to 4-20). */
static void is_at(pageno_t v, uint32_t level, entry_t bits) {
    uint32_t found;
    pageno_t frame = v - WINDOW, span = tables_span(level);
    assert_true(hardware_walk(kernel, v, &found) == (entry_t)(frame - frame % span) * FRAME_SIZE + bits + NX);
    assert_int_equal(found, level);
    assert_int_equal(paging_translate(&paging, kernel, v), frame);
    assert_int_equal(fake_tlb_translate(&paging, kernel, v), frame);
}

static void absent(pageno_t v) { assert_int_equal(paging_translate(&paging, kernel, v), FRAME_UNMAPPED); }

/* Tables are the only frames that have another owner. */
static void tables_are_new(uint32_t count) {
    for (frame_t f = 0; f < FRAMES; f++)
        assert_true(owner[f] == owner_before[f] ||
                    (owner_before[f] == OWNER_FREE && owner[f] == OWNER_TABLE));
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), 1 + count);
    assert_true(pmm_check(&pmm));
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
}

static void the_largest_page_that_fits(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW, WINDOW_END - WINDOW, RIGHT_WRITE | RIGHT_GLOBAL), MM_OK);
    uint32_t largest = tables_span(LARGEST_LEVEL);
    for (uint32_t n = 0; n < PAGES; n++)
        is_at(WINDOW + n, n < PAGES / largest * largest ? LARGEST_LEVEL : 2, 0x1E3u);
    for (uint32_t n = PAGES; n < PAGES + 5u; n++) is_at(WINDOW + n, 1, 0x163u);
    absent(WINDOW_END);
    tables_are_new(TABLE_LEVELS == 2 ? 1 : 3);
}

static void an_end_that_is_no_multiple(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW + SPAN_2 - 2u, SPAN_2 + 3u, 0), MM_OK);
    for (uint32_t n = SPAN_2 - 2u; n < SPAN_2; n++) is_at(WINDOW + n, 1, 0x61u);
    for (uint32_t n = SPAN_2; n < 2u * SPAN_2; n++) is_at(WINDOW + n, 2, 0xE1u);
    is_at(WINDOW + 2u * SPAN_2, 1, 0x61u);
    absent(WINDOW + SPAN_2 - 3u);
    absent(WINDOW + 2u * SPAN_2 + 1u);
    tables_are_new(TABLE_LEVELS == 2 ? 2 : 4);
}

static void stretches_with_rights_of_their_own(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2, RIGHT_WRITE), MM_OK);
    assert_int_equal(paging_window(&paging, WINDOW + SPAN_2, 4, KIND_COMBINE | RIGHT_WRITE), MM_OK);
    assert_int_equal(paging_window(&paging, WINDOW + SPAN_2 + 4u, SPAN_2 - 4u, RIGHT_WRITE), MM_OK);
    assert_int_equal(paging_window(&paging, WINDOW + 2u * SPAN_2, SPAN_2, KIND_COMBINE), MM_OK);
    for (uint32_t n = 0; n < SPAN_2; n++) {
        is_at(WINDOW + n, 2, 0xE3u);
        is_at(WINDOW + SPAN_2 + n, 1, n < 4u ? 0xE3u : 0x63u);
        is_at(WINDOW + 2u * SPAN_2 + n, 2, 0x10E1u);
    }
    tables_are_new(TABLE_LEVELS == 2 ? 1 : 3);
}

static void what_the_processor_has_not(void **state) {
    (void)state;
    boot_with(FEATURE_LARGE);
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2 * 3u, RIGHT_WRITE), MM_OK);
    for (uint32_t n = 0; n < 3u * SPAN_2; n++) is_at(WINDOW + n, 2, 0xE3u);
    boot_with(0);
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2 * 3u, RIGHT_WRITE), MM_OK);
    for (uint32_t n = 0; n < 3u * SPAN_2; n++) is_at(WINDOW + n, 1, 0x63u);
    tables_are_new(TABLE_LEVELS == 2 ? 3 : 5);
    refused(MM_ENOTSUP, WINDOW + 4u * SPAN_2, 1, RIGHT_NOEXEC);
    refused(MM_ENOTSUP, WINDOW + 4u * SPAN_2, 1, KIND_COMBINE);
}

/* Where a table hangs, pages are of its size. */
static void under_a_table_that_is_there(void **state) {
    (void)state;
    assert_int_equal(paging_open(&paging, WINDOW), MM_OK);
    assert_int_equal(paging_window(&paging, WINDOW, 2u * SPAN_2, RIGHT_WRITE), MM_OK);
    for (uint32_t n = 0; n < 2u * SPAN_2; n++)
        is_at(WINDOW + n, n < SPAN_2 && TABLE_LEVELS == 2 ? 1 : 2,
              n < SPAN_2 && TABLE_LEVELS == 2 ? 0x63u : 0xE3u);
}

static void what_makes_no_sense(void **state) {
    (void)state;
    refused(MM_EINVAL, WINDOW, 0, 0);
    refused(MM_EINVAL, WINDOW - 1, 1, 0);
    refused(MM_EINVAL, WINDOW - 1, 2, 0);
    refused(MM_EINVAL, WINDOW_END, 1, 0);
    refused(MM_EINVAL, WINDOW_END - 1, 2, 0);
    refused(MM_EINVAL, WINDOW + 1, (pageno_t)-1, 0);
    refused(MM_EINVAL, WINDOW, 1, RIGHT_USER);
    refused(MM_EINVAL, WINDOW, 1, RIGHT_WRITE | RIGHT_EXEC);
    refused(MM_EINVAL, WINDOW, 1, 0x100u);
}

static void twice(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW + SPAN_2 + 3u, 1, 0), MM_OK);
    refused(MM_EBUSY, WINDOW + SPAN_2 + 3u, 1, 0);
    refused(MM_EBUSY, WINDOW, WINDOW_END - WINDOW, 0);
    refused(MM_EBUSY, WINDOW, SPAN_2 + 4u, 0);
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2 + 3u, 0), MM_OK);
    refused(MM_EBUSY, WINDOW + 7u, 1, 0); /* in a large page */
    assert_int_equal(paging_window(&paging, WINDOW + SPAN_2 + 4u, 5u, 0), MM_OK);
}

/* Then what comes before is mapped. */
static void too_few_frames(void **state) {
    (void)state;
    uint32_t most = TABLE_LEVELS == 2 ? 2 : 4; /* for two tables of the lowest level */
    for (uint32_t left = 0; left < most; left++) {
        boot_window(state);
        hold_all_but(left);
        remember_all();
        assert_int_equal(paging_window(&paging, WINDOW + SPAN_2 - 2u, SPAN_2 + 3u, RIGHT_WRITE), MM_ENOMEM);
        bool begun = left == most - 1u;
        for (uint32_t n = SPAN_2 - 2u; n < 2u * SPAN_2; n++) {
            if (!begun)
                absent(WINDOW + n);
            else
                is_at(WINDOW + n, n < SPAN_2 ? 1 : 2, n < SPAN_2 ? 0x63u : 0xE3u);
        }
        absent(WINDOW + 2u * SPAN_2);
        assert_true(pmm_check(&pmm));
    }
}

/* All spaces see it, and only paging_window maps there. */
static void the_window_is_as_it_was_made(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2 + 4u, RIGHT_WRITE), MM_OK);
    frame_t other = paging_new_space(&paging), frame = pmm_alloc(&pmm);
    assert_int_equal(paging_translate(&paging, other, WINDOW + 9u), 9u);
    assert_int_equal(paging_translate(&paging, other, WINDOW + SPAN_2 + 3u), SPAN_2 + 3u);
    remember_all();
    assert_int_equal(paging_map(&paging, kernel, WINDOW + SPAN_2 + 4u, frame, RIGHT_WRITE), MM_EINVAL);
    assert_int_equal(paging_map_range(&paging, kernel, WINDOW + SPAN_2 + 4u, frame, 1, RIGHT_WRITE),
                     MM_EINVAL);
    assert_int_equal(paging_map_large(&paging, kernel, WINDOW + 4u * SPAN_2, SPAN_2, 2, RIGHT_WRITE),
                     MM_EINVAL);
    assert_int_equal(paging_unmap(&paging, kernel, WINDOW + SPAN_2).status, MM_EINVAL);
    assert_int_equal(paging_unmap_large(&paging, kernel, WINDOW).status, MM_EINVAL);
    assert_int_equal(paging_unmap_range(&paging, kernel, WINDOW + SPAN_2, 1), MM_EINVAL);
    all_unchanged();
    assert_int_equal(paging_free_space(&paging, other), MM_OK);
    assert_int_equal(paging_translate(&paging, kernel, WINDOW + SPAN_2 + 3u), SPAN_2 + 3u);
}

/* Frames of the window may be mapped elsewhere: their owners know nothing of it. */
static void a_frame_has_its_own_page_too(void **state) {
    (void)state;
    assert_int_equal(paging_window(&paging, WINDOW, SPAN_2, RIGHT_WRITE), MM_OK);
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, kernel, PAGE, frame, RIGHT_WRITE), MM_OK);
    assert_int_equal(owner[frame], OWNER_MAPPED);
    assert_int_equal(paging_translate(&paging, kernel, WINDOW + frame), frame);
    assert_int_equal(paging_unmap(&paging, kernel, PAGE).status, MM_OK);
    assert_int_equal(paging_translate(&paging, kernel, WINDOW + frame), frame);
}

#define WINDOW_TEST(f) cmocka_unit_test_setup(f, boot_window)
int main(void) {
    const struct CMUnitTest tests[] = {
        WINDOW_TEST(the_largest_page_that_fits),
        WINDOW_TEST(an_end_that_is_no_multiple),
        WINDOW_TEST(stretches_with_rights_of_their_own),
        WINDOW_TEST(what_the_processor_has_not),
        WINDOW_TEST(under_a_table_that_is_there),
        WINDOW_TEST(what_makes_no_sense),
        WINDOW_TEST(twice),
        WINDOW_TEST(too_few_frames),
        WINDOW_TEST(the_window_is_as_it_was_made),
        WINDOW_TEST(a_frame_has_its_own_page_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
