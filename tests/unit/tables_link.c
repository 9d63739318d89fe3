/* tables_link, tables_unlink: a table more or less changes no walk but where it ends. */
#include "tables_fixture.h"

static void a_table_comes_and_goes_at_each_level(void **state) {
    (void)state;
    for (uint32_t n = 2; n < PROBES; n += 4) {
        for (uint32_t level = TABLE_LEVELS; level >= 2; level--) {
            boot(NULL);
            tables_new_root(&tables, SPACE);
            frame_t table = grow(SPACE, probe(n), level, 20);
            uint32_t i = tables_index(probe(n), level), found;
            tables_clear(&tables, 30);
            remember();
            tables_link(&tables, table, i, 30, ENTRY_TABLE);
            walks_same();
            assert_true(pool[table].e[i] == (30 * FRAME_SIZE | ENTRY_TABLE));
            assert_int_equal(live[30], 0);
            counts_right(30);
            counts_right(table);
            assert_int_equal(tables_find(&tables, SPACE, probe(n), level - 1), 30);
            assert_true(hardware_walk(SPACE, probe(n), &found) == 0 && found == level - 1);
            assert_int_equal(tables_unlink(&tables, table, i), 30);
            walks_same();
            counts_right(table);
            memcpy(&pool_before[30], &pool[30], sizeof pool[30]);
            live_before[30] = 0;
            assert_memory_equal(pool, pool_before, sizeof pool);
            assert_memory_equal(live, live_before, sizeof live);
        }
    }
}

static void the_bits_of_a_link_are_those_asked_for(void **state) {
    (void)state;
    uint32_t i = LOWEST_OWN;
    for (uint32_t flags = 1; flags < FRAME_SIZE; flags += 2) {
        if ((flags & ENTRY_LARGE) != 0) continue;
        tables_clear(&tables, FRAMES - 1);
        tables_link(&tables, KERNEL, i, FRAMES - 1, flags);
        assert_true(pool[KERNEL].e[i] == (entry_t)(FRAMES - 1) * FRAME_SIZE + flags);
        assert_int_equal(tables_unlink(&tables, KERNEL, i), FRAMES - 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_comes_and_goes_at_each_level),
        TEST(the_bits_of_a_link_are_those_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
