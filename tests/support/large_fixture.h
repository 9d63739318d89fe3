/* A large page in a space's own half, whose frames are mapped and a device's by turns. */
#ifndef TESTS_LARGE_FIXTURE_H
#define TESTS_LARGE_FIXTURE_H

#include "entry.h"

#define FRAMES (3u * SPAN_2)
#include "mapped_fixture.h"

#define LARGE_FIRST SPAN_2                    /* its first frame; the fixture's large page has the same */
#define LARGE_PAGE  (LARGE / SPAN_2 * SPAN_2) /* its first page */

/* What frame LARGE_FIRST + n is before, as the large page maps it. */
static inline owner_t large_owner(uint32_t n) {
    static const uint8_t owners[] = {OWNER_MAPPED, OWNER_MAPPED, OWNER_DEVICE, OWNER_MAPPED, OWNER_DEVICE};
    return owners[n % 5];
}

static inline int boot_large(void **state) {
    boot_mapped(state);
    for (uint32_t n = 0; n < SPAN_2; n++) {
        assert_int_equal(pmm_claim(&pmm, LARGE_FIRST + n, 1), MM_OK);
        if (large_owner(n) == OWNER_DEVICE) {
            owner[LARGE_FIRST + n] = OWNER_DEVICE; /* no call makes a device's frame of RAM */
            pmm.count[OWNER_DEVICE]++;
        } else {
            assert_int_equal(pmm_set_owner(&pmm, LARGE_FIRST + n, large_owner(n)), MM_OK);
        }
    }
    remember_all();
    return 0;
}

/* Of the large page's frames those that were mapped are `state` now; no other frame's owner changed. */
static inline void only_mapped_are(owner_t state) {
    for (frame_t f = 0; f < FRAMES; f++) {
        bool let = f - LARGE_FIRST < SPAN_2 && owner_before[f] == OWNER_MAPPED;
        assert_int_equal(owner[f], let ? state : owner_before[f]);
    }
    assert_true(pmm_check(&pmm));
}

#define LARGE_TEST(f) cmocka_unit_test_setup(f, boot_large)

#endif
