/* paging_put_page: a page of any size comes, and those of its frames that were allocated are mapped; nothing else changes. */
#include "paging_put.h"
#include "paging_take.h"
#include "large_fixture.h"

static void a_page_is_put(void **state) {
    (void)state;
    frame_t table = tables_find(&paging.tables, space, ABSENT, 1), frame = pmm_alloc(&pmm);
    uint32_t i = tables_index(ABSENT, 1);
    entry_t entry = (entry_t)frame * FRAME_SIZE + 0x67u;
    remember_all();
    assert_int_equal(fake_tlb_translate(&paging, space, ABSENT), FRAME_UNMAPPED);
    paging_put_page(&paging, table, i, entry, SPAN_1);
    only_owner(frame, OWNER_ALLOCATED, OWNER_MAPPED);
    assert_true(pool[table].e[i] == entry);
    only_entry(table, i);
    assert_int_equal(live[table], live_before[table] + 1);
    assert_int_equal(paging_translate(&paging, space, ABSENT), frame);
    assert_int_equal(fake_tlb_forgotten(), 0); /* there is nothing to tell */
    assert_true(fake_tlb_is_true(&paging));
}

/* Large frames are allocated and shared by turns; the bit of the cache kind above the flags is no frame's (Intel SDM vol. 3A,
   tables 4-4 and 4-18). */
static void a_large_page_is_put(void **state) {
    static const entry_t kinds[] = {0, 0x1000};
    for (uint32_t n = 0; n < 2; n++) {
        boot_large(state);
        frame_t table = tables_find(&paging.tables, space, LARGE, 2);
        uint32_t i = tables_index(LARGE, 2);
        assert_int_equal(paging_take_page(&paging, table, i, SPAN_2), LARGE_FIRST);
        tlb_forget(LARGE_PAGE, SPAN_2);
        remember_all();
        entry_t entry = LARGE_ENTRY + kinds[n];
        uint32_t told = fake_tlb_forgotten();
        paging_put_page(&paging, table, i, entry, SPAN_2);
        for (frame_t f = 0; f < FRAMES; f++) {
            bool put = f - LARGE_FIRST < SPAN_2 && owner_before[f] == OWNER_ALLOCATED;
            assert_int_equal(owner[f], put ? OWNER_MAPPED : owner_before[f]);
        }
        assert_true(pmm_check(&pmm));
        assert_true(pool[table].e[i] == entry);
        only_entry(table, i);
        assert_int_equal(live[table], live_before[table] + 1);
        assert_int_equal(paging_translate(&paging, space, LARGE_PAGE + 7u), LARGE_FIRST + 7u);
        assert_int_equal(fake_tlb_forgotten(), told);
        assert_true(fake_tlb_is_true(&paging));
    }
}

static void frames_that_may_be_mapped_elsewhere_stay(void **state) {
    const frame_t frames[] = {DEVICE_FRAME, UNKNOWN, 0};
    for (uint32_t n = 0; n < 3; n++) {
        boot_large(state);
        frame_t table = tables_find(&paging.tables, space, ABSENT, 1),
                frame = n < 2 ? frames[n] : shared_frame;
        uint32_t i = tables_index(ABSENT, 1);
        paging_put_page(&paging, table, i, (entry_t)frame * FRAME_SIZE + 0x67u, SPAN_1);
        only_entry(table, i);
        owners_unchanged();
        assert_int_equal(paging_translate(&paging, space, ABSENT), frame);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(a_page_is_put),
        LARGE_TEST(a_large_page_is_put),
        LARGE_TEST(frames_that_may_be_mapped_elsewhere_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
