/* paging_open: the kernel's half gets the table below the roots that pages are mapped under, once for all spaces. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map.h"
#include "paging_open.h"
#include "paging_space.h"

/* The kernel's space alone, in which nothing is mapped. */
static int boot_open(void **state) {
    boot_paging(state);
    tables_free_root(&paging.tables, space);
    assert_int_equal(pmm_set_owner(&pmm, space, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, space), MM_OK);
    remember_all();
    return 0;
}

static void refused(mm_status_t status, pageno_t page) {
    remember_all();
    assert_int_equal(paging_open(&paging, page), status);
    all_unchanged();
}

static void pages_may_be_mapped_then(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, kernel, KERNELS, frame, RIGHT_WRITE), MM_ENOSPC);
    assert_int_equal(paging_open(&paging, KERNELS), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), 2);
    frame_t table = tables_find(&paging.tables, kernel, KERNELS, TABLE_LEVELS - 1);
    assert_true(pool[kernel].e[tables_index(KERNELS, TABLE_LEVELS)] ==
                (entry_t)table * 4096 + link_bits(KERNELS));
    assert_int_equal(owner[table], OWNER_TABLE);
    assert_int_equal(live[table], 0);
    assert_int_equal(live[kernel], 1);
    assert_true(pmm_check(&pmm));
    assert_int_equal(paging_map(&paging, kernel, KERNELS, frame, RIGHT_WRITE), MM_OK);
    frame_t other = paging_new_space(&paging);
    assert_int_equal(paging_translate(&paging, other, KERNELS), frame);
    way_is_open(other, KERNELS);
}

static void once_is_enough(void **state) {
    (void)state;
    assert_int_equal(paging_open(&paging, KERNELS), MM_OK);
    refused(MM_OK, KERNELS);
    refused(MM_OK, KERNELS + 1); /* the same entry serves it */
}

static void both_ends_of_the_half(void **state) {
    (void)state;
    pageno_t first = KERNEL_FIRST == 0 ? 0 : PAGE_LIMIT / 2,
             end = KERNEL_FIRST == 0 ? PAGE_LIMIT / 2 : PAGE_LIMIT;
    assert_int_equal(paging_open(&paging, first), MM_OK);
    assert_int_equal(paging_open(&paging, end - 1), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), 3);
    refused(MM_EINVAL, first - 1);
    refused(MM_EINVAL, end);
    refused(MM_EINVAL, PAGE);
    refused(MM_EINVAL, PAGE_LIMIT);
    refused(MM_EINVAL, (pageno_t)-1);
}

static void no_frame(void **state) {
    (void)state;
    hold_all_but(0);
    refused(MM_ENOMEM, KERNELS);
    assert_int_equal(pmm_free(&pmm, HELD), MM_OK);
    assert_int_equal(paging_open(&paging, KERNELS), MM_OK);
    assert_int_equal(tables_find(&paging.tables, kernel, KERNELS, TABLE_LEVELS - 1), HELD);
}

static void a_large_page_is_there(void **state) {
    (void)state;
    if (TABLE_LEVELS > 2) return; /* there are none under a root */
    tables_set(&paging.tables, kernel, tables_index(KERNELS, 2), LARGE_ENTRY);
    refused(MM_EBUSY, KERNELS);
    refused(MM_EBUSY, KERNELS + 1);
}

#define OPEN_TEST(f) cmocka_unit_test_setup(f, boot_open)
int main(void) {
    const struct CMUnitTest tests[] = {
        OPEN_TEST(pages_may_be_mapped_then), OPEN_TEST(once_is_enough),
        OPEN_TEST(both_ends_of_the_half),    OPEN_TEST(no_frame),
        OPEN_TEST(a_large_page_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
