/* tables_init: an empty root for the kernel, and not a byte elsewhere. */
#include "tables_fixture.h"

static void the_kernels_root_is_empty_and_nothing_else_is_touched(void **state) {
    (void)state;
    table_t garbage;
    uint32_t level;
    memset(&garbage, 0xA5, sizeof garbage);
    for (frame_t f = 0; f < FRAMES; f++) {
        if (f == KERNEL) continue;
        assert_memory_equal(&pool[f], &garbage, sizeof garbage);
        assert_int_equal(live[f], 0xA5A5);
    }
    assert_int_equal(live[KERNEL], 0);
    counts_right(KERNEL);
    for (uint32_t n = 0; n < PROBES; n++)
        assert_true(hardware_walk(KERNEL, probe(n), &level) == 0 && level == TABLE_LEVELS);
    assert_int_equal(tables.nframes, FRAMES);
    assert_int_equal(tables.kernel, KERNEL);
    assert_ptr_equal(tables.pool, pool);
    assert_ptr_equal(tables.live, live);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_kernels_root_is_empty_and_nothing_else_is_touched)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
