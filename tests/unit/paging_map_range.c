/* paging_map_range: frames in a row at pages in a row, all or none; with too few frames for tables the state is as before. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map_range.h"

#define COUNT 8u
#define LAST  ((pageno_t)(PAGE_LIMIT - 1u))

static frame_t run(uint32_t count) {
    frame_t first = FRAME_NONE;
    assert_int_equal(pmm_alloc_contiguous(&pmm, count, 1, FRAMES, &first), MM_OK);
    return first;
}

static void refused(mm_status_t status, frame_t root, pageno_t page, frame_t frame, pageno_t count,
                    uint32_t rights) {
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_map_range(&paging, root, page, frame, count, rights), status);
    all_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void is_mapped(frame_t root, pageno_t page, frame_t frame, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) {
        assert_int_equal(paging_translate(&paging, root, page + k), frame + k);
        assert_int_equal(owner[frame + k], OWNER_MAPPED);
    }
}

static void pages_in_a_row(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    fake_tlb_reset();
    assert_int_equal(paging_map_range(&paging, space, PAGE, frame, COUNT, USER_RIGHTS), MM_OK);
    is_mapped(space, PAGE, frame, COUNT);
    assert_int_equal(paging_translate(&paging, space, PAGE - 1), FRAME_UNMAPPED);
    assert_int_equal(paging_translate(&paging, space, PAGE + COUNT), FRAME_UNMAPPED);
    assert_int_equal(paging_translate(&paging, kernel, PAGE), FRAME_UNMAPPED);
    assert_int_equal(fake_tlb_forgotten(), 0); /* a fresh map has nothing to tell */
    assert_true(pmm_check(&pmm));
}

static void from_one_table_to_the_next(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    pageno_t page = OWN_HALF + SPAN_2 - 3;
    assert_int_equal(paging_map_range(&paging, space, page, frame, COUNT, 0), MM_OK);
    is_mapped(space, page, frame, COUNT);
    assert_int_not_equal(tables_find(&paging.tables, space, page, 1),
                         tables_find(&paging.tables, space, page + COUNT - 1, 1));
}

static void one_page_is_a_range(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map_range(&paging, space, PAGE, frame, 1, USER_RIGHTS), MM_OK);
    is_mapped(space, PAGE, frame, 1);
}

static void one_page_is_occupied(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    for (uint32_t k = 0; k < COUNT; k++) {
        assert_int_equal(paging_map(&paging, space, PAGE + k, pmm_alloc(&pmm), 0), MM_OK);
        refused(MM_EBUSY, space, PAGE, frame, COUNT, USER_RIGHTS);
        assert_int_equal(paging_unmap(&paging, space, PAGE + k).status, MM_OK);
    }
}

static void one_frame_is_not_the_callers(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    for (uint32_t k = 0; k < COUNT; k++) {
        assert_int_equal(pmm_set_owner(&pmm, frame + k, OWNER_SHARED), MM_OK);
        refused(MM_EOWNER, space, PAGE, frame, COUNT, USER_RIGHTS);
        assert_int_equal(pmm_set_owner(&pmm, frame + k, OWNER_ALLOCATED), MM_OK);
        assert_int_equal(pmm_free(&pmm, frame + k), MM_OK);
        refused(MM_EFREE, space, PAGE, frame, COUNT, USER_RIGHTS);
        assert_int_equal(pmm_claim(&pmm, frame + k, 1), MM_OK);
    }
}

static void ranges_that_make_no_sense(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    pageno_t all = (pageno_t)-1;
    refused(MM_EINVAL, space, PAGE, frame, 0, 0);
    refused(MM_EINVAL, space, LAST, frame, 2, 0); /* one beyond the last, or the other half */
    refused(MM_EINVAL, space, all, frame, 2, 0);  /* its end is no number */
    refused(MM_EINVAL, space, all, frame, all, 0);
    refused(MM_EFREE, space, PAGE, frame, all, 0); /* those after the last are not the caller's */
    refused(MM_EINVAL, space, OWN_HALF == 0 ? PAGE_LIMIT / 2 - 1 : OWN_HALF - 1, frame, 2, 0);
    refused(MM_EINVAL, space, KERNELS, frame, COUNT, 0);
    refused(MM_EINVAL, space, PAGE, frame, COUNT, 0x100);
    refused(MM_ENOTSUP, space, PAGE, frame, COUNT, RIGHT_NOEXEC);
    refused(MM_ERANGE, space, PAGE, FRAMES, COUNT, 0);
    refused(MM_ERANGE, space, PAGE, 0xFFFFFFFFu, COUNT, 0);
    frame_t last = FRAMES - 1;
    assert_int_equal(pmm_claim(&pmm, last, 1), MM_OK);
    refused(MM_ERANGE, space, PAGE, last, 2, 0);
}

static void the_window_stays(void **state) {
    (void)state;
    frame_t frame = run(COUNT);
    paging.window = KERNELS + COUNT - 1;
    paging.window_end = paging.window + 1;
    table_for(kernel, KERNELS, 1);
    refused(MM_EINVAL, kernel, KERNELS, frame, COUNT, 0);
    assert_int_equal(paging_map_range(&paging, kernel, KERNELS, frame, COUNT - 1, 0), MM_OK);
    is_mapped(kernel, KERNELS, frame, COUNT - 1);
}

/* With frames for the first table, but not for the second, what was mapped in the first goes again. */
static void too_few_frames_for_tables(void **state) {
    (void)state;
    hold_all_but(2 * (TABLE_LEVELS - 1));
    pageno_t page = OWN_HALF + SPAN_3 - 3; /* from there on all but the root are other tables */
    if (TABLE_LEVELS == 2) page = OWN_HALF + SPAN_2 - 3;
    for (uint32_t left = 0;; left++) {
        for (frame_t f = FRAMES - 2 * (TABLE_LEVELS - 1); f < FRAMES; f++) pmm_claim(&pmm, f, 1);
        for (frame_t f = FRAMES - left; f < FRAMES; f++) assert_int_equal(pmm_free(&pmm, f), MM_OK);
        remember_all();
        fake_tlb_reset();
        mm_status_t status = paging_map_range(&paging, space, page, HELD, COUNT, USER_RIGHTS);
        assert_true(fake_tlb_is_true(&paging));
        if (status == MM_OK) {
            assert_int_equal(
                left, TABLE_LEVELS == 2 ? 2 : 5); /* two ways, of which the root and the next are one */
            break;
        }
        assert_int_equal(status, MM_ENOMEM);
        owners_unchanged();
        for (uint32_t k = 0; k < COUNT; k++)
            assert_int_equal(paging_translate(&paging, space, page + k), FRAME_UNMAPPED);
    }
    is_mapped(space, page, HELD, COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(pages_in_a_row),
        PAGING_TEST(from_one_table_to_the_next),
        PAGING_TEST(one_page_is_a_range),
        PAGING_TEST(one_page_is_occupied),
        PAGING_TEST(one_frame_is_not_the_callers),
        PAGING_TEST(ranges_that_make_no_sense),
        PAGING_TEST(the_window_stays),
        PAGING_TEST(too_few_frames_for_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
