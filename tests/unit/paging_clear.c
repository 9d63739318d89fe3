/* paging_clear_frame: nothing but zeros in a frame, and nothing else changes. */
#include "paging_clear.h"
#include "paging_fixture.h"

static void a_frame_is_cleared_and_nothing_else(void **state) {
    (void)state;
    table_for(space, OWN_HALF, 1);
    frame_t frame = pmm_alloc_in(&pmm, FRAMES);
    remember_all();
    paging_clear_frame(&paging, frame);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) assert_true(pool[frame].e[i] == 0);
    assert_int_equal(live[frame], 0);
    owners_unchanged();
    memcpy(&pool_before[frame], &pool[frame], sizeof pool[frame]);
    live_before[frame] = 0;
    tables_unchanged();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(a_frame_is_cleared_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
