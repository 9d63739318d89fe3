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
            tables_link(&tables, table, i, 30, link_bits(probe(n)));
            walks_same();
            assert_true(pool[table].e[i] == (entry_t)30 * FRAME_SIZE + link_bits(probe(n)));
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

/* Of users' ways there are some and of the kernel's alone there are some; a link has no other bits than these. */
static void the_bits_of_a_link_say_in_which_half_it_is(void **state) {
    (void)state;
    uint32_t own = 0, kernels = 0;
    for (uint32_t n = 0; n < PROBES; n++) {
        for (uint32_t level = TABLE_LEVELS; level >= 2; level--) {
            boot(NULL);
            frame_t table = grow(KERNEL, probe(n), level, 20);
            uint32_t i = tables_index(probe(n), level), top = tables_index(probe(n), TABLE_LEVELS);
            bool user = TABLE_LEVELS == 2 ? top >= 512 : top < 256;
            tables_clear(&tables, FRAMES - 1);
            tables_link(&tables, table, i, FRAMES - 1, link_bits(probe(n)));
            assert_true(pool[table].e[i] == (entry_t)(FRAMES - 1) * 4096 + (user ? 0x27 : 0x23));
            assert_int_equal(tables_unlink(&tables, table, i), FRAMES - 1);
            assert_true(pool[table].e[i] == 0);
            own += user;
            kernels += !user;
        }
    }
    assert_true(own > 0 && kernels > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_comes_and_goes_at_each_level),
        TEST(the_bits_of_a_link_say_in_which_half_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
