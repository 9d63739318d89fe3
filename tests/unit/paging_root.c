/* paging_hang_root, paging_cut_root: a frame becomes a root, with the kernel's half, and its owner says so; and the other way round. */
#include "paging_root.h"
#include "mapped_fixture.h"

static void a_frame_becomes_a_root_and_nothing_else_changes(void **state) {
    (void)state;
    frame_t root = pmm_alloc_in(&pmm, FRAMES);
    uint32_t shared = 0;
    remember_all();
    paging_hang_root(&paging, root);
    only_owner(root, OWNER_ALLOCATED, OWNER_TABLE);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        bool kernels = TABLE_LEVELS == 2 ? i < 512 : i >= 256;
        assert_true(pool[root].e[i] == (kernels ? pool[kernel].e[i] : 0));
        shared += pool[root].e[i] != 0;
    }
    assert_int_equal(shared, 1);
    assert_int_equal(live[root], shared);
    memcpy(&pool_before[root], &pool[root], sizeof pool[root]);
    live_before[root] = live[root];
    tables_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void a_root_is_cut_and_nothing_else_changes(void **state) {
    (void)state;
    frame_t root = pmm_alloc_in(&pmm, FRAMES);
    paging_hang_root(&paging, root);
    remember_all();
    paging_cut_root(&paging, root);
    only_owner(root, OWNER_TABLE, OWNER_ALLOCATED);
    tables_unchanged();
    assert_int_equal(pmm_free(&pmm, root), MM_OK);
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(a_frame_becomes_a_root_and_nothing_else_changes),
        MAPPED_TEST(a_root_is_cut_and_nothing_else_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
