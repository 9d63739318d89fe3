/* paging_write: one entry at any level is written, its table counts it, and no owner changes. */
#include "paging_write.h"
#include "mapped_fixture.h"

static void written(frame_t table, uint32_t i, entry_t entry, int more) {
    remember_all();
    paging_write(&paging, table, i, entry);
    assert_true(pool[table].e[i] == entry);
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] + more);
    owners_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void an_entry_of_each_level(void **state) {
    (void)state;
    for (uint32_t level = 1; level <= 3 && level <= TABLE_LEVELS; level++) {
        pageno_t page = TABLELESS + (level == TABLE_LEVELS ? PAGE_LIMIT / 4 : 0);
        frame_t table = table_for(space, page, level);
        uint32_t i = tables_index(page, level);
        if (tables_child(&paging.tables, table, i) != FRAME_NONE) i++;
        written(table, i, LARGE_ENTRY, 1);
        written(table, i, LARGE_ENTRY ^ ENTRY_WRITE, 0);
        written(table, i, 0, -1);
        written(table, i, 0, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(an_entry_of_each_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
