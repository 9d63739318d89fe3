/* paging_own: what a frame is for changes, and no table. */
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

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(an_owner_changes_and_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
