/* tables: the digits of a page number, what an entry points to, the way down to each level. */
#include "tables_fixture.h"

static void digits_are_those_of_the_processor(void **state) {
    (void)state;
    for (uint32_t n = 0; n < PROBES; n++) {
        for (uint32_t level = 1; level <= TABLE_LEVELS; level++)
            assert_int_equal(tables_index(probe(n), level),
                             probe(n) >> (level - 1) * DIGIT & (TABLE_ENTRIES - 1));
    }
    assert_int_equal(tables_index(PAGE_LIMIT - 1, TABLE_LEVELS), TABLE_ENTRIES - 1);
}

static void only_a_present_entry_that_is_not_large_points_to_a_table(void **state) {
    (void)state;
    const entry_t frame9 = 9 * FRAME_SIZE;
    const struct {
        entry_t entry;
        frame_t child;
    } cases[] = {
        {0, FRAME_NONE},
        {frame9, FRAME_NONE},
        {frame9 | ENTRY_TABLE, 9},
        {frame9 | ENTRY_PRESENT, 9},
        {frame9 | ENTRY_TABLE | 0xE00, 9}, /* bits that are software's */
        {frame9 | ENTRY_PRESENT | ENTRY_LARGE, FRAME_NONE},
        {frame9 | ENTRY_LARGE, FRAME_NONE},
        {(entry_t)-1 - ENTRY_PRESENT, FRAME_NONE},
    };
    for (uint32_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        pool[5].e[n] = cases[n].entry;
        assert_int_equal(tables_child(&tables, 5, n), cases[n].child);
    }
#if TABLE_LEVELS == 4
    pool[5].e[100] = (entry_t)0x8000000000000000 | frame9 | ENTRY_TABLE; /* bit 63 is no bit of the address */
    assert_int_equal(tables_child(&tables, 5, 100), 9);
#endif
}

static void find_goes_down_to_each_level_and_says_none(void **state) {
    (void)state;
    pageno_t page = page_of(LOWEST_OWN + 1, 5);
    assert_int_equal(tables_find(&tables, KERNEL, page, TABLE_LEVELS), KERNEL);
    for (uint32_t level = TABLE_LEVELS - 1; level >= 1; level--) {
        assert_int_equal(tables_find(&tables, KERNEL, page, level), FRAME_NONE);
        frame_t table = grow(KERNEL, page, level, 20 + level);
        assert_int_equal(table, 20 + level);
        assert_int_equal(tables_find(&tables, KERNEL, page, level), table);
    }
    assert_int_equal(tables_find(&tables, KERNEL, page ^ 1u, 1), 21);
    assert_int_equal(tables_find(&tables, KERNEL, page ^ SPAN_2, 1), FRAME_NONE);
    assert_int_equal(tables_find(&tables, KERNEL, page_of(LOWEST_OWN, 5), 1), FRAME_NONE);
}

static void find_stops_at_a_large_page(void **state) {
    (void)state;
    pageno_t page = page_of(LOWEST_OWN, 5);
    frame_t table = grow(KERNEL, page, 2, 20);
    tables_set(&tables, table, tables_index(page, 2), 8 * FRAME_SIZE | ENTRY_PAGE | ENTRY_LARGE);
    assert_int_equal(tables_find(&tables, KERNEL, page, 2), table);
    assert_int_equal(tables_find(&tables, KERNEL, page, 1), FRAME_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(digits_are_those_of_the_processor),
        TEST(only_a_present_entry_that_is_not_large_points_to_a_table),
        TEST(find_goes_down_to_each_level_and_says_none),
        TEST(find_stops_at_a_large_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
