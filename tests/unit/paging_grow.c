/* paging_grow: tables on demand, all that are missing or none. */
#include "paging_fixture.h"
#include "paging_grow.h"

static void what_is_missing_is_made(void **state) {
    (void)state;
    for (uint32_t level = TABLE_LEVELS; level > 0; level--) {
        boot_paging(state);
        if (level < TABLE_LEVELS) table_for(space, PAGE, level);
        uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE);
        frame_t table = paging_grow(&paging, space, PAGE);
        assert_int_not_equal(table, FRAME_NONE);
        assert_int_equal(table, tables_find(&paging.tables, space, PAGE, 1));
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before + level - 1);
        assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
        assert_true(pmm_check(&pmm));
        /* A neighbour needs no more. */
        assert_int_equal(paging_grow(&paging, space, PAGE + 1), table);
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before + level - 1);
    }
}

static void the_way_to_an_own_page_is_open_to_users(void **state) {
    (void)state;
    paging_grow(&paging, space, PAGE);
    for (uint32_t level = TABLE_LEVELS; level > 1; level--) {
        entry_t entry = pool[tables_find(&paging.tables, space, PAGE, level)].e[tables_index(PAGE, level)];
        assert_true((entry & 7u) == 7u);
    }
}

/* With every number of frames left that is too small, nothing changes. */
static void too_few_frames(void **state) {
    (void)state;
    for (uint32_t left = 0; left < TABLE_LEVELS - 1; left++) {
        boot_paging(state);
        frame_t frames[FRAMES];
        uint32_t n = 0;
        while ((frames[n] = pmm_alloc_in(&pmm, FRAMES)) != FRAME_NONE) n++;
        for (uint32_t i = 0; i < left; i++) assert_int_equal(pmm_free(&pmm, frames[--n]), MM_OK);
        remember_all();
        assert_int_equal(paging_grow(&paging, space, PAGE), FRAME_NONE);
        all_unchanged();
        assert_int_equal(pmm_free(&pmm, frames[--n]), MM_OK);
        for (uint32_t i = left + 1; i < TABLE_LEVELS - 1; i++)
            assert_int_equal(pmm_free(&pmm, frames[--n]), MM_OK);
        assert_int_not_equal(paging_grow(&paging, space, PAGE), FRAME_NONE);
        assert_int_equal(pmm_count(&pmm, OWNER_FREE), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(what_is_missing_is_made),
        PAGING_TEST(the_way_to_an_own_page_is_open_to_users),
        PAGING_TEST(too_few_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
