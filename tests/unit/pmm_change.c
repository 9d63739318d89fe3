/* pmm_change: what a frame is used for, and how many there are of each. */
#include "pmm_fixture.h"

static void refuse_use(frame_t frame, uint32_t use, mm_status_t status) {
    remember();
    assert_int_equal(pmm_set_owner(&pmm, frame, (owner_t)use), status);
    same();
}

static void a_frame_in_use_changes_its_use(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    uint32_t free_frames = count_of(OWNER_FREE);
    for (owner_t was = OWNER_ALLOCATED; was <= OWNER_SHARED; was++) {
        for (owner_t is = OWNER_ALLOCATED; is <= OWNER_SHARED; is++) {
            assert_int_equal(pmm_set_owner(&pmm, frame, was), MM_OK);
            remember();
            assert_int_equal(pmm_set_owner(&pmm, frame, is), MM_OK);
            only(frame, frame + 1, was, is);
            for (owner_t other = OWNER_ALLOCATED; other <= OWNER_SHARED; other++)
                assert_int_equal(count_of(other), other == is);
            assert_int_equal(count_of(OWNER_FREE), free_frames);
        }
    }
    assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames + 1);
}

static void set_owner_refuses_what_is_not_in_use(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    refuse_use(frame, OWNER_FREE, MM_EINVAL);
    refuse_use(frame, OWNER_RESERVED, MM_EINVAL);
    refuse_use(frame, OWNER_DEVICE, MM_EINVAL);
    refuse_use(frame, OWNER_SHARED + 1, MM_EINVAL);
    refuse_use(frame, 0x103, MM_EINVAL); /* OWNER_ALLOCATED in its low byte */
    refuse_use(frame, UINT32_MAX, MM_EINVAL);
    refuse_use(0, OWNER_TABLE, MM_EOWNER);
    refuse_use(45, OWNER_MAPPED, MM_EOWNER);  /* reserved */
    refuse_use(120, OWNER_MAPPED, MM_EOWNER); /* a device's */
    refuse_use(299, OWNER_MAPPED, MM_EFREE);
    refuse_use(FRAMES, OWNER_MAPPED, MM_ERANGE);
    refuse_use(UINT32_MAX, OWNER_ALLOCATED, MM_ERANGE);
    refuse_use(UINT32_MAX, OWNER_FREE, MM_EINVAL);
}

static void counts_follow_every_change(void **state) {
    (void)state;
    const uint32_t free_frames = 99 - 10 + 150;
    frame_t first;
    assert_int_equal(pmm_alloc_contiguous(&pmm, 100, 1, ZONE_ANY, &first), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames - 100);
    assert_int_equal(count_of(OWNER_ALLOCATED), 100);
    assert_int_equal(pmm_claim(&pmm, 1, 30), MM_OK);
    assert_int_equal(count_of(OWNER_ALLOCATED), 130);
    assert_int_equal(pmm_set_owner(&pmm, 7, OWNER_TABLE), MM_OK);
    assert_int_equal(pmm_set_owner(&pmm, 8, OWNER_SHARED), MM_OK);
    assert_int_equal(pmm_set_owner(&pmm, 9, OWNER_SHARED), MM_OK);
    assert_int_equal(count_of(OWNER_ALLOCATED), 127);
    assert_int_equal(count_of(OWNER_TABLE), 1);
    assert_int_equal(count_of(OWNER_MAPPED), 0);
    assert_int_equal(count_of(OWNER_SHARED), 2);
    assert_int_equal(pmm_free_contiguous(&pmm, first, 100), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames - 30);
    assert_int_equal(count_of(OWNER_RESERVED), 11);
    assert_int_equal(count_of(OWNER_DEVICE), 50);
    assert_int_equal(pmm_count(&pmm, OWNER_STATES), 0);
    assert_int_equal(pmm_count(&pmm, UINT32_MAX), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_frame_in_use_changes_its_use),
        TEST(set_owner_refuses_what_is_not_in_use),
        TEST(counts_follow_every_change),
    };
    return cmocka_run_group_tests_name("pmm_change " MACHINE_NAME, tests, NULL, NULL);
}
