/* paging_space_run: frames in a row that may be tables are taken and given back, or a status; no table changes. */
#include "paging_fixture.h"
#include "paging_space_run.h"

static int boot_run(void **state) {
    boot_paging(state);
    remember_all();
    return 0;
}

static void taken_and_given_back(void **state) {
    (void)state;
    const uint32_t counts[] = {1, 2, 6, 97};
    for (uint32_t n = 0; n < sizeof counts / sizeof *counts; n++) {
        frame_t first = paging_take_run(&paging, counts[n]);
        assert_int_not_equal(first, FRAME_NONE);
        for (frame_t f = 0; f < FRAMES; f++) {
            bool in = first <= f && f < first + counts[n];
            assert_int_equal(owner_before[f], in ? OWNER_FREE : owner[f]);
            assert_int_equal(owner[f], in ? OWNER_ALLOCATED : owner_before[f]);
        }
        tables_unchanged();
        assert_int_equal(paging_give_run(&paging, first, counts[n]), MM_OK);
        all_unchanged();
    }
}

/* No run is long enough but those of frames 1..99 and 150..299; and none of frames that no table can be. */
static void too_few_in_a_row(void **state) {
    (void)state;
    assert_int_equal(paging_take_run(&paging, 151), FRAME_NONE);
    assert_int_equal(paging_take_run(&paging, FRAMES + 1), FRAME_NONE);
    assert_int_equal(paging_take_run(&paging, 0xFFFFFFFFu), FRAME_NONE);
    all_unchanged();
    paging.tables.nframes = 150;
    assert_int_equal(paging_take_run(&paging, 100), FRAME_NONE);
    all_unchanged();
    frame_t first = paging_take_run(&paging, 97);
    assert_true(0 < first && first + 97 <= 100);
    paging.tables.nframes = FRAMES;
}

static void what_is_not_the_callers(void **state) {
    (void)state;
    frame_t first = paging_take_run(&paging, 4);
    assert_int_equal(pmm_free(&pmm, first + 2), MM_OK);
    remember_all();
    assert_int_equal(paging_give_run(&paging, first, 4), MM_EOWNER);
    assert_int_equal(paging_give_run(&paging, kernel, 1), MM_EOWNER);
    assert_int_equal(paging_give_run(&paging, 120, 1), MM_EOWNER);
    assert_int_equal(paging_give_run(&paging, 0, 1), MM_EOWNER);
    assert_int_equal(paging_give_run(&paging, FRAMES - 1, 2), MM_ERANGE);
    assert_int_equal(paging_give_run(&paging, 1, 0xFFFFFFFFu), MM_ERANGE);
    all_unchanged();
    assert_int_equal(paging_give_run(&paging, first, 2), MM_OK);
    assert_int_equal(paging_give_run(&paging, first + 3, 1), MM_OK);
}

#define RUN_TEST(f) cmocka_unit_test_setup(f, boot_run)
int main(void) {
    const struct CMUnitTest tests[] = {
        RUN_TEST(taken_and_given_back),
        RUN_TEST(too_few_in_a_row),
        RUN_TEST(what_is_not_the_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
