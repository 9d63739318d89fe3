/* paging_space_fill: one table of a space of 4 GiB is written, and nothing else. */
#define FRAMES 1400u
#include "paging_fixture.h"
#include "paging_space_fill.h"

#define HUB (TABLE_LEVELS - LARGEST_LEVEL) /* which of the run it is */
#define RUN 200u

static int boot_fill(void **state) {
    boot_paging(state);
    paging.features = FEATURE_LARGE | FEATURE_HUGE;
    assert_int_equal(pmm_claim(&pmm, RUN, 1030), MM_OK);
    for (uint32_t i = KERNEL_FIRST; i < KERNEL_END; i++)
        pool[kernel].e[i] = i * 2 + 2; /* absent, and told apart */
    assert_true(pool[kernel].e[OWN_FIRST] == 0);
    remember_all();
    return 0;
}

static void only_table(uint32_t k) {
    for (frame_t f = 0; f < FRAMES; f++) {
        if (f != RUN + k) assert_memory_equal(&pool[f], &pool_before[f], sizeof pool[f]);
    }
    assert_memory_equal(live, live_before, sizeof live);
    owners_unchanged();
}

static void the_hub_has_pages(void **state) {
    (void)state;
    paging_space_fill(&paging, RUN, HUB, LARGEST_LEVEL, RIGHT_WRITE);
    uint32_t pages = PAGES_4GB / tables_span(LARGEST_LEVEL);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        assert_true(pool[RUN + HUB].e[i] ==
                    (i < pages ? (entry_t)i * tables_span(LARGEST_LEVEL) * FRAME_SIZE + 0xE3u : 0));
    only_table(HUB);
}

static void the_hub_has_leaves(void **state) {
    (void)state;
    paging_space_fill(&paging, RUN, HUB, LARGEST_LEVEL - 1, RIGHT_WRITE);
    uint32_t leaves = PAGES_4GB / tables_span(LARGEST_LEVEL);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        assert_true(pool[RUN + HUB].e[i] ==
                    (i < leaves ? (entry_t)(RUN + HUB + 1 + i) * FRAME_SIZE + 0x23u : 0));
    only_table(HUB);
}

static void each_leaf_goes_on(void **state) {
    (void)state;
    const uint32_t leaves[] = {0, 1, 3, PAGES_4GB / tables_span(LARGEST_LEVEL) - 1};
    uint32_t span = tables_span(LARGEST_LEVEL - 1);
    for (uint32_t n = 0; n < 4; n++) {
        paging_space_fill(&paging, RUN, HUB + 1 + leaves[n], LARGEST_LEVEL - 1, 0);
        for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
            assert_true(pool[RUN + HUB + 1 + leaves[n]].e[i] ==
                        (entry_t)(leaves[n] * TABLE_ENTRIES + i) * span * FRAME_SIZE +
                            (span == 1 ? 0x61u : 0xE1u));
        only_table(HUB + 1 + leaves[n]);
        remember_all();
    }
}

/* With four levels: the way to the hub, and the kernel's half. */
static void the_root(void **state) {
    (void)state;
    if (HUB == 0) return;
    paging_space_fill(&paging, RUN, 0, LARGEST_LEVEL, RIGHT_WRITE);
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
        assert_true(pool[RUN].e[i] == (i == 0 ? (entry_t)(RUN + 1) * FRAME_SIZE + 0x23u : pool[kernel].e[i]));
    only_table(0);
}

#define FILL_TEST(f) cmocka_unit_test_setup(f, boot_fill)
int main(void) {
    const struct CMUnitTest tests[] = {
        FILL_TEST(the_hub_has_pages),
        FILL_TEST(the_hub_has_leaves),
        FILL_TEST(each_leaf_goes_on),
        FILL_TEST(the_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
