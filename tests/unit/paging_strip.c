/* paging_strip: everything under some entries of a table goes, and nothing else. */
#include "paging_strip.h"
#include "large_fixture.h"

/* Entries from .. end-1 of the table that serves PAGE at this level. */
static void strip(uint32_t level, uint32_t from, uint32_t end) {
    frame_t table = tables_find(&paging.tables, space, PAGE, level);
    pageno_t span = level == 1 ? SPAN_1 : level == 2 ? SPAN_2 : level == 3 ? SPAN_3 : SPAN_4;
    pageno_t first = level == TABLE_LEVELS ? 0 : PAGE / (span * TABLE_ENTRIES) * (span * TABLE_ENTRIES);
    paging_strip(&paging, table, first, (uint32_t)span, from, end);
    for (uint32_t i = from; i < end; i++) assert_true((pool[table].e[i] & ENTRY_PRESENT) == 0);
    counts_right(table);
    assert_true(pmm_check(&pmm));
    assert_true(fake_tlb_is_true(&paging));
}

/* Pages of 4 KiB: their frames, but those that may be mapped elsewhere too. */
static void pages_of_one_table(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, PAGE, 1),
            frame = paging_translate(&paging, space, PAGE), other = map_at(space, PAGE + 40u, USER_RIGHTS);
    remember_all();
    strip(1, 0, tables_index(PAGE, 1) + 20u); /* the one 40 pages on stays */
    assert_int_equal(owner[shared_frame], OWNER_FREE);
    owner[shared_frame] = owner_before[shared_frame] = OWNER_FREE;
    only_owner(frame, OWNER_MAPPED, OWNER_FREE);
    assert_int_equal(live[table], 1);
    assert_int_equal(paging_translate(&paging, space, PAGE + 40u), other);
    assert_int_equal(tables_find(&paging.tables, space, PAGE, 1), table);
    strip(1, 0, TABLE_ENTRIES);
    assert_int_equal(live[table], 0);
    assert_int_equal(owner[other], OWNER_FREE);
}

/* From each level up: the tables below it are free, it and those above stay. */
static void tables_below(void **state) {
    for (uint32_t level = 2; level <= TABLE_LEVELS; level++) {
        boot_large(state);
        frame_t frame = paging_translate(&paging, space, PAGE), below[TABLE_LEVELS];
        for (uint32_t l = 1; l < level; l++) below[l - 1] = tables_find(&paging.tables, space, PAGE, l);
        uint32_t tables = pmm_count(&pmm, OWNER_TABLE), mapped = pmm_count(&pmm, OWNER_MAPPED);
        uint32_t own = level == TABLE_LEVELS ? OWN_FIRST : 0,
                 end = level == TABLE_LEVELS ? OWN_END : TABLE_ENTRIES;
        strip(level, own, end);
        for (uint32_t l = 1; l < level; l++) assert_int_equal(owner[below[l - 1]], OWNER_FREE);
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables - (level - 1));
        assert_int_equal(owner[frame], OWNER_FREE);
        uint32_t large = 0;
        for (uint32_t n = 0; n < SPAN_2; n++) {
            assert_int_equal(owner[LARGE_FIRST + n],
                             large_owner(n) == OWNER_MAPPED ? OWNER_FREE : large_owner(n));
            large += large_owner(n) == OWNER_MAPPED;
        }
        assert_int_equal(pmm_count(&pmm, OWNER_MAPPED), mapped - 1 - large);
        assert_int_equal(owner[shared_frame], OWNER_FREE); /* this was its last page */
        assert_int_equal(owner[DEVICE_FRAME], OWNER_DEVICE);
        for (uint32_t l = level; l <= TABLE_LEVELS; l++)
            assert_int_equal(owner[tables_find(&paging.tables, space, PAGE, l)], OWNER_TABLE);
        assert_int_not_equal(paging_translate(&paging, space, KERNELS), FRAME_UNMAPPED);
    }
}

static void nothing_is_there(void **state) {
    (void)state;
    strip(1, tables_index(ABSENT, 1), tables_index(ABSENT, 1) + 1u);
    strip(1, 7, 7);
    strip(2, tables_index(TABLELESS, 2), TABLE_LEVELS == 2 ? OWN_END : TABLE_ENTRIES);
    nothing_happened();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(pages_of_one_table),
        LARGE_TEST(tables_below),
        LARGE_TEST(nothing_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
