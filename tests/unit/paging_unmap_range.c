/* paging_unmap_range: pages in a row, all or none; their frames are the caller's, the TLB knows. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_unmap_range.h"

#define COUNT 6u

static frame_t frames[COUNT];

/* Pages in a row, in frames that are not. */
static void mapped(pageno_t page) {
    for (uint32_t k = 0; k < COUNT; k++) {
        frames[k] = pmm_alloc(&pmm);
        assert_int_equal(pmm_set_owner(&pmm, pmm_alloc(&pmm), OWNER_SHARED), MM_OK);
        assert_int_equal(paging_map(&paging, space, page + k, frames[k], USER_RIGHTS), MM_OK);
    }
}

static void refused(mm_status_t status, frame_t root, pageno_t page, pageno_t count) {
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_unmap_range(&paging, root, page, count), status);
    all_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void pages_in_a_row(void **state) {
    (void)state;
    uint32_t tables = pmm_count(&pmm, OWNER_TABLE);
    mapped(PAGE);
    fake_tlb_reset();
    for (uint32_t k = 0; k < COUNT; k++)
        assert_int_equal(fake_tlb_translate(&paging, space, PAGE + k), frames[k]);
    assert_int_equal(paging_unmap_range(&paging, space, PAGE, COUNT), MM_OK);
    for (uint32_t k = 0; k < COUNT; k++) {
        assert_int_equal(fake_tlb_translate(&paging, space, PAGE + k), FRAME_UNMAPPED);
        assert_int_equal(owner[frames[k]], OWNER_ALLOCATED);
        assert_int_equal(pmm_free(&pmm, frames[k]), MM_OK);
    }
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables); /* what is empty is free */
    /* All pages of a table at once, and then each table that went. */
    assert_int_equal(fake_tlb_told(), 1 + TABLE_LEVELS - 1);
    assert_int_equal(fake_tlb_forgotten(), COUNT + TABLE_LEVELS - 1);
    assert_true(pmm_check(&pmm));
}

static void a_part_of_what_is_mapped(void **state) {
    (void)state;
    mapped(PAGE);
    assert_int_equal(paging_unmap_range(&paging, space, PAGE + 1, COUNT - 2), MM_OK);
    assert_int_equal(paging_translate(&paging, space, PAGE), frames[0]);
    assert_int_equal(paging_translate(&paging, space, PAGE + COUNT - 1), frames[COUNT - 1]);
    for (uint32_t k = 1; k < COUNT - 1; k++)
        assert_int_equal(paging_translate(&paging, space, PAGE + k), FRAME_UNMAPPED);
}

static void from_one_table_to_the_next(void **state) {
    (void)state;
    pageno_t page = OWN_HALF + SPAN_2 - 3;
    uint32_t tables = pmm_count(&pmm, OWNER_TABLE);
    mapped(page);
    fake_tlb_reset();
    for (uint32_t k = 0; k < COUNT; k++) fake_tlb_translate(&paging, space, page + k);
    assert_int_equal(paging_unmap_range(&paging, space, page, COUNT), MM_OK);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables);
}

/* Of a range that begins and ends within tables, each table's pages are told of once. */
static void the_tlb_is_told_once_a_table(void **state) {
    (void)state;
    pageno_t page = OWN_HALF + SPAN_2 - 3;
    for (uint32_t k = 0; k < 2; k++) /* what keeps both tables */
        assert_int_equal(paging_map(&paging, space, page - 1 + k * (COUNT + 1), pmm_alloc(&pmm), USER_RIGHTS),
                         MM_OK);
    mapped(page);
    fake_tlb_reset();
    assert_int_equal(paging_unmap_range(&paging, space, page, COUNT), MM_OK);
    assert_int_equal(fake_tlb_told(), 2);
    assert_int_equal(fake_tlb_forgotten(), COUNT);
}

static void one_page_is_absent(void **state) {
    (void)state;
    mapped(PAGE);
    refused(MM_EABSENT, space, PAGE - 1, COUNT);
    refused(MM_EABSENT, space, PAGE, COUNT + 1);
    for (uint32_t k = 0; k < COUNT; k++) {
        assert_int_equal(paging_unmap(&paging, space, PAGE + k).status, MM_OK);
        refused(MM_EABSENT, space, PAGE, COUNT);
        assert_int_equal(paging_map(&paging, space, PAGE + k, frames[k], USER_RIGHTS), MM_OK);
    }
}

static void one_frame_is_shared(void **state) {
    (void)state;
    mapped(PAGE);
    frame_t shared = pmm_alloc(&pmm), table = tables_find(&paging.tables, space, PAGE, 1);
    assert_int_equal(pmm_set_owner(&pmm, shared, OWNER_SHARED), MM_OK);
    tables_set(&paging.tables, table, tables_index(PAGE + COUNT, 1), (entry_t)shared * FRAME_SIZE + 0x67u);
    refused(MM_EOWNER, space, PAGE, COUNT + 1);
}

static void ranges_that_make_no_sense(void **state) {
    (void)state;
    pageno_t all = (pageno_t)-1;
    mapped(PAGE);
    refused(MM_EINVAL, space, PAGE, 0);
    refused(MM_EINVAL, space, all, 2);
    refused(MM_EINVAL, space, all, all);
    refused(MM_EABSENT, space, PAGE, all);
    refused(MM_EINVAL, space, KERNELS, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(pages_in_a_row),
        PAGING_TEST(a_part_of_what_is_mapped),
        PAGING_TEST(one_page_is_absent),
        PAGING_TEST(from_one_table_to_the_next),
        PAGING_TEST(one_frame_is_shared),
        PAGING_TEST(ranges_that_make_no_sense),
        PAGING_TEST(the_tlb_is_told_once_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
