/* paging_take_page: a page of any size goes, and those of its frames that were mapped are allocated; nothing else changes. */
#include "paging_take.h"
#include "large_fixture.h"

static void a_page_is_taken(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, PAGE, 1),
            frame = paging_translate(&paging, space, PAGE);
    uint32_t i = tables_index(PAGE, 1);
    assert_int_equal(paging_take_page(&paging, table, i, SPAN_1), frame);
    only_owner(frame, OWNER_MAPPED, OWNER_ALLOCATED);
    assert_true(pool[table].e[i] == 0);
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] - 1);
    assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    assert_false(fake_tlb_is_true(&paging)); /* telling is the caller's */
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_is_true(&paging));
}

static void a_large_page_is_taken(void **state) {
    (void)state;
    assert_int_not_equal(fake_tlb_translate(&paging, space, LARGE), FRAME_UNMAPPED);
    frame_t table = tables_find(&paging.tables, space, LARGE, 2);
    uint32_t i = tables_index(LARGE, 2);
    assert_int_equal(paging_take_page(&paging, table, i, SPAN_2), LARGE_FIRST);
    only_mapped_are(OWNER_ALLOCATED);
    assert_true(pool[table].e[i] == 0);
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] - 1);
    assert_int_equal(paging_translate(&paging, space, LARGE), FRAME_UNMAPPED);
    assert_false(fake_tlb_is_true(&paging));
    tlb_forget(LARGE_PAGE, SPAN_2);
    assert_true(fake_tlb_is_true(&paging));
}

/* The bit above a large page's flags is the cache kind's, not the frame's (Intel SDM vol. 3A, tables 4-4 and 4-18). */
static void the_cache_kind_of_a_large_page_is_no_frame(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, LARGE, 2);
    pool[table].e[tables_index(LARGE, 2)] |= 0x1000;
    assert_int_equal(paging_take_page(&paging, table, tables_index(LARGE, 2), SPAN_2), LARGE_FIRST);
    only_mapped_are(OWNER_ALLOCATED);
}

static void frames_that_may_be_mapped_elsewhere_stay(void **state) {
    static const struct {
        pageno_t page;
        frame_t frame;
    } pages[] = {{DEVICES, DEVICE_FRAME}, {STRANGERS, UNKNOWN}};
    for (uint32_t n = 0; n < 2; n++) {
        boot_large(state);
        frame_t table = tables_find(&paging.tables, space, pages[n].page, 1);
        uint32_t i = tables_index(pages[n].page, 1);
        assert_int_equal(paging_take_page(&paging, table, i, SPAN_1), pages[n].frame);
        only_entry(table, i);
        owners_unchanged();
    }
    boot_large(state);
    frame_t table = tables_find(&paging.tables, space, SHARED, 1);
    assert_int_equal(paging_take_page(&paging, table, tables_index(SHARED, 1), SPAN_1), shared_frame);
    owners_unchanged();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(a_page_is_taken),
        LARGE_TEST(a_large_page_is_taken),
        LARGE_TEST(the_cache_kind_of_a_large_page_is_no_frame),
        LARGE_TEST(frames_that_may_be_mapped_elsewhere_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
