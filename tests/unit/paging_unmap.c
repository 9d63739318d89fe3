/* paging_unmap: the page is gone, its frame the caller's, its tables free, the TLB told; or a status and nothing changed. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map_device.h"
#include "paging_unmap.h"

static void refused(mm_status_t status, frame_t root, pageno_t page) {
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_unmap(&paging, root, page).status, status);
    all_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static frame_t mapped(pageno_t page) {
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, space, page, frame, USER_RIGHTS), MM_OK);
    return frame;
}

static void unmap_after_map_restores_every_owner(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_map(&paging, space, PAGE, frame, USER_RIGHTS), MM_OK);
    assert_int_equal(fake_tlb_forgotten(), 0); /* a fresh map has nothing to tell */
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), frame);
    unmapped_t result = paging_unmap(&paging, space, PAGE);
    assert_int_equal(result.status, MM_OK);
    assert_int_equal(result.frame, frame);
    owners_unchanged();
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    assert_true(pmm_check(&pmm));
}

static void one_page_is_one_invalidation(void **state) {
    (void)state;
    mapped(PAGE);
    frame_t frame = mapped(PAGE + 1);
    fake_tlb_reset();
    assert_int_equal(paging_unmap(&paging, space, PAGE + 1).frame, frame);
    assert_int_equal(fake_tlb_forgotten(), 1);
    assert_int_not_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
}

static void twice(void **state) {
    (void)state;
    mapped(PAGE);
    mapped(PAGE + 1);
    assert_int_equal(paging_unmap(&paging, space, PAGE).status, MM_OK);
    refused(MM_EABSENT, space, PAGE);
    assert_int_equal(paging_unmap(&paging, space, PAGE + 1).status, MM_OK);
    refused(MM_EABSENT, space, PAGE);
}

static void a_frame_may_be_mapped_again(void **state) {
    (void)state;
    frame_t frame = mapped(PAGE);
    fake_tlb_reset();
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), frame);
    assert_int_equal(paging_unmap(&paging, space, PAGE).status, MM_OK);
    assert_int_equal(paging_map(&paging, kernel, PAGE, frame, 0), MM_OK);
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    assert_int_equal(fake_tlb_translate(&paging, kernel, PAGE), frame);
    assert_true(fake_tlb_is_true(&paging));
}

static void places_that_cannot_be_unmapped(void **state) {
    (void)state;
    if ((pageno_t)-1 > PAGE_LIMIT) refused(MM_EINVAL, space, PAGE_LIMIT);
    refused(MM_EINVAL, space, (pageno_t)-1);
    refused(MM_EINVAL, space, KERNELS); /* not through a space's root */
    refused(MM_EABSENT, kernel, KERNELS);
    refused(MM_EABSENT, space, PAGE);
    paging.window = KERNELS - 1;
    paging.window_end = KERNELS + 1;
    refused(MM_EINVAL, kernel, KERNELS);
}

static void a_frame_that_is_shared(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1), shared = pmm_alloc(&pmm);
    assert_int_equal(pmm_set_owner(&pmm, shared, OWNER_SHARED), MM_OK);
    tables_set(&paging.tables, table, 6, (entry_t)shared * FRAME_SIZE + 0x67u);
    refused(MM_EOWNER, space, PAGE + 1);
}

/* A device's frame stays what it is, and so do its other pages; tables go as they do for other pages. */
static void a_devices_page(void **state) {
    static const frame_t frames[] = {120, FRAMES, UNKNOWN};
    for (uint32_t n = 0; n < 3; n++) {
        boot_paging(state);
        assert_int_equal(paging_map_device(&paging, space, PAGE, frames[n], KIND_UNCACHED), MM_OK);
        assert_int_equal(paging_map_device(&paging, space, PAGE + 1, frames[n], KIND_UNCACHED), MM_OK);
        fake_tlb_reset();
        assert_int_equal(fake_tlb_translate(&paging, space, PAGE), frames[n]);
        unmapped_t result = paging_unmap(&paging, space, PAGE);
        assert_int_equal(result.status, MM_OK);
        assert_int_equal(result.frame, frames[n]);
        assert_int_equal(fake_tlb_forgotten(), 1);
        assert_true(fake_tlb_is_true(&paging));
        assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
        assert_int_equal(paging_translate(&paging, space, PAGE + 1), frames[n]);
        refused(MM_EABSENT, space, PAGE);
        assert_int_equal(paging_unmap(&paging, space, PAGE + 1).frame, frames[n]);
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), 2); /* the roots */
        assert_true(fake_tlb_is_true(&paging));
    }
}

static void a_large_page(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 2);
    tables_set(&paging.tables, table, tables_index(PAGE, 2), LARGE_ENTRY);
    refused(MM_EOWNER, space, PAGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(unmap_after_map_restores_every_owner),
        PAGING_TEST(one_page_is_one_invalidation),
        PAGING_TEST(twice),
        PAGING_TEST(a_frame_may_be_mapped_again),
        PAGING_TEST(places_that_cannot_be_unmapped),
        PAGING_TEST(a_frame_that_is_shared),
        PAGING_TEST(a_devices_page),
        PAGING_TEST(a_large_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
