/* paging_map_at: a frame at a page that may have it, with the page's table found, made, or known. */
#include "paging_fixture.h"
#include "paging_map_at.h"

static void is_mapped(pageno_t page, frame_t frame, frame_t table) {
    assert_int_equal(owner[frame], OWNER_MAPPED);
    assert_int_equal(paging_translate(&paging, space, page), frame);
    assert_int_equal(tables_find(&paging.tables, space, page, 1), table);
    assert_true(pool[table].e[tables_index(page, 1)] == (entry_t)frame * FRAME_SIZE + 0x67u);
    assert_true(pmm_check(&pmm));
}

static void the_table_is_made(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    frame_t table = paging_map_at(&paging, space, PAGE, frame, USER_RIGHTS, FRAME_NONE);
    assert_int_not_equal(table, FRAME_NONE);
    is_mapped(PAGE, frame, table);
    way_is_open(space, PAGE);
}

static void the_table_is_found(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1), frame = pmm_alloc(&pmm);
    uint32_t before = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_map_at(&paging, space, PAGE, frame, USER_RIGHTS, FRAME_NONE), table);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), before);
    is_mapped(PAGE, frame, table);
}

static void the_table_is_known(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1), frame = pmm_alloc(&pmm), next = pmm_alloc(&pmm);
    assert_int_equal(paging_map_at(&paging, space, PAGE, frame, USER_RIGHTS, table), table);
    assert_int_equal(paging_map_at(&paging, space, PAGE + 1, next, USER_RIGHTS, table), table);
    is_mapped(PAGE, frame, table);
    is_mapped(PAGE + 1, next, table);
    assert_int_equal(live[table], 2);
}

static void none(pageno_t page, frame_t frame) {
    remember_all();
    assert_int_equal(paging_map_at(&paging, space, page, frame, USER_RIGHTS, FRAME_NONE), FRAME_NONE);
    all_unchanged();
}

static void where_something_is_mapped(void **state) {
    (void)state;
    assert_int_not_equal(paging_map_at(&paging, space, PAGE, pmm_alloc(&pmm), 0, FRAME_NONE), FRAME_NONE);
    none(PAGE, pmm_alloc(&pmm));
    pageno_t other = PAGE + SPAN_2;
    tables_set(&paging.tables, table_for(space, other, 2), tables_index(other, 2), LARGE_ENTRY);
    none(other, pmm_alloc(&pmm));
}

static void too_few_frames_for_tables(void **state) {
    (void)state;
    for (uint32_t left = 0; left < TABLE_LEVELS - 1; left++) {
        boot_paging(NULL);
        hold_all_but(left);
        none(PAGE, HELD);
    }
    boot_paging(NULL);
    hold_all_but(TABLE_LEVELS - 1);
    frame_t table = paging_map_at(&paging, space, PAGE, HELD, USER_RIGHTS, FRAME_NONE);
    assert_int_not_equal(table, FRAME_NONE);
    is_mapped(PAGE, HELD, table);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(the_table_is_made),         PAGING_TEST(the_table_is_found),
        PAGING_TEST(the_table_is_known),        PAGING_TEST(where_something_is_mapped),
        PAGING_TEST(too_few_frames_for_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
