/* tables_new_root, tables_free_root: a space begins with the kernel's half, and ends without having changed anything. */
#include "tables_fixture.h"

static void a_new_space_has_the_kernels_half_and_nothing_else(void **state) {
    (void)state;
    uint32_t level, shared = 0, fresh = 10;
    for (uint32_t n = 0; n < 8; n++) {
        frame_t table = tables_find(&tables, KERNEL, probe(n), 1);
        if (table == FRAME_NONE) {
            table = grow(KERNEL, probe(n), 1, fresh);
            fresh += TABLE_LEVELS - 1;
        }
        tables_set(&tables, table, tables_index(probe(n), 1), (n + 1) * FRAME_SIZE | ENTRY_PAGE);
    }
    remember();
    tables_new_root(&tables, SPACE);
    counts_right(SPACE);
    for (uint32_t n = 0; n < PROBES; n++) {
        uint64_t address = (uint64_t)probe(n) << 12;
        bool kernels = TABLE_LEVELS == 2 ? address < 0x80000000 : address >= 0x800000000000;
        entry_t entry = hardware_walk(SPACE, probe(n), &level);
        assert_true(entry == (kernels ? found_before[KERNEL][n] : 0));
        assert_true(hardware_walk(KERNEL, probe(n), &level) == found_before[KERNEL][n]);
        shared += (entry & ENTRY_PRESENT) != 0;
    }
    assert_true(shared >= 4);
    memcpy(&pool_before[SPACE], &pool[SPACE], sizeof pool[SPACE]);
    live_before[SPACE] = live[SPACE];
    assert_memory_equal(pool, pool_before, sizeof pool);
    tables_free_root(&tables, SPACE);
    assert_memory_equal(pool, pool_before, sizeof pool);
    assert_memory_equal(live, live_before, sizeof live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_new_space_has_the_kernels_half_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
