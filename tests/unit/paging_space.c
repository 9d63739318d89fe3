/* paging_new_space: the kernel's half and nothing else, or no space and nothing changed. paging_free_space: its frames and tables are
   free, and no other space lost anything. */
#include "paging_space.h"
#include "fake_mmu.h"
#include "large_fixture.h"

#define NO_FRAME FRAME_UNMAPPED

static void a_space_begins_with_the_kernels_half_alone(void **state) {
    (void)state;
    map_at(kernel, PAGE, USER_RIGHTS); /* the kernel's space has a half of its own, too */
    fake_tlb_reset();
    remember_all();
    frame_t fresh = paging_new_space(&paging);
    assert_int_not_equal(fresh, FRAME_NONE);
    only_owner(fresh, OWNER_FREE, OWNER_TABLE);
    assert_int_equal(paging_translate(&paging, fresh, KERNELS), paging_translate(&paging, kernel, KERNELS));
    assert_int_not_equal(paging_translate(&paging, fresh, KERNELS), NO_FRAME);
    assert_int_equal(paging_translate(&paging, fresh, KERNELS + 2u), NO_FRAME);
    const pageno_t own[] = {
        OWN_HALF, PAGE, DEVICES, SHARED, STRANGERS, LARGE, OWN_HALF + PAGE_LIMIT / 2 - 1u};
    for (uint32_t n = 0; n < sizeof own / sizeof own[0]; n++)
        assert_int_equal(paging_translate(&paging, fresh, own[n]), NO_FRAME);
    memcpy(&pool_before[fresh], &pool[fresh], sizeof pool[fresh]);
    live_before[fresh] = live[fresh];
    tables_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
}

static void spaces_are_apart_but_for_the_kernels_half(void **state) {
    (void)state;
    frame_t first = paging_new_space(&paging), second = paging_new_space(&paging);
    assert_int_not_equal(first, second);
    frame_t frame = map_at(first, PAGE, USER_RIGHTS);
    assert_int_equal(paging_translate(&paging, first, PAGE), frame);
    assert_int_equal(paging_translate(&paging, second, PAGE), NO_FRAME);
    assert_int_not_equal(paging_translate(&paging, space, PAGE), frame);
    frame = map_at(kernel, KERNELS + 3u, RIGHT_WRITE);
    assert_int_equal(paging_translate(&paging, first, KERNELS + 3u), frame);
    assert_int_equal(paging_translate(&paging, second, KERNELS + 3u), frame);
    assert_true(fake_tlb_is_true(&paging));
}

static void with_the_last_frame_and_without_it(void **state) {
    (void)state;
    hold_all_but(1);
    frame_t last = paging_new_space(&paging);
    assert_int_equal(last, FRAMES - 1u);
    remember_all();
    assert_int_equal(paging_new_space(&paging), FRAME_NONE);
    nothing_happened();
    assert_int_equal(pmm_set_owner(&pmm, HELD, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, HELD), MM_OK);
    assert_int_equal(paging_new_space(&paging), HELD);
}

static void only_frames_that_may_be_tables(void **state) {
    (void)state;
    paging.tables.nframes = 200;
    for (frame_t root; (root = paging_new_space(&paging)) != FRAME_NONE;) assert_true(root < 200);
    assert_true(pmm_count(&pmm, OWNER_FREE) > 0);
    for (frame_t f = 0; f < 200; f++) assert_int_not_equal(owner[f], OWNER_FREE);
    remember_all();
    assert_int_equal(paging_new_space(&paging), FRAME_NONE);
    nothing_happened();
}

/* Frames that were under this root: it, tables of its own half and what is mapped there and nowhere else, by a walk of the test's own. */
static bool under[FRAMES];
static void mark(frame_t table, uint32_t level, uint32_t from, uint32_t end) {
    under[table] = true;
    for (uint32_t i = from; i < end; i++) {
        entry_t entry = pool[table].e[i];
        frame_t frame = (frame_t)(entry >> 12 & (ENTRY_FRAMES - 1));
        bool page = level == 1 || (entry & ENTRY_LARGE) != 0;
        if ((entry & ENTRY_PRESENT) == 0) continue;
        if (!page) mark(frame, level - 1, 0, TABLE_ENTRIES);
        for (uint32_t n = 0; page && n < (level == 1 ? 1 : SPAN_2); n++) {
            if (frame + n >= FRAMES) continue;
            if (owner[frame + n] == OWNER_MAPPED) under[frame + n] = true;
            if (owner[frame + n] == OWNER_SHARED && shares[frame + n] == 1) under[frame + n] = true;
        }
    }
}

static void a_space_ends(void **state) {
    (void)state;
    frame_t other = paging_new_space(&paging), kept = map_at(other, PAGE, USER_RIGHTS);
    map_at(space, OWN_HALF, USER_RIGHTS);
    map_at(space, OWN_HALF + PAGE_LIMIT / 2 - 1u, USER_RIGHTS);
    map_at(space, OWN_HALF + PAGE_LIMIT / 4, USER_RIGHTS);
    memset(under, 0, sizeof under);
    mark(space, TABLE_LEVELS, OWN_HALF == 0 ? 0 : 512, OWN_HALF == 0 ? 256 : 1024);
    const pageno_t pages[] = {PAGE,  DEVICES, SHARED,   STRANGERS,
                              LARGE, KERNELS, OWN_HALF, OWN_HALF + PAGE_LIMIT / 4};
    for (uint32_t n = 0; n < sizeof pages / sizeof pages[0]; n++)
        assert_int_not_equal(fake_tlb_translate(&paging, space, pages[n]), FRAME_UNMAPPED);
    fake_tlb_translate(&paging, other, PAGE);
    remember_all();
    assert_int_equal(paging_free_space(&paging, space), MM_OK);
    uint32_t freed = 0;
    for (frame_t f = 0; f < FRAMES; f++) {
        assert_int_equal(owner[f], under[f] ? OWNER_FREE : owner_before[f]);
        freed += under[f];
    }
    assert_true(freed > SPAN_2 / 2 && under[space]);
    assert_true(pmm_check(&pmm));
    assert_true(fake_tlb_has_left(space));
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(paging_translate(&paging, other, PAGE), kept);
    assert_int_not_equal(paging_translate(&paging, other, KERNELS), NO_FRAME);
    assert_int_not_equal(paging_translate(&paging, kernel, KERNELS), NO_FRAME);
}

/* As many as one likes, one after another: nothing is lost. */
static void spaces_come_and_go(void **state) {
    (void)state;
    uint32_t free = pmm_count(&pmm, OWNER_FREE);
    for (uint32_t round = 0; round < 200; round++) {
        frame_t root = paging_new_space(&paging);
        for (uint32_t n = 0; n < round % 20; n++)
            map_at(root, OWN_HALF + n * (PAGE_LIMIT / 2 / 20), USER_RIGHTS);
        assert_int_equal(paging_free_space(&paging, root), MM_OK);
        assert_int_equal(pmm_count(&pmm, OWNER_FREE), free);
    }
    assert_true(pmm_check(&pmm));
}

static void the_kernels_space_stays(void **state) {
    (void)state;
    assert_int_equal(paging_free_space(&paging, kernel), MM_EINVAL);
    nothing_happened();
}

static void the_space_that_the_processor_is_in_stays(void **state) {
    (void)state;
    fake_mmu_reset(space);
    assert_int_equal(paging_free_space(&paging, space), MM_EBUSY);
    nothing_happened();
    fake_mmu_reset(kernel);
    assert_int_equal(paging_free_space(&paging, kernel), MM_EINVAL);
    nothing_happened();
    assert_int_equal(paging_free_space(&paging, space), MM_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(a_space_begins_with_the_kernels_half_alone),
        LARGE_TEST(spaces_are_apart_but_for_the_kernels_half),
        LARGE_TEST(with_the_last_frame_and_without_it),
        LARGE_TEST(only_frames_that_may_be_tables),
        LARGE_TEST(a_space_ends),
        LARGE_TEST(spaces_come_and_go),
        LARGE_TEST(the_kernels_space_stays),
        LARGE_TEST(the_space_that_the_processor_is_in_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
