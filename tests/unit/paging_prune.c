/* paging_prune: empty tables go back, the TLB is told first. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_prune.h"

static void empty_tables_go_back(void **state) {
    (void)state;
    remember_all();
    frame_t table = table_for(space, PAGE, 1);
    fake_tlb_reset();
    paging_prune(&paging, space, PAGE, 1, table);
    owners_unchanged();
    assert_int_equal(live[space], live_before[space]);
    assert_int_equal(tables_find(&paging.tables, space, PAGE, TABLE_LEVELS - 1), FRAME_NONE);
    assert_int_equal(fake_tlb_forgotten(), TABLE_LEVELS - 1);
    assert_true(pmm_check(&pmm));
}

/* From any level on; the root stays. */
static void from_any_level(void **state) {
    for (uint32_t level = 1; level <= TABLE_LEVELS; level++) {
        boot_paging(state);
        remember_all();
        frame_t table = table_for(space, PAGE, level);
        fake_tlb_reset();
        paging_prune(&paging, space, PAGE, level, table);
        owners_unchanged();
        assert_int_equal(live[space], live_before[space]);
        assert_int_equal(fake_tlb_forgotten(), TABLE_LEVELS - level);
    }
}

static void a_table_in_use_stays(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1);
    tables_set(&paging.tables, table, 7, (entry_t)UNKNOWN * FRAME_SIZE + 0x67u);
    remember_all();
    fake_tlb_reset();
    paging_prune(&paging, space, PAGE, 1, table);
    owners_unchanged();
    assert_int_equal(tables_find(&paging.tables, space, PAGE, 1), table);
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void pruning_ends_where_something_else_hangs(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1);
    frame_t parent = tables_find(&paging.tables, space, PAGE, 2);
    tables_set(&paging.tables, parent, tables_index(PAGE, 2) + 1u, LARGE_ENTRY);
    paging_prune(&paging, space, PAGE, 1, table);
    assert_int_equal(owner[table], OWNER_FREE);
    assert_int_equal(owner[parent], OWNER_TABLE);
    assert_int_equal(tables_find(&paging.tables, space, PAGE, 2), parent);
    assert_int_equal(live[parent], 1);
    assert_true(pmm_check(&pmm));
}

static void the_kernels_tables_below_the_roots_stay(void **state) {
    (void)state;
    boot_paging(state);
    tables_free_root(&paging.tables, space);
    frame_t table = table_for(kernel, KERNELS, 1);
    tables_new_root(&paging.tables, space);
    paging_prune(&paging, kernel, KERNELS, 1, table);
    frame_t top = tables_find(&paging.tables, space, KERNELS, TABLE_LEVELS - 1);
    assert_int_not_equal(top, FRAME_NONE);
    assert_int_equal(tables_find(&paging.tables, kernel, KERNELS, TABLE_LEVELS - 1), top);
    if (TABLE_LEVELS > 2) assert_int_equal(owner[table], OWNER_FREE);
    assert_true(pmm_check(&pmm));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(empty_tables_go_back),
        PAGING_TEST(from_any_level),
        PAGING_TEST(a_table_in_use_stays),
        PAGING_TEST(pruning_ends_where_something_else_hangs),
        PAGING_TEST(the_kernels_tables_below_the_roots_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
