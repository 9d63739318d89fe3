/* paging_map_large: a large page is there, its frames mapped by it alone; or a status and nothing changed. */
#include "entry.h"

#define FRAMES (4u * SPAN_2)
#include "mapped_fixture.h"
#include "paging_map_large.h"
#include "paging_unmap.h"
#include "paging_unmap_large.h"

#define FIRST    (2u * SPAN_2)                      /* the first of a large page's frames, all of them RAM */
#define BLOCK    (LARGE / SPAN_2 * SPAN_2)          /* where the fixture has a large page */
#define FREE     (BLOCK + 4u * SPAN_2)              /* where nothing is mapped for many large pages */
#define KERNEL_A ((KERNELS / SPAN_2 + 3u) * SPAN_2) /* the same in the kernel's half */

static int boot_map_large(void **state) {
    boot_mapped(state);
    paging.features = FEATURE_LARGE | FEATURE_HUGE | FEATURE_PAT | FEATURE_NX;
    assert_int_equal(pmm_claim(&pmm, FIRST, SPAN_2), MM_OK);
    remember_all();
    return 0;
}

static void refused(mm_status_t status, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                    uint32_t rights) {
    remember_all();
    fake_tlb_reset();
    assert_int_equal(paging_map_large(&paging, root, page, frame, level, rights), status);
    nothing_happened();
}

/* Every page of the large page has its frame, and the bits that were asked for (Intel SDM vol. 3A, tables 4-4 and 4-18). */
static void is_mapped(frame_t root, pageno_t page, frame_t frame, uint32_t level, entry_t bits) {
    frame_t table = tables_find(&paging.tables, root, page, level);
    assert_true(pool[table].e[tables_index(page, level)] == (entry_t)frame * FRAME_SIZE + bits);
    for (uint32_t n = 0; n < tables_span(level); n++)
        assert_int_equal(paging_translate(&paging, root, page + n), frame + n);
    assert_int_equal(tables_find(&paging.tables, root, page, level - 1), FRAME_NONE);
}

static void run_is(frame_t first, uint32_t count, owner_t state) {
    for (uint32_t n = 0; n < count; n++) assert_int_equal(owner[first + n], state);
}

#define NOEXEC (ENTRY_NX)

static void all_of_it_is_mapped(void **state) {
    (void)state;
    uint32_t tables = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_map_large(&paging, space, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
    is_mapped(space, FREE, FIRST, 2, 0xE7u + NOEXEC);
    run_is(FIRST, SPAN_2, OWNER_MAPPED);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables); /* the large page of the fixture has the tables */
    assert_true(pmm_check(&pmm));
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(paging_translate(&paging, space, FREE - 1), FRAME_UNMAPPED);
    assert_int_equal(paging_translate(&paging, space, FREE + SPAN_2), FRAME_UNMAPPED);
    assert_int_equal(paging_translate(&paging, kernel, FREE), FRAME_UNMAPPED);
}

/* PAT is bit 12 of a large page's entry, and bit 7 says that it is large. */
static void its_rights_are_those_asked_for(void **state) {
    static const struct {
        uint32_t rights;
        entry_t bits;
    } cases[] = {
        {0, 0xE1u + NOEXEC},
        {RIGHT_EXEC, 0xE1u},
        {RIGHT_USER | RIGHT_EXEC, 0xE5u},
        {RIGHT_WRITE | RIGHT_EXEC | RIGHT_BOTH, 0xE3u},
        {RIGHT_WRITE | KIND_THROUGH, 0xEBu + NOEXEC},
        {RIGHT_WRITE | KIND_UNCACHED, 0xFBu + NOEXEC},
        {RIGHT_WRITE | KIND_COMBINE, 0x10E3u + NOEXEC},
    };
    for (uint32_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        boot_map_large(state);
        assert_int_equal(paging_map_large(&paging, space, FREE, FIRST, 2, cases[n].rights), MM_OK);
        is_mapped(space, FREE, FIRST, 2, cases[n].bits);
    }
}

static void in_the_kernels_half(void **state) {
    (void)state;
    if (TABLE_LEVELS == 2) { /* the entry would be the roots' own */
        refused(MM_ENOSPC, kernel, KERNEL_A, FIRST, 2, RIGHT_WRITE);
        return;
    }
    refused(MM_ENOSPC, kernel, KERNELS / SPAN_3 * SPAN_3 + (pageno_t)SPAN_3 * TABLE_ENTRIES, FIRST, 2,
            RIGHT_WRITE);
    assert_int_equal(paging_map_large(&paging, kernel, KERNEL_A, FIRST, 2, RIGHT_WRITE | RIGHT_GLOBAL),
                     MM_OK);
    is_mapped(kernel, KERNEL_A, FIRST, 2, 0x1E3u + NOEXEC);
    is_mapped(space, KERNEL_A, FIRST, 2, 0x1E3u + NOEXEC);
}

static void back_again(void **state) {
    (void)state;
    assert_int_equal(paging_map_large(&paging, space, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
    assert_int_equal(fake_tlb_translate(&paging, space, FREE + 5), FIRST + 5);
    unmapped_t result = paging_unmap_large(&paging, space, FREE);
    assert_int_equal(result.status, MM_OK);
    assert_int_equal(result.frame, FIRST);
    owners_unchanged();
    tables_unchanged();
    assert_int_equal(fake_tlb_translate(&paging, space, FREE + 5), FRAME_UNMAPPED);
    assert_true(fake_tlb_is_true(&paging));
}

static void tables_are_made_and_go(void **state) {
    (void)state;
    frame_t other = pmm_alloc_in(&pmm, FRAMES);
    assert_int_equal(pmm_set_owner(&pmm, other, OWNER_TABLE), MM_OK);
    tables_new_root(&paging.tables, other);
    remember_all();
    uint32_t tables = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_map_large(&paging, other, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables + TABLE_LEVELS - 2);
    is_mapped(other, FREE, FIRST, 2, 0xE7u + NOEXEC);
    assert_int_equal(paging_unmap_large(&paging, other, FREE).status, MM_OK);
    owners_unchanged();
}

static void places_that_cannot_be_mapped(void **state) {
    (void)state;
    for (uint32_t level = 0; level < 8; level++) {
        if (level < 2 || level > TABLE_LEVELS || level > 3)
            refused(MM_EINVAL, space, FREE, FIRST, level, USER_RIGHTS);
    }
    refused(MM_EINVAL, space, FREE, FIRST, 0xFFFFFFFFu, USER_RIGHTS);
    refused(MM_EINVAL, space, FREE + 1, FIRST, 2, USER_RIGHTS);
    refused(MM_EINVAL, space, FREE + SPAN_2 - 1, FIRST, 2, USER_RIGHTS);
    refused(MM_EINVAL, space, FREE, FIRST + 1, 2, USER_RIGHTS);
    refused(MM_EINVAL, space, PAGE_LIMIT, FIRST, 2, USER_RIGHTS);
    refused(MM_EINVAL, space, (pageno_t)0 - SPAN_2, FIRST, 2, KERNEL_FIRST == 0 ? RIGHT_GLOBAL : RIGHT_USER);
    refused(MM_EINVAL, space, KERNEL_A, FIRST, 2, 0);
    refused(MM_EINVAL, kernel, KERNEL_A, FIRST, 2, RIGHT_USER);
    refused(MM_EINVAL, space, FREE, FIRST, 2, RIGHT_GLOBAL);
    refused(MM_EINVAL, space, FREE, FIRST, 2, RIGHT_WRITE | RIGHT_EXEC);
}

/* A window that any of its pages is in. */
static void windows(void **state) {
    (void)state;
    if (TABLE_LEVELS == 2) return; /* nothing large can be mapped in the kernel's half */
    const struct {
        pageno_t from, to;
        bool meets;
    } windows[] = {
        {KERNEL_A, KERNEL_A + 1, true},
        {KERNEL_A + 7, KERNEL_A + 9, true},
        {KERNEL_A + SPAN_2 - 1, KERNEL_A + 2 * SPAN_2, true},
        {KERNEL_A - 5, KERNEL_A + 1, true},
        {KERNEL_A - 5, KERNEL_A + 9 * SPAN_2, true},
        {KERNEL_A - 5, KERNEL_A, false},
        {KERNEL_A + SPAN_2, KERNEL_A + 2 * SPAN_2, false},
        {KERNEL_A + 7, KERNEL_A + 7, false},
        {KERNEL_A + 9, KERNEL_A + 7, false},
    };
    for (uint32_t n = 0; n < sizeof windows / sizeof *windows; n++) {
        boot_map_large(state);
        paging.window = windows[n].from;
        paging.window_end = windows[n].to;
        if (windows[n].meets)
            refused(MM_EINVAL, kernel, KERNEL_A, FIRST, 2, RIGHT_WRITE);
        else
            assert_int_equal(paging_map_large(&paging, kernel, KERNEL_A, FIRST, 2, RIGHT_WRITE), MM_OK);
        assert_int_equal(paging_map_large(&paging, space, FREE, FIRST + SPAN_2, 2, USER_RIGHTS),
                         MM_EFREE); /* windows are the kernel's */
    }
}

static void processors_without(void **state) {
    (void)state;
    paging.features = FEATURE_HUGE;
    refused(MM_ENOTSUP, space, FREE, FIRST, 2, USER_RIGHTS);
    paging.features = FEATURE_LARGE;
    if (TABLE_LEVELS > 2) refused(MM_ENOTSUP, space, SPAN_3, 0, 3, USER_RIGHTS);
    refused(MM_ENOTSUP, space, FREE, FIRST, 2, RIGHT_NOEXEC);
    refused(MM_ENOTSUP, space, FREE, FIRST, 2, KIND_COMBINE);
    assert_int_equal(paging_map_large(&paging, space, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
}

static void frames_that_cannot_be_mapped(void **state) {
    static const struct {
        uint32_t at;
        owner_t owner;
        mm_status_t status;
    } cases[] = {
        {0, OWNER_FREE, MM_EFREE},    {SPAN_2 - 1, OWNER_FREE, MM_EFREE},
        {9, OWNER_MAPPED, MM_EOWNER}, {SPAN_2 - 1, OWNER_SHARED, MM_EOWNER},
        {1, OWNER_TABLE, MM_EOWNER},
    };
    refused(MM_EFREE, space, FREE, FIRST + SPAN_2, 2, USER_RIGHTS);
    refused(MM_EOWNER, space, FREE, 0, 2, USER_RIGHTS); /* frame 0 is reserved */
    refused(MM_ERANGE, space, FREE, FRAMES, 2, USER_RIGHTS);
    refused(MM_ERANGE, space, FREE, 0u - SPAN_2, 2, USER_RIGHTS);
    for (uint32_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        boot_map_large(state);
        frame_t frame = FIRST + cases[n].at;
        assert_int_equal(cases[n].owner == OWNER_FREE ? pmm_free(&pmm, frame)
                                                      : pmm_set_owner(&pmm, frame, cases[n].owner),
                         MM_OK);
        refused(cases[n].status, space, FREE, FIRST, 2, USER_RIGHTS);
    }
    /* Of two that are wrong the first decides. */
    boot_map_large(state);
    assert_int_equal(pmm_set_owner(&pmm, FIRST + 3, OWNER_SHARED), MM_OK);
    assert_int_equal(pmm_free(&pmm, FIRST + 4), MM_OK);
    refused(MM_EOWNER, space, FREE, FIRST, 2, USER_RIGHTS);
    assert_int_equal(pmm_free(&pmm, FIRST + 2), MM_OK);
    refused(MM_EFREE, space, FREE, FIRST, 2, USER_RIGHTS);
}

static void something_is_there(void **state) {
    (void)state;
    refused(MM_EBUSY, space, BLOCK, FIRST, 2, USER_RIGHTS); /* a large page */
    refused(MM_EBUSY, space, PAGE / SPAN_2 * SPAN_2, FIRST, 2,
            USER_RIGHTS); /* pages of 4 KiB, not at its first page */
    assert_int_equal(paging_translate(&paging, space, PAGE / SPAN_2 * SPAN_2), FRAME_UNMAPPED);
    assert_int_equal(paging_map_large(&paging, space, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
    refused(MM_EOWNER, space, FREE + SPAN_2, FIRST, 2, USER_RIGHTS); /* the frames are mapped now */
}

static void no_frames_for_tables(void **state) {
    (void)state;
    if (TABLE_LEVELS == 2) return; /* none are needed */
    frame_t other = pmm_alloc_in(&pmm, FRAMES);
    assert_int_equal(pmm_set_owner(&pmm, other, OWNER_TABLE), MM_OK);
    tables_new_root(&paging.tables, other);
    for (frame_t f = 0; f < FRAMES; f++)
        if (owner[f] == OWNER_FREE) assert_int_equal(pmm_claim(&pmm, f, 1), MM_OK);
    refused(MM_ENOMEM, other, FREE, FIRST, 2, USER_RIGHTS);
    assert_int_equal(pmm_free(&pmm, 150), MM_OK);
    refused(MM_ENOMEM, other, FREE, FIRST, 2, USER_RIGHTS);
    assert_int_equal(pmm_free(&pmm, 151), MM_OK);
    assert_int_equal(paging_map_large(&paging, other, FREE, FIRST, 2, USER_RIGHTS), MM_OK);
    is_mapped(other, FREE, FIRST, 2, 0xE7u + NOEXEC);
}

/* A page of 1 GiB, over memory that has that much. */
static void huge(void **state) {
    static uint8_t owners[2 * SPAN_3];
    static word_t many[FREEMAP_SIZE(2 * SPAN_3)];
    (void)state;
    if (TABLE_LEVELS == 2) return;
    memmap_init(&map);
    assert_int_equal(memmap_add_usable(&map, 0, (uint64_t)2 * SPAN_3 * FRAME_SIZE), MM_OK);
    assert_int_equal(pmm_init(&pmm, &map, 2 * SPAN_3, many, owners), MM_OK);
    kernel = table_frame();
    tables_init(&paging.tables, pool, live, FRAMES, kernel);
    space = table_frame();
    tables_new_root(&paging.tables, space);
    assert_int_equal(pmm_claim(&pmm, SPAN_3, SPAN_3), MM_OK);
    fake_tlb_reset();
    assert_int_equal(paging_map_large(&paging, space, 3 * (pageno_t)SPAN_3, SPAN_3, 3, USER_RIGHTS), MM_OK);
    is_mapped(space, 3 * (pageno_t)SPAN_3, SPAN_3, 3, 0xE7u + NOEXEC);
    assert_int_equal(pmm_count(&pmm, OWNER_MAPPED), SPAN_3);
    assert_int_equal(paging_map_large(&paging, space, 3 * (pageno_t)SPAN_3 + SPAN_2, SPAN_3, 2, USER_RIGHTS),
                     MM_EOWNER);
    assert_int_equal(fake_tlb_translate(&paging, space, 4 * (pageno_t)SPAN_3 - 1), 2 * SPAN_3 - 1);
    assert_int_equal(paging_unmap(&paging, space, 3 * (pageno_t)SPAN_3).status, MM_EOWNER);
    unmapped_t result = paging_unmap_large(&paging, space, 3 * (pageno_t)SPAN_3);
    assert_int_equal(result.status, MM_OK);
    assert_int_equal(result.frame, SPAN_3);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(pmm_count(&pmm, OWNER_MAPPED), 0);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), 2);
    assert_true(pmm_check(&pmm));
}

#define LARGE_TEST(f) cmocka_unit_test_setup(f, boot_map_large)
int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(all_of_it_is_mapped),
        LARGE_TEST(its_rights_are_those_asked_for),
        LARGE_TEST(in_the_kernels_half),
        LARGE_TEST(back_again),
        LARGE_TEST(tables_are_made_and_go),
        LARGE_TEST(places_that_cannot_be_mapped),
        LARGE_TEST(windows),
        LARGE_TEST(processors_without),
        LARGE_TEST(frames_that_cannot_be_mapped),
        LARGE_TEST(something_is_there),
        LARGE_TEST(no_frames_for_tables),
        LARGE_TEST(huge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
