/* The laws of address spaces (proofs/laws): each is run, so that what is proved of it is also seen. */
#include "fake_tlb.h"
#include "laws.h"
#include "paging_fixture.h"

static frame_t allocated(void) { return pmm_alloc(&pmm); }

static void translate_after_map(void **state) {
    (void)state;
    frame_t frame = allocated();
    assert_true(law_translate_after_map(&paging, space, PAGE, frame, USER_RIGHTS));
    assert_int_equal(owner[frame], OWNER_MAPPED); /* it was mapped, so there was something to find */
    assert_true(law_translate_after_map(&paging, kernel, KERNELS, allocated(), RIGHT_WRITE));
    assert_true(law_translate_after_map(&paging, space, PAGE, allocated(), USER_RIGHTS)); /* refused: busy */
}

static void unmap_after_map(void **state) {
    (void)state;
    frame_t frame = allocated();
    remember_all();
    fake_tlb_reset();
    assert_true(law_unmap_after_map(&paging, space, PAGE, frame, USER_RIGHTS));
    owners_unchanged();
    assert_int_not_equal(fake_tlb_forgotten(), 0); /* it was mapped in between */
    assert_int_equal(paging_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    remember_all();
    assert_true(law_unmap_after_map(&paging, space, PAGE, UNKNOWN, USER_RIGHTS)); /* refused */
    all_unchanged();
}

static void map_is_private(void **state) {
    (void)state;
    frame_t other = paging_new_space(&paging);
    assert_int_equal(law_map_is_private(&paging, space, PAGE, allocated(), USER_RIGHTS), MM_OK);
    assert_int_equal(paging_translate(&paging, other, PAGE), FRAME_UNMAPPED);
    assert_int_equal(paging_translate(&paging, kernel, PAGE), FRAME_UNMAPPED);
}

static void protect_keeps_frames(void **state) {
    (void)state;
    frame_t frame = allocated();
    assert_int_equal(paging_map(&paging, space, PAGE, frame, USER_RIGHTS), MM_OK);
    assert_true(law_protect_keeps_frames(&paging, space, PAGE, RIGHT_USER));
    assert_int_equal(paging_translate(&paging, space, PAGE), frame);
    entry_t entry = pool[tables_find(&paging.tables, space, PAGE, 1)].e[tables_index(PAGE, 1)];
    assert_int_equal(entry / 2u % 2u, 0); /* read-only: it was protected */
    assert_true(law_protect_keeps_frames(&paging, space, PAGE + 1, RIGHT_USER)); /* refused: absent */
}

static void end_frees_mapped(void **state) {
    (void)state;
    frame_t frame = allocated(), root = paging_new_space(&paging);
    assert_true(law_end_frees_mapped(&paging, root, PAGE, frame, USER_RIGHTS));
    assert_int_equal(owner[frame], OWNER_FREE);
    root = paging_new_space(&paging);
    assert_true(
        law_end_frees_mapped(&paging, root, PAGE, UNKNOWN, USER_RIGHTS)); /* refused: an empty space ends */
    assert_int_equal(owner[root], OWNER_FREE);
    assert_true(pmm_check(&pmm));
}

static void maps_commute(void **state) {
    (void)state;
    frame_t other = paging_new_space(&paging), first = allocated(), second = allocated();
    for (int swapped = 0; swapped < 2; swapped++) {
        assert_true(law_maps_commute(&paging, space, PAGE, first, USER_RIGHTS, other, PAGE, second,
                                     RIGHT_USER, swapped));
        assert_int_equal(paging_translate(&paging, space, PAGE), first);
        assert_int_equal(paging_translate(&paging, other, PAGE), second);
        assert_int_equal(paging_unmap(&paging, space, PAGE).status, MM_OK);
        assert_int_equal(paging_unmap(&paging, other, PAGE).status, MM_OK);
    }
    assert_false(
        law_maps_commute(&paging, space, PAGE, first, USER_RIGHTS, space, PAGE + 1, UNKNOWN, 0, false));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(translate_after_map),  PAGING_TEST(unmap_after_map),  PAGING_TEST(map_is_private),
        PAGING_TEST(protect_keeps_frames), PAGING_TEST(end_frees_mapped), PAGING_TEST(maps_commute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
