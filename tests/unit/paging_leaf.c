/* paging_put_leaf: an entry and an owner change together, and nothing else. paging_change_leaf: an entry alone. */
#include "paging_fixture.h"
#include "paging_leaf.h"
#include "paging_take.h"

#define FLAGS (ENTRY_PAGE | ENTRY_WRITE)

static entry_t entry_for(frame_t frame) { return (entry_t)frame * FRAME_SIZE + FLAGS; }

static void a_page_is_put(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1);
    uint32_t i = tables_index(PAGE, 1);
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    remember_all();
    paging_put_leaf(&paging, table, i, entry_for(frame));
    only_owner(frame, OWNER_ALLOCATED, OWNER_MAPPED);
    assert_true(pool[table].e[i] == entry_for(frame));
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] + 1);
    assert_int_equal(paging_translate(&paging, space, PAGE), frame);
    assert_int_equal(paging_translate(&paging, kernel, PAGE), FRAME_UNMAPPED);
}

static void a_page_is_changed(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1), frame = pmm_alloc(&pmm);
    uint32_t i = tables_index(PAGE, 1);
    paging_put_leaf(&paging, table, i, entry_for(frame));
    const entry_t entries[] = {entry_for(frame) - ENTRY_WRITE, entry_for(frame) | 0xE00,
                               entry_for(frame) | ENTRY_NX, entry_for(frame)};
    for (uint32_t n = 0; n < sizeof entries / sizeof entries[0]; n++) {
        remember_all();
        paging_change_leaf(&paging, table, i, entries[n]);
        assert_true(pool[table].e[i] == entries[n]);
        only_entry(table, i);
        assert_int_equal(live[table], live_before[table]);
        owners_unchanged();
        assert_int_equal(paging_translate(&paging, space, PAGE), frame);
    }
    assert_int_equal(paging_take_page(&paging, table, i, SPAN_1), frame);
}

static void a_whole_table_of_pages(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 1), frames[64];
    for (uint32_t i = 0; i < 64; i++) {
        frames[i] = pmm_alloc(&pmm);
        paging_put_leaf(&paging, table, i * 8, entry_for(frames[i]));
    }
    assert_int_equal(live[table], 64);
    assert_int_equal(pmm_count(&pmm, OWNER_MAPPED), 64);
    for (uint32_t i = 0; i < 64; i++) {
        assert_int_equal(paging_translate(&paging, space, OWN_HALF + i * 8), frames[i]);
        assert_int_equal(paging_take_page(&paging, table, i * 8, SPAN_1), frames[i]);
        assert_int_equal(pmm_free(&pmm, frames[i]), MM_OK);
    }
    assert_int_equal(live[table], 0);
    assert_int_equal(pmm_count(&pmm, OWNER_MAPPED), 0);
    assert_true(pmm_check(&pmm));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(a_page_is_put),
        PAGING_TEST(a_page_is_changed),
        PAGING_TEST(a_whole_table_of_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
