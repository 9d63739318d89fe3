/* tables_put: one entry is written, and the count follows. */
#include "tables_fixture.h"
#include "tables_put.h"

static void the_count_is_that_of_present_entries(void **state) {
    (void)state;
    static const entry_t entries[] = {0,           ENTRY_PRESENT, 9 * FRAME_SIZE | ENTRY_PAGE,
                                      ENTRY_WRITE, (entry_t)-1,   (entry_t)-2};
    static const uint32_t places[] = {0, 1, TABLE_ENTRIES / 2, TABLE_ENTRIES - 1};
    for (uint32_t n = 0; n < 4 * 36; n++) {
        uint32_t i = places[n % 4];
        remember();
        tables_put(&tables, KERNEL, i, entries[n / 4 % 6]);
        only_entry(KERNEL, i);
        counts_right(KERNEL);
        tables_put(&tables, KERNEL, i, entries[n / 24]);
        assert_true(pool[KERNEL].e[i] == entries[n / 24]);
        only_entry(KERNEL, i);
        counts_right(KERNEL);
    }
}

static void a_full_table_counts_all_its_entries(void **state) {
    (void)state;
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) tables_put(&tables, KERNEL, i, ENTRY_PAGE);
    assert_int_equal(live[KERNEL], TABLE_ENTRIES);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) tables_put(&tables, KERNEL, i, 0);
    assert_int_equal(live[KERNEL], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_count_is_that_of_present_entries),
        TEST(a_full_table_counts_all_its_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
