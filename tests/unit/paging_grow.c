/* paging_grow: tables on demand, all that are missing or none. */
#include "paging_fixture.h"
#include "paging_grow.h"

static void what_is_missing_is_made(void **state) {
    (void)state;
    for (uint32_t level = TABLE_LEVELS; level > 0; level--) {
        boot_paging(state);
        if (level < TABLE_LEVELS) table_for(space, PAGE, level);
        uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE);
        frame_t table = paging_grow(&paging, space, PAGE, 1);
        assert_int_not_equal(table, FRAME_NONE);
        assert_int_equal(table, tables_find(&paging.tables, space, PAGE, 1));
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before + level - 1);
        assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
        assert_true(pmm_check(&pmm));
        /* A neighbour needs no more. */
        assert_int_equal(paging_grow(&paging, space, PAGE + 1, 1), table);
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before + level - 1);
    }
}

/* Down to any level, and no further. */
static void as_far_as_asked(void **state) {
    for (uint32_t to = 1; to <= TABLE_LEVELS; to++) {
        for (uint32_t level = TABLE_LEVELS; level > 0; level--) {
            boot_paging(state);
            table_for(space, PAGE, level);
            uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE), made = level > to ? level - to : 0;
            frame_t table = paging_grow(&paging, space, PAGE, to);
            assert_int_not_equal(table, FRAME_NONE);
            assert_int_equal(table, tables_find(&paging.tables, space, PAGE, to));
            assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before + made);
            assert_true(pmm_check(&pmm));
            if (level <= to) continue;
            boot_paging(state);
            table_for(space, PAGE, level);
            hold_all_but(made - 1);
            remember_all();
            assert_int_equal(paging_grow(&paging, space, PAGE, to), FRAME_NONE);
            all_unchanged();
        }
    }
}

static void the_way_is_open(void **state) {
    for (uint32_t level = TABLE_LEVELS; level > 0; level--) {
        boot_paging(state);
        table_for(space, PAGE, level);
        paging_grow(&paging, space, PAGE, 1);
        way_is_open(space, PAGE);
        if (level == TABLE_LEVELS) continue; /* the kernel's half has the tables below the roots */
        boot_paging(state);
        tables_free_root(&paging.tables, space);
        table_for(kernel, KERNELS, level);
        tables_new_root(&paging.tables, space);
        paging_grow(&paging, space, KERNELS, 1);
        way_is_open(space, KERNELS);
        way_is_open(kernel, KERNELS);
    }
}

/* With fewer frames left than tables are missing, nothing changes; with as many, all are made. */
static void too_few_frames(void **state) {
    for (uint32_t missing = 0; missing < TABLE_LEVELS; missing++) {
        for (uint32_t left = 0; left <= 3; left++) {
            boot_paging(state);
            table_for(space, PAGE, missing + 1);
            hold_all_but(left);
            remember_all();
            frame_t table = paging_grow(&paging, space, PAGE, 1);
            if (missing > left) {
                assert_int_equal(table, FRAME_NONE);
                all_unchanged();
            } else {
                assert_int_equal(table, tables_find(&paging.tables, space, PAGE, 1));
                assert_int_not_equal(table, FRAME_NONE);
                assert_int_equal(pmm_count(&pmm, OWNER_FREE), left - missing);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(what_is_missing_is_made),
        PAGING_TEST(as_far_as_asked),
        PAGING_TEST(the_way_is_open),
        PAGING_TEST(too_few_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
