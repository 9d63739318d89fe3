/* paging_take_frame, paging_give_frame: frames change hands, tables and pages do not. */
#include "paging_fixture.h"
#include "paging_frame.h"

static void a_frame_is_taken_and_given(void **state) {
    (void)state;
    table_for(space, OWN_HALF, 1);
    remember_all();
    frame_t frame = paging_take_frame(&paging);
    assert_true(frame != FRAME_NONE);
    only_owner(frame, OWNER_FREE, OWNER_ALLOCATED);
    tables_unchanged();

    remember_all();
    paging_give_frame(&paging, frame);
    only_owner(frame, OWNER_ALLOCATED, OWNER_FREE);
    tables_unchanged();
}

static void none_is_taken_when_none_is_free(void **state) {
    (void)state;
    while (pmm_alloc(&pmm) != FRAME_NONE) continue;
    remember_all();
    assert_int_equal(paging_take_frame(&paging), FRAME_NONE);
    owners_unchanged();
}

static void none_is_taken_that_may_not_be_a_table(void **state) {
    (void)state;
    paging.tables.nframes = 200;
    for (frame_t frame; (frame = paging_take_frame(&paging)) != FRAME_NONE;) assert_true(frame < 200);
    for (frame_t f = 1; f < FRAMES; f++) assert_int_equal(owner[f] == OWNER_FREE, f >= 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(a_frame_is_taken_and_given),
        PAGING_TEST(none_is_taken_when_none_is_free),
        PAGING_TEST(none_is_taken_that_may_not_be_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
