/* paging_ready: what paging_map says before it looks at the tables, with nothing changed. */
#include "paging_fixture.h"
#include "paging_ready.h"

/* It says so, and when paging_map has frames for tables it says the same. */
static void says(mm_status_t status, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_ready(&paging, root, page, frame, rights), status);
    all_unchanged();
    assert_int_equal(paging_map(&paging, root, page, frame, rights), status);
}

static void each_answer(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm), other = pmm_alloc(&pmm);
    says(MM_EINVAL, space, (pageno_t)-1, frame, 0);
    says(MM_EINVAL, space, KERNELS, frame, 0);
    says(MM_EINVAL, space, PAGE, frame, 0x100);
    says(MM_ENOTSUP, space, PAGE, frame, RIGHT_NOEXEC);
    says(MM_ERANGE, space, PAGE, FRAMES, 0);
    says(MM_EFREE, space, PAGE, FRAMES - 1, 0);
    says(MM_EOWNER, space, PAGE, 0, 0);
    says(MM_EOWNER, space, PAGE, space, 0);
    says(MM_OK, space, PAGE, frame, USER_RIGHTS);
    says(MM_EOWNER, space, PAGE + 1, frame, USER_RIGHTS);
    says(MM_OK, space, PAGE + 1, other, USER_RIGHTS);
}

static void what_is_mapped_there_is_not_asked_for(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, space, PAGE, frame, USER_RIGHTS), MM_OK);
    hold_all_but(0);
    remember_all();
    assert_int_equal(paging_ready(&paging, space, PAGE, HELD, USER_RIGHTS), MM_OK);
    assert_int_equal(paging_map(&paging, space, PAGE, HELD, USER_RIGHTS), MM_EBUSY);
    assert_int_equal(paging_ready(&paging, space, PAGE + SPAN_2, HELD, USER_RIGHTS), MM_OK);
    assert_int_equal(paging_map(&paging, space, PAGE + SPAN_2, HELD, USER_RIGHTS), MM_ENOMEM);
    all_unchanged();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(each_answer),
        PAGING_TEST(what_is_mapped_there_is_not_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
