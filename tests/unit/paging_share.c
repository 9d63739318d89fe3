/* paging_share, paging_unshare, paging_shares: pages share a frame, and it is known how many; or a status and nothing changed. */
#include "paging_share.h"
#include "mapped_fixture.h"
#include "paging_protect.h"
#include "paging_space.h"
#include "paging_unmap.h"

static void refused(mm_status_t status, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_share(&paging, root, page, frame, rights), status);
    nothing_happened();
}

static void not_unshared(mm_status_t status, frame_t root, pageno_t page) {
    remember_all();
    unshared_t result = paging_unshare(&paging, root, page);
    assert_int_equal(result.status, status);
    nothing_happened();
}

static void unshared(frame_t root, pageno_t page, frame_t frame, uint32_t left) {
    unshared_t result = paging_unshare(&paging, root, page);
    assert_int_equal(result.status, MM_OK);
    assert_int_equal(result.frame, frame);
    assert_int_equal(result.left, left);
    assert_int_equal(paging_shares(&paging, frame), left);
    assert_int_equal(owner[frame], left == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
    assert_int_equal(paging_translate(&paging, root, page), FRAME_UNMAPPED);
    assert_true(fake_tlb_is_true(&paging));
}

/* One frame at pages of two spaces, each with rights of its own. */
static void spaces_share_a_frame(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm), table = tables_find(&paging.tables, space, ABSENT, 1);
    assert_int_equal(paging_shares(&paging, frame), 0);
    remember_all();
    assert_int_equal(paging_share(&paging, space, ABSENT, frame, USER_RIGHTS), MM_OK);
    only_owner(frame, OWNER_ALLOCATED, OWNER_SHARED);
    only_entry(table, tables_index(ABSENT, 1));
    assert_true(pool[table].e[tables_index(ABSENT, 1)] == (entry_t)frame * FRAME_SIZE + 0x67u);
    assert_int_equal(paging_shares(&paging, frame), 1);
    assert_int_equal(paging_share(&paging, space, TABLELESS, frame, RIGHT_USER), MM_OK);
    assert_int_equal(paging_share(&paging, kernel, KERNELS + 2u, frame, RIGHT_WRITE | RIGHT_GLOBAL), MM_OK);
    frame_t other = paging_new_space(&paging);
    assert_int_equal(paging_share(&paging, other, PAGE, frame, RIGHT_USER), MM_OK);
    assert_int_equal(paging_shares(&paging, frame), 4);
    assert_int_equal(paging_translate(&paging, space, ABSENT), frame);
    assert_int_equal(paging_translate(&paging, space, TABLELESS), frame);
    assert_int_equal(fake_tlb_translate(&paging, other, PAGE), frame);
    assert_int_equal(paging_translate(&paging, other, KERNELS + 2u), frame);
    unshared(space, ABSENT, frame, 3);
    unshared(other, PAGE, frame, 2);
    unshared(kernel, KERNELS + 2u, frame, 1);
    assert_int_equal(tables_find(&paging.tables, space, TABLELESS, 1) != FRAME_NONE, 1);
    unshared(space, TABLELESS, frame, 0);
    assert_int_equal(tables_find(&paging.tables, space, TABLELESS, 1), FRAME_NONE);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
}

/* The end of a space takes its pages out of the count; the last one frees the frame. */
static void spaces_end(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm), mine = pmm_alloc(&pmm), first = paging_new_space(&paging),
            second = paging_new_space(&paging);
    for (uint32_t n = 0; n < 3; n++)
        assert_int_equal(paging_share(&paging, first, PAGE + n, frame, RIGHT_USER), MM_OK);
    assert_int_equal(paging_share(&paging, second, PAGE, frame, RIGHT_USER), MM_OK);
    assert_int_equal(paging_share(&paging, first, PAGE + 3u, mine, RIGHT_USER), MM_OK);
    assert_int_equal(paging_share(&paging, first, PAGE + 4u, mine, RIGHT_USER), MM_OK);
    assert_int_equal(paging_free_space(&paging, first), MM_OK);
    assert_int_equal(owner[mine], OWNER_FREE);
    assert_int_equal(paging_shares(&paging, mine), 0);
    assert_int_equal(paging_shares(&paging, frame), 1);
    assert_int_equal(paging_translate(&paging, second, PAGE), frame);
    assert_int_equal(paging_free_space(&paging, second), MM_OK);
    assert_int_equal(owner[frame], OWNER_FREE);
    assert_true(pmm_check(&pmm));
    assert_true(fake_tlb_is_true(&paging));
}

static void frames_that_cannot_be_shared(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    refused(MM_ERANGE, space, ABSENT, FRAMES, USER_RIGHTS);
    refused(MM_EOWNER, space, ABSENT, 0, USER_RIGHTS);
    refused(MM_EOWNER, space, ABSENT, space, USER_RIGHTS);
    refused(MM_EOWNER, space, ABSENT, DEVICE_FRAME, USER_RIGHTS);
    refused(MM_EOWNER, space, ABSENT, paging_translate(&paging, space, PAGE), USER_RIGHTS);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    refused(MM_EFREE, space, ABSENT, frame, USER_RIGHTS);
    shares[shared_frame] = SHARE_LIMIT - 1; /* as if there were so many */
    assert_int_equal(paging_share(&paging, space, ABSENT, shared_frame, USER_RIGHTS), MM_OK);
    assert_int_equal(paging_shares(&paging, shared_frame), SHARE_LIMIT);
    refused(MM_ENOSPC, space, ABSENT + 1u, shared_frame, USER_RIGHTS);
    refused(MM_ENOSPC, space, PAGE, shared_frame, USER_RIGHTS);
    unshared(space, ABSENT, shared_frame, SHARE_LIMIT - 1);
}

static void places_and_rights(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    refused(MM_EINVAL, space, KERNELS + 2u, frame, 0);
    refused(MM_EINVAL, kernel, KERNELS + 2u, frame, RIGHT_USER);
    refused(MM_EINVAL, space, ABSENT, frame, RIGHT_GLOBAL);
    refused(MM_EINVAL, space, ABSENT, frame, RIGHT_WRITE | RIGHT_EXEC);
    refused(MM_ENOTSUP, space, ABSENT, frame, RIGHT_NOEXEC);
    refused(MM_EBUSY, space, PAGE, frame, USER_RIGHTS);
    refused(MM_EBUSY, space, SHARED, shared_frame, USER_RIGHTS);
    refused(MM_EBUSY, space, LARGE, frame, USER_RIGHTS);
    hold_all_but(0);
    refused(MM_ENOMEM, space, TABLELESS, frame, USER_RIGHTS);
    refused(MM_ENOSPC, kernel, KERNEL_FIRST == 0 ? PAGE_LIMIT / 2 - 1u : PAGE_LIMIT - 1u, frame, 0);
}

/* What is mapped alone is paging_unmap's, what is shared this one's. */
static void pages_that_are_not_shared(void **state) {
    (void)state;
    not_unshared(MM_EOWNER, space, PAGE);
    not_unshared(MM_EOWNER, space, DEVICES);
    not_unshared(MM_EOWNER, space, STRANGERS);
    not_unshared(MM_EOWNER, space, LARGE);
    not_unshared(MM_EABSENT, space, ABSENT);
    not_unshared(MM_EABSENT, space, TABLELESS);
    not_unshared(MM_EINVAL, space, KERNELS);
    not_unshared(MM_EINVAL, space, PAGE_LIMIT);
    not_unshared(MM_EINVAL, space, (pageno_t)-1);
    remember_all();
    assert_int_equal(paging_unmap(&paging, space, SHARED).status, MM_EOWNER);
    assert_int_equal(paging_protect(&paging, space, SHARED, RIGHT_USER), MM_EOWNER);
    nothing_happened();
    unshared(space, SHARED, shared_frame, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(spaces_share_a_frame),         MAPPED_TEST(spaces_end),
        MAPPED_TEST(frames_that_cannot_be_shared), MAPPED_TEST(places_and_rights),
        MAPPED_TEST(pages_that_are_not_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
