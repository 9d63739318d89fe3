/* paging_unmap_large: the large page is gone, its frames the caller's, its tables free, the TLB told; or a status and nothing
   changed. */
#include "entry.h"

#define FRAMES (4u * SPAN_2)
#include "mapped_fixture.h"
#include "paging_map_large.h"
#include "paging_unmap.h"
#include "paging_unmap_large.h"

#define FIRST (2u * SPAN_2)                           /* the first of the large page's frames */
#define THERE (LARGE / SPAN_2 * SPAN_2 + 4u * SPAN_2) /* the first of its pages */

static int boot_unmap_large(void **state) {
    boot_mapped(state);
    paging.features = FEATURE_LARGE;
    assert_int_equal(pmm_claim(&pmm, FIRST, SPAN_2), MM_OK);
    assert_int_equal(paging_map_large(&paging, space, THERE, FIRST, 2, USER_RIGHTS), MM_OK);
    remember_all();
    return 0;
}

static void refused(mm_status_t status, frame_t root, pageno_t page) {
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_unmap_large(&paging, root, page).status, status);
    nothing_happened();
}

static void all_of_it_goes(void **state) {
    (void)state;
    for (uint32_t n = 0; n < SPAN_2; n += 37)
        assert_int_equal(fake_tlb_translate(&paging, space, THERE + n), FIRST + n);
    unmapped_t result = paging_unmap_large(&paging, space, THERE);
    assert_int_equal(result.status, MM_OK);
    assert_int_equal(result.frame, FIRST);
    for (frame_t f = 0; f < FRAMES; f++)
        assert_int_equal(owner[f], f - FIRST < SPAN_2 ? OWNER_ALLOCATED : owner_before[f]);
    assert_true(pmm_check(&pmm));
    assert_true(fake_tlb_is_true(&paging));
    assert_true(fake_tlb_forgotten() > 0);
    for (uint32_t n = 0; n < SPAN_2; n++)
        assert_int_equal(paging_translate(&paging, space, THERE + n), FRAME_UNMAPPED);
    frame_t table = tables_find(&paging.tables, space, THERE, 2);
    only_entry(table, tables_index(THERE, 2));
    refused(MM_EABSENT, space, THERE);
}

static void its_frames_may_be_used_again(void **state) {
    (void)state;
    frame_t frame = paging_unmap_large(&paging, space, THERE).frame;
    assert_int_equal(paging_map(&paging, space, THERE + 3, frame + 9, USER_RIGHTS), MM_OK);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    assert_int_equal(paging_translate(&paging, space, THERE + 3), FIRST + 9);
    assert_int_equal(paging_translate(&paging, space, THERE + 4), FRAME_UNMAPPED);
    assert_true(fake_tlb_is_true(&paging));
}

static void what_is_no_large_page_stays(void **state) {
    (void)state;
    refused(MM_EABSENT, space, THERE + SPAN_2);
    refused(MM_EOWNER, space, PAGE);      /* of 4 KiB */
    refused(MM_EABSENT, space, PAGE + 1); /* beside it */
    refused(MM_EINVAL, space, THERE + 1); /* not its first page */
    refused(MM_EINVAL, space, THERE + SPAN_2 - 1);
    refused(MM_EINVAL, space, PAGE_LIMIT);
    refused(MM_EINVAL, space, (pageno_t)-1);
    refused(MM_EINVAL, space, KERNELS);
    refused(MM_EABSENT, kernel, KERNELS + 2);
    assert_int_equal(paging_unmap(&paging, space, THERE).status, MM_EOWNER);
}

/* Whoever shares one of its frames keeps it. */
static void frames_that_are_shared(void **state) {
    const uint32_t at[] = {0, 1, SPAN_2 - 1};
    for (uint32_t n = 0; n < 3; n++) {
        boot_unmap_large(state);
        assert_int_equal(pmm_set_owner(&pmm, FIRST + at[n], OWNER_SHARED), MM_OK);
        refused(MM_EOWNER, space, THERE);
    }
}

/* What the roots have of the kernel's half stays, and so does what the frame allocator does not know. */
static void what_nobody_may_take(void **state) {
    (void)state;
    refused(MM_EOWNER, space, LARGE / SPAN_2 * SPAN_2); /* the fixture's frames are free or others' */
    if (TABLE_LEVELS > 2) return;
    tables_free_root(&paging.tables, space);
    pageno_t page = (KERNELS / SPAN_2 + 3u) * SPAN_2;
    tables_set(&paging.tables, kernel, tables_index(page, 2), LARGE_ENTRY);
    refused(MM_ENOSPC, kernel, page);
}

#define LARGE_TEST(f) cmocka_unit_test_setup(f, boot_unmap_large)
int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(all_of_it_goes),
        LARGE_TEST(its_frames_may_be_used_again),
        LARGE_TEST(what_is_no_large_page_stays),
        LARGE_TEST(frames_that_are_shared),
        LARGE_TEST(what_nobody_may_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
