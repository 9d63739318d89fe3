/* paging_own, paging_let_frames, paging_use_frames: what frames are for changes, and no table. */
#include "paging_fixture.h"
#include "paging_owner.h"

static void an_owner_changes_and_no_table(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    static const owner_t states[] = {OWNER_TABLE, OWNER_MAPPED, OWNER_SHARED, OWNER_ALLOCATED};
    owner_t was = OWNER_ALLOCATED;
    for (uint32_t i = 0; i < 4; i++) {
        remember_all();
        paging_own(&paging, frame, states[i]);
        only_owner(frame, was, states[i]);
        tables_unchanged();
        was = states[i];
    }
}

/* Of a run, those that are mapped, or those that are allocated; at both ends of it, and beyond the last frame that there is. */
static void frames_of_a_run_change(void **state, bool use) {
    static const struct {
        frame_t first;
        uint32_t count;
    } runs[] = {{160, 1},        {160, 12},           {161, 10},   {150, 100},      {160, 0},
                {0, 0xFFFFFFFF}, {FRAMES - 8u, 4096}, {FRAMES, 5}, {0xFFFFFFF0, 15}};
    for (uint32_t n = 0; n < sizeof runs / sizeof runs[0]; n++) {
        boot_paging(state);
        for (frame_t f = 160; f < FRAMES; f++) {
            static const owner_t states[] = {OWNER_MAPPED, OWNER_SHARED, OWNER_MAPPED, OWNER_ALLOCATED,
                                             OWNER_TABLE};
            assert_int_equal(pmm_claim(&pmm, f, 1), MM_OK);
            assert_int_equal(pmm_set_owner(&pmm, f, states[f % 5]), MM_OK);
        }
        remember_all();
        owner_t was = use ? OWNER_ALLOCATED : OWNER_MAPPED, is = use ? OWNER_MAPPED : OWNER_ALLOCATED;
        if (use)
            paging_use_frames(&paging, space, 0, runs[n].first, runs[n].count);
        else
            paging_let_frames(&paging, runs[n].first, runs[n].count);
        for (frame_t f = 0; f < FRAMES; f++) {
            bool changes = f >= runs[n].first && f - runs[n].first < runs[n].count && owner_before[f] == was;
            assert_int_equal(owner[f], changes ? is : owner_before[f]);
        }
        tables_unchanged();
        assert_true(pmm_check(&pmm));
    }
}

static void mapped_frames_of_a_run_are_let_go(void **state) { frames_of_a_run_change(state, false); }
static void allocated_frames_of_a_run_are_used(void **state) { frames_of_a_run_change(state, true); }

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(an_owner_changes_and_no_table),
        PAGING_TEST(mapped_frames_of_a_run_are_let_go),
        PAGING_TEST(allocated_frames_of_a_run_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
