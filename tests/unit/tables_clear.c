/* tables_clear: an empty table from a frame of garbage. */
#include "tables_fixture.h"
#include "tables.h"

static void a_frame_is_emptied_and_no_other(void **state) {
    (void)state;
    for (frame_t f = 1; f < FRAMES; f += f == KERNEL - 1 ? 2 : 1) {
        remember();
        tables_clear(&tables, f);
        for (uint32_t i = 0; i < TABLE_ENTRIES; i++) assert_true(pool[f].e[i] == 0);
        assert_int_equal(live[f], 0);
        memcpy(&pool_before[f], &pool[f], sizeof pool[f]);
        live_before[f] = 0;
        assert_memory_equal(pool, pool_before, sizeof pool);
        assert_memory_equal(live, live_before, sizeof live);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_frame_is_emptied_and_no_other)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
