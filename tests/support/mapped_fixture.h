/* Pages that are mapped, in every way that there is, and what a processor remembers of them. */
#ifndef TESTS_MAPPED_FIXTURE_H
#define TESTS_MAPPED_FIXTURE_H

#include "fake_mmu.h"
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map.h"

/* Pages under one table of the lowest level: of frames that may be mapped elsewhere too, and absent. */
#define DEVICES      (PAGE + 16u)
#define SHARED       (PAGE + 17u)
#define STRANGERS    (PAGE + 18u) /* the allocator does not know the frame */
#define ABSENT       (PAGE + 4u)
#define LARGE        (PAGE + SPAN_2)
#define TABLELESS    (PAGE + 2u * SPAN_2)
#define DEVICE_FRAME 120u

static frame_t shared_frame;

/* The bits that a processor leaves to software (Intel SDM vol. 3A, tables 4-6 and 4-20), which a tag is kept in. */
static inline entry_t tag_bits(uint32_t tag) {
    uint64_t high = TABLE_LEVELS == 4 ? (uint64_t)(tag >> 3) << 52 : 0;
    return (entry_t)(tag & 7) << 9 | (entry_t)high;
}
#define ALL_TAG_BITS tag_bits(0xFFFFFFFFu >> 18)

static inline entry_t *entry_of(frame_t root, pageno_t page) {
    return &pool[tables_find(&paging.tables, root, page, 1)].e[page & (TABLE_ENTRIES - 1)];
}

static inline frame_t map_at(frame_t root, pageno_t page, uint32_t rights) {
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, root, page, frame, rights), MM_OK);
    return frame;
}

/* PAGE is mapped for users, KERNELS for the kernel, and the others as their names say. The processor remembers them all. */
static inline int boot_mapped(void **state) {
    boot_paging(state);
    tables_free_root(&paging.tables, space);
    table_for(kernel, KERNELS, TABLE_LEVELS - 1);
    tables_new_root(&paging.tables, space);
    map_at(space, PAGE, USER_RIGHTS);
    map_at(kernel, KERNELS, RIGHT_WRITE | RIGHT_GLOBAL);
    map_at(kernel, KERNELS + 1u, 0);
    shared_frame = pmm_alloc(&pmm);
    assert_int_equal(pmm_set_owner(&pmm, shared_frame, OWNER_SHARED), MM_OK);
    shares[shared_frame] = 1;
    frame_t table = table_for(space, PAGE, 1), above = table_for(space, PAGE, 2);
    tables_set(&paging.tables, table, tables_index(DEVICES, 1), (entry_t)DEVICE_FRAME * FRAME_SIZE + 0x67u);
    tables_set(&paging.tables, table, tables_index(SHARED, 1), (entry_t)shared_frame * FRAME_SIZE + 0x67u);
    tables_set(&paging.tables, table, tables_index(STRANGERS, 1), (entry_t)UNKNOWN * FRAME_SIZE + 0x67u);
    tables_set(&paging.tables, above, tables_index(LARGE, 2), LARGE_ENTRY);
    fake_tlb_reset();
    fake_mmu_reset(FRAME_NONE);
    const pageno_t pages[] = {PAGE, DEVICES, SHARED, STRANGERS, LARGE, KERNELS, KERNELS + 1u};
    for (uint32_t n = 0; n < sizeof pages / sizeof pages[0]; n++)
        assert_int_not_equal(fake_tlb_translate(&paging, space, pages[n]), FRAME_UNMAPPED);
    remember_all();
    return 0;
}

/* Nothing changed, and nobody was told anything. */
static inline void nothing_happened(void) {
    all_unchanged();
    assert_int_equal(fake_tlb_forgotten(), 0);
    assert_true(fake_tlb_is_true(&paging));
}

/* The entry of `page` is `entry` now, and nothing else changed; so many pages were told to the TLB, which says nothing that is no
   longer so. */
static inline void only_entry_is(frame_t root, pageno_t page, entry_t entry, uint32_t told) {
    assert_true(*entry_of(root, page) == entry);
    frame_t table = tables_find(&paging.tables, root, page, 1);
    only_entry(table, tables_index(page, 1));
    assert_int_equal(live[table], live_before[table]);
    owners_unchanged();
    assert_int_equal(fake_tlb_forgotten(), told);
    assert_true(fake_tlb_is_true(&paging));
}

/* Places where nothing may be changed, whoever asks; `refused` checks that its caller is told so and that nothing happened. The window
   ends before KERNELS then. */
static inline void unchangeable_places(void (*refused)(mm_status_t, frame_t, pageno_t, uint32_t)) {
    refused(MM_EINVAL, space, PAGE_LIMIT, 0);
    refused(MM_EINVAL, kernel, PAGE_LIMIT, 0);
    refused(MM_EINVAL, space, (pageno_t)-1, 0);
    refused(MM_EINVAL, kernel, (pageno_t)-1, 0);
    refused(MM_EINVAL, space, KERNELS, 0); /* not through a space's root */
    paging.window = KERNELS - 2;
    paging.window_end = KERNELS;
    refused(MM_EINVAL, kernel, KERNELS - 2, 0);
    refused(MM_EINVAL, kernel, KERNELS - 1, 0);
    refused(MM_EABSENT, kernel, KERNELS - 3, 0);
}

#define MAPPED_TEST(f) cmocka_unit_test_setup(f, boot_mapped)

#endif
