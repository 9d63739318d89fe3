/* paging_put_shared, paging_take_shared: one page of a shared frame more or less, and its count; nothing else changes. */
#include "paging_count.h"
#include "mapped_fixture.h"

static entry_t share_entry(frame_t frame) { return (entry_t)frame * FRAME_SIZE + 0x67u; }

/* From allocated to shared by one, by two, by three; and back, the first page first. */
static void there_and_back(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, ABSENT, 1), frame = pmm_alloc(&pmm);
    uint32_t i = tables_index(ABSENT, 1);
    for (uint32_t n = 0; n < 3; n++) {
        remember_all();
        paging_put_shared(&paging, table, i + n, share_entry(frame));
        only_owner(frame, n == 0 ? OWNER_ALLOCATED : OWNER_SHARED, OWNER_SHARED);
        only_entry(table, i + n);
        assert_int_equal(shares[frame], n + 1);
        assert_int_equal(live[table], live_before[table] + 1);
        assert_int_equal(fake_tlb_translate(&paging, space, ABSENT + n), frame);
        assert_int_equal(fake_tlb_forgotten(), n); /* those that the test tells */
        tlb_forget(ABSENT + n, 1);
    }
    for (uint32_t n = 0; n < 3; n++) {
        remember_all();
        assert_int_equal(paging_take_shared(&paging, table, i + n), frame);
        only_owner(frame, OWNER_SHARED, n == 2 ? OWNER_ALLOCATED : OWNER_SHARED);
        only_entry(table, i + n);
        assert_true(pool[table].e[i + n] == 0);
        assert_int_equal(shares[frame], 2 - n);
        assert_int_equal(live[table], live_before[table] - 1);
    }
    for (frame_t f = 0; f < FRAMES; f++) {
        if (f != frame) assert_int_equal(shares[f], shares_before[f]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {MAPPED_TEST(there_and_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
