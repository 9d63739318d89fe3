/* paging_drop_page, paging_drop_table: what lay there is free at once, the TLB knows, and nothing else changes. */
#include "paging_drop.h"
#include "large_fixture.h"
#include "paging_clear.h"
#include "paging_count.h"
#include "paging_table.h"

static void a_page_is_dropped(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, PAGE, 1),
            frame = paging_translate(&paging, space, PAGE);
    uint32_t i = tables_index(PAGE, 1);
    paging_drop_page(&paging, table, i, PAGE, SPAN_1);
    only_owner(frame, OWNER_MAPPED, OWNER_FREE);
    assert_true(pool[table].e[i] == 0);
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] - 1);
    assert_int_equal(fake_tlb_forgotten(), 1);
    assert_true(fake_tlb_is_true(&paging));
}

static void a_large_page_is_dropped(void **state) {
    (void)state;
    assert_int_not_equal(fake_tlb_translate(&paging, space, LARGE), FRAME_UNMAPPED);
    frame_t table = tables_find(&paging.tables, space, LARGE, 2);
    uint32_t i = tables_index(LARGE, 2);
    paging_drop_page(&paging, table, i, LARGE_PAGE, SPAN_2);
    only_mapped_are(OWNER_FREE);
    assert_true(pool[table].e[i] == 0);
    only_entry(table, i);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_translate(&paging, space, LARGE), FRAME_UNMAPPED);
}

static void a_page_of_frames_that_stay(void **state) {
    static const pageno_t pages[] = {DEVICES, STRANGERS};
    for (uint32_t n = 0; n < 2; n++) {
        boot_large(state);
        frame_t table = tables_find(&paging.tables, space, pages[n], 1);
        paging_drop_page(&paging, table, tables_index(pages[n], 1), pages[n], SPAN_1);
        owners_unchanged();
        only_entry(table, tables_index(pages[n], 1));
        assert_true(fake_tlb_is_true(&paging));
    }
}

/* A frame that two pages share is theirs until the second goes. */
static void pages_of_a_shared_frame(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, SHARED, 1);
    uint32_t i = tables_index(SHARED, 1), j = tables_index(ABSENT, 1);
    paging_put_shared(&paging, table, j, (entry_t)shared_frame * FRAME_SIZE + 0x67u);
    assert_int_equal(fake_tlb_translate(&paging, space, ABSENT), shared_frame);
    remember_all();
    paging_drop_page(&paging, table, i, SHARED, SPAN_1);
    assert_int_equal(shares[shared_frame], 1);
    shares[shared_frame] = shares_before[shared_frame];
    owners_unchanged();
    only_entry(table, i);
    assert_true(fake_tlb_is_true(&paging));
    shares[shared_frame] = 1;
    paging_drop_page(&paging, table, j, ABSENT, SPAN_1);
    only_owner(shared_frame, OWNER_SHARED, OWNER_FREE);
    assert_int_equal(fake_tlb_forgotten(), 2);
    assert_true(fake_tlb_is_true(&paging));
}

static void an_empty_table_is_dropped(void **state) {
    (void)state;
    for (uint32_t level = TABLE_LEVELS; level > 1; level--) {
        frame_t table = table_for(space, TABLELESS, level), child = pmm_alloc_in(&pmm, FRAMES);
        uint32_t i = tables_index(TABLELESS, level);
        if (tables_child(&paging.tables, table, i) != FRAME_NONE) {
            pmm_free(&pmm, child);
            continue; /* that of PAGE, which is not empty */
        }
        paging_clear_frame(&paging, child);
        paging_hang_table(&paging, table, i, child, link_bits(TABLELESS));
        fake_tlb_reset();
        remember_all();
        paging_drop_table(&paging, table, i, TABLELESS);
        only_owner(child, OWNER_TABLE, OWNER_FREE);
        assert_true(pool[table].e[i] == 0);
        only_entry(table, i);
        assert_int_equal(live[table], live_before[table] - 1);
        assert_int_equal(fake_tlb_forgotten(), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(a_page_is_dropped),          LARGE_TEST(a_large_page_is_dropped),
        LARGE_TEST(a_page_of_frames_that_stay), LARGE_TEST(pages_of_a_shared_frame),
        LARGE_TEST(an_empty_table_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
