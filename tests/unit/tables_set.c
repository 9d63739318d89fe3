/* tables_set: an entry of any level is written; the pages that it serves change, and no others. */
#include "tables_fixture.h"

/* Write the entry of this level for `page`, and see which pages are found elsewhere. */
static void set_and_compare(pageno_t page, uint32_t level, frame_t table, entry_t entry) {
    uint32_t found;
    remember();
    tables_set(&tables, table, tables_index(page, level), entry);
    only_entry(table, tables_index(page, level));
    counts_right(table);
    for (uint32_t n = 0; n < PROBES; n++) {
        bool served = probe(n) >> (level - 1) * DIGIT == page >> (level - 1) * DIGIT;
        assert_true(hardware_walk(SPACE, probe(n), &found) == (served ? entry : found_before[SPACE][n]));
        assert_true(hardware_walk(KERNEL, probe(n), &found) == found_before[KERNEL][n]);
    }
    assert_true(hardware_walk(SPACE, page, &found) == entry && found == level);
}

static void an_entry_of_each_level(void **state) {
    (void)state;
    for (uint32_t n = 2; n < PROBES; n += 4) {
        for (uint32_t level = 1; level < 4 && level <= TABLE_LEVELS; level++) {
            boot(NULL);
            tables_new_root(&tables, SPACE);
            entry_t large = level > 1 ? ENTRY_LARGE : 0;
            frame_t table = grow(SPACE, probe(n), level, 20);
            set_and_compare(probe(n), level, table, 0x30000 | ENTRY_PAGE | large);
            set_and_compare(probe(n), level, table, 0x50000 | ENTRY_PAGE | ENTRY_WRITE | large);
            set_and_compare(probe(n), level, table, 0x50000 | large); /* absent, but not zero */
            set_and_compare(probe(n), level, table, 0);
            assert_int_equal(live[table], table == SPACE ? live[KERNEL] : 0);
        }
    }
}

static void the_kernels_half_while_it_is_alone(void **state) {
    (void)state;
    uint32_t level;
    tables_set(&tables, KERNEL, KERNEL_END - 1, 0);
    pageno_t page = page_of(KERNEL_END - 1, 5);
    frame_t table = grow(KERNEL, page, 1, 20);
    tables_set(&tables, table, 5, 0x77000 | ENTRY_PAGE);
    assert_true(hardware_walk(KERNEL, page, &level) == (0x77000 | ENTRY_PAGE));
    tables_new_root(&tables, SPACE);
    assert_true(hardware_walk(SPACE, page, &level) == (0x77000 | ENTRY_PAGE));
    tables_set(&tables, table, 5, 0x78000 | ENTRY_PAGE); /* below the roots it is one table for all */
    assert_true(hardware_walk(SPACE, page, &level) == (0x78000 | ENTRY_PAGE));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_entry_of_each_level),
        TEST(the_kernels_half_while_it_is_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
