/* paging_hang_table, paging_cut_table: a table and the owner of its frame change together, and nothing else. */
#include "paging_clear.h"
#include "paging_fixture.h"
#include "paging_table.h"

static void a_table_hangs_and_is_cut(void **state) {
    (void)state;
    for (uint32_t level = TABLE_LEVELS; level > 1; level--) {
        frame_t table = table_for(space, PAGE, level);
        uint32_t i = tables_index(PAGE, level);
        frame_t child = pmm_alloc_in(&pmm, FRAMES);
        paging_clear_frame(&paging, child);
        remember_all();
        paging_hang_table(&paging, table, i, child, link_bits(PAGE));
        only_owner(child, OWNER_ALLOCATED, OWNER_TABLE);
        assert_int_equal(tables_find(&paging.tables, space, PAGE, level - 1), child);
        assert_true(pool[table].e[i] == (entry_t)child * FRAME_SIZE + link_bits(PAGE));
        for (uint32_t j = 0; j < TABLE_ENTRIES; j++) assert_true(pool[child].e[j] == 0);
        assert_int_equal(live[child], 0);
        assert_int_equal(live[table], live_before[table] + 1);
        assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);

        remember_all();
        assert_int_equal(paging_cut_table(&paging, table, i), child);
        only_owner(child, OWNER_TABLE, OWNER_ALLOCATED);
        only_entry(table, i);
        assert_true(pool[table].e[i] == 0);
        assert_int_equal(live[table], live_before[table] - 1);
        assert_int_equal(tables_find(&paging.tables, space, PAGE, level - 1), FRAME_NONE);
        assert_int_equal(pmm_free(&pmm, child), MM_OK);
    }
}

static void other_spaces_see_none_of_it(void **state) {
    (void)state;
    frame_t child = pmm_alloc_in(&pmm, FRAMES);
    frame_t kernels[2] = {pool[kernel].e[tables_index(PAGE, TABLE_LEVELS)] % 2u, live[kernel]};
    paging_clear_frame(&paging, child);
    paging_hang_table(&paging, space, tables_index(PAGE, TABLE_LEVELS), child, link_bits(PAGE));
    assert_int_equal(pool[kernel].e[tables_index(PAGE, TABLE_LEVELS)] % 2u, kernels[0]);
    assert_int_equal(live[kernel], kernels[1]);
    assert_int_equal(tables_find(&paging.tables, kernel, PAGE, TABLE_LEVELS - 1), FRAME_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(a_table_hangs_and_is_cut),
        PAGING_TEST(other_spaces_see_none_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
