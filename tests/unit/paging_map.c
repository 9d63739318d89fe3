/* paging_map: a frame at a page, or a status and nothing changed. */
#include "paging_fixture.h"
#include "paging_map.h"

#define ALL_FRAMES 0xFFFFFFFFu

static void refused(mm_status_t status, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_map(&paging, root, page, frame, rights), status);
    all_unchanged();
}

static void a_page_is_mapped(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, space, PAGE, frame, USER_RIGHTS), MM_OK);
    assert_int_equal(owner[frame], OWNER_MAPPED);
    assert_int_equal(paging_translate(&paging, space, PAGE), frame);
    assert_int_equal(paging_translate(&paging, kernel, PAGE), FRAME_UNMAPPED);
    frame_t table = tables_find(&paging.tables, space, PAGE, 1);
    assert_true(pool[table].e[5] == (entry_t)frame * FRAME_SIZE + 0x67u);
    way_is_open(space, PAGE);
    assert_int_equal(pmm_free(&pmm, frame), MM_EOWNER);

    /* Its neighbour needs no table more. */
    uint32_t before = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_map(&paging, space, PAGE + 1, pmm_alloc(&pmm), 0), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), before);
    assert_true(pmm_check(&pmm));
}

static void no_frame_twice(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm), other = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, space, PAGE, frame, USER_RIGHTS), MM_OK);
    refused(MM_EOWNER, space, PAGE + 1, frame, USER_RIGHTS);
    refused(MM_EOWNER, kernel, PAGE, frame, USER_RIGHTS);
    refused(MM_EBUSY, space, PAGE, other, USER_RIGHTS);
}

static void frames_that_cannot_be_mapped(void **state) {
    (void)state;
    refused(MM_EOWNER, space, PAGE, 0, 0);
    refused(MM_EOWNER, space, PAGE, space, 0); /* a table */
    refused(MM_EOWNER, space, PAGE, 120, 0);   /* a device's */
    refused(MM_EFREE, space, PAGE, FRAMES - 1, 0);
    refused(MM_ERANGE, space, PAGE, FRAMES, 0);
    refused(MM_ERANGE, space, PAGE, ALL_FRAMES, 0);
}

static void places_that_cannot_be_mapped(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    if ((pageno_t)-1 > PAGE_LIMIT) refused(MM_EINVAL, space, PAGE_LIMIT, frame, 0);
    refused(MM_EINVAL, space, (pageno_t)-1, frame, 0);
    refused(MM_EINVAL, space, KERNELS, frame, 0);             /* not through a space's root */
    refused(MM_EINVAL, kernel, KERNELS, frame, RIGHT_USER);   /* not for users */
    refused(MM_EINVAL, space, PAGE, frame, RIGHT_GLOBAL);     /* not in all spaces */
    refused(MM_ENOSPC, kernel, KERNELS, frame, RIGHT_GLOBAL); /* the kernel's half has no table there */
    paging.window = KERNELS - 1;
    paging.window_end = KERNELS + 1;
    refused(MM_EINVAL, kernel, KERNELS, frame, 0);
}

static void rights_that_cannot_be_given(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    refused(MM_EINVAL, space, PAGE, frame, RIGHT_WRITE | RIGHT_EXEC);
    refused(MM_EINVAL, space, PAGE, frame, 0x100);
    refused(MM_ENOTSUP, space, PAGE, frame, KIND_COMBINE);
    refused(MM_ENOTSUP, space, PAGE, frame, RIGHT_NOEXEC);
}

static void the_kernels_half_is_seen_by_all(void **state) {
    (void)state;
    /* One table right below the roots, made before the second root was. */
    boot_paging(state);
    tables_free_root(&paging.tables, space);
    table_for(kernel, KERNELS, TABLE_LEVELS - 1);
    tables_new_root(&paging.tables, space);
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, kernel, KERNELS, frame, RIGHT_WRITE | RIGHT_GLOBAL), MM_OK);
    assert_int_equal(paging_translate(&paging, space, KERNELS), frame);
    assert_int_equal(paging_translate(&paging, kernel, KERNELS), frame);
    way_is_open(kernel, KERNELS);
    way_is_open(space, KERNELS);
}

/* MM_ENOMEM exactly when fewer frames are free than tables are missing. */
static void asks_for(frame_t root, pageno_t page, uint32_t rights, uint32_t missing, uint32_t left) {
    hold_all_but(left);
    if (missing > left) {
        refused(MM_ENOMEM, root, page, HELD, rights);
        return;
    }
    assert_int_equal(paging_map(&paging, root, page, HELD, rights), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), left - missing);
    way_is_open(root, page);
}

static void no_frames_for_tables(void **state) {
    for (uint32_t missing = 0; missing < TABLE_LEVELS; missing++) {
        for (uint32_t left = 0; left <= 3; left++) {
            boot_paging(state);
            table_for(space, PAGE, missing + 1);
            asks_for(space, PAGE, USER_RIGHTS, missing, left);
            if (missing == TABLE_LEVELS - 1) continue; /* the kernel's half has those below the roots */
            boot_paging(state);
            tables_free_root(&paging.tables, space);
            table_for(kernel, KERNELS, missing + 1);
            tables_new_root(&paging.tables, space);
            asks_for(kernel, KERNELS, RIGHT_GLOBAL, missing, left);
        }
    }
}

/* Frames beyond those that can be tables do not count. */
static void frames_that_cannot_be_tables(void **state) {
    (void)state;
    paging.tables.nframes = FRAMES - 100;
    hold_all_but(100);
    for (uint32_t n = 1; n < TABLE_LEVELS; n++) {
        refused(MM_ENOMEM, space, PAGE, HELD, USER_RIGHTS);
        assert_int_equal(pmm_free(&pmm, HELD + n), MM_OK);
    }
    assert_int_equal(paging_map(&paging, space, PAGE, HELD, USER_RIGHTS), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), 100);
}

static void under_a_large_page(void **state) {
    (void)state;
    frame_t table = table_for(space, PAGE, 2);
    tables_set(&paging.tables, table, tables_index(PAGE, 2), LARGE_ENTRY);
    refused(MM_EBUSY, space, PAGE, pmm_alloc(&pmm), USER_RIGHTS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(a_page_is_mapped),
        PAGING_TEST(no_frame_twice),
        PAGING_TEST(frames_that_cannot_be_mapped),
        PAGING_TEST(places_that_cannot_be_mapped),
        PAGING_TEST(rights_that_cannot_be_given),
        PAGING_TEST(the_kernels_half_is_seen_by_all),
        PAGING_TEST(no_frames_for_tables),
        PAGING_TEST(frames_that_cannot_be_tables),
        PAGING_TEST(under_a_large_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
