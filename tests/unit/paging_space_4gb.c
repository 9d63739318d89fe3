/* paging_new_4gb: each page of the lowest 4 GiB is mapped to the frame of its number, for the kernel alone, in tables beside the tree;
   paging_free_4gb gives them back. Or a status, and nothing changed. */
#include "fake_mmu.h"
#include "fake_tlb.h"

#define FRAMES 1400u
#include "paging_fixture.h"

#include "paging_space_4gb.h"
#include "paging_map.h"
#include "paging_open.h"
#include "paging_space.h"
#include "paging_switch.h"

#define ALL (FEATURE_LARGE | FEATURE_HUGE | FEATURE_NX | FEATURE_PAT)
#define NX  (paging.features & FEATURE_NX ? ENTRY_NX : 0)

static int boot_4gb(void **state) {
    boot_paging(state);
    fake_tlb_reset();
    fake_mmu_reset(kernel);
    paging.features = ALL;
    remember_all();
    return 0;
}

/* Of all owners only those of these frames changed, and of all tables only theirs. */
static void only_run(frame_t first, uint32_t count) {
    for (frame_t f = 0; f < FRAMES; f++) {
        bool in = first <= f && f < first + count;
        assert_int_equal(owner_before[f], in ? OWNER_FREE : owner[f]);
        if (in)
            assert_int_equal(owner[f], OWNER_ALLOCATED);
        else
            assert_memory_equal(&pool[f], &pool_before[f], sizeof pool[f]);
    }
    assert_memory_equal(live, live_before, sizeof live);
    assert_true(pmm_check(&pmm));
    assert_int_equal(fake_tlb_forgotten(), 0);
}

/* Page v, of this level, with these bits (Intel SDM vol. 3A, tables 4-16 to 4-20), and no way on which a user may go. */
static void is_at(frame_t root, pageno_t v, uint32_t level, entry_t bits) {
    uint32_t found;
    pageno_t span = tables_span(level);
    assert_true(hardware_walk(root, v, &found) == (entry_t)(v - v % span) * FRAME_SIZE + bits + NX);
    assert_int_equal(found, level);
    frame_t table = root;
    for (uint32_t l = TABLE_LEVELS; l > level; l--) {
        entry_t link = pool[table].e[tables_index(v, l)];
        assert_int_equal(link % FRAME_SIZE, 0x23);
        table = (frame_t)(link / FRAME_SIZE);
        assert_true(root < table && table < root + paging_frames_4gb(&paging));
    }
}

static void has_all(frame_t root, uint32_t level, entry_t bits) {
    for (pageno_t v = 0; v < PAGES_4GB; v += level == 1 ? 1 : tables_span(level) / 2)
        is_at(root, v, level, bits);
    is_at(root, PAGES_4GB - 1, level, bits);
}

static void with_the_largest_pages(void **state) {
    (void)state;
    assert_int_equal(paging_frames_4gb(&paging), TABLE_LEVELS == 2 ? 1 : 2);
    space_4gb_t space_4gb = paging_new_4gb(&paging, RIGHT_WRITE);
    assert_int_equal(space_4gb.status, MM_OK);
    has_all(space_4gb.root, LARGEST_LEVEL, 0xE3u);
    only_run(space_4gb.root, TABLE_LEVELS == 2 ? 1 : 2);
}

static void with_smaller_ones(void **state) {
    (void)state;
    paging.features = FEATURE_NX | (TABLE_LEVELS == 4 ? FEATURE_LARGE : FEATURE_HUGE);
    assert_int_equal(paging_frames_4gb(&paging), TABLE_LEVELS == 2 ? 1025 : 6);
    space_4gb_t space_4gb = paging_new_4gb(&paging, 0);
    assert_int_equal(space_4gb.status, MM_OK);
    has_all(space_4gb.root, LARGEST_LEVEL - 1, TABLE_LEVELS == 2 ? 0x61u : 0xE1u);
    only_run(space_4gb.root, TABLE_LEVELS == 2 ? 1025 : 6);
}

static void with_rights_and_kinds(void **state) {
    (void)state;
    space_4gb_t one = paging_new_4gb(&paging, RIGHT_WRITE | RIGHT_EXEC | RIGHT_BOTH | KIND_COMBINE);
    paging.features &= ~(FEATURE_NX | FEATURE_PAT);
    is_at(one.root, 0x12345u, LARGEST_LEVEL, 0x10E3u);
    space_4gb_t other = paging_new_4gb(&paging, KIND_UNCACHED);
    is_at(other.root, 0x12345u, LARGEST_LEVEL, 0xF9u);
    assert_int_equal(other.status, MM_OK);
    assert_true(other.root >= one.root + paging_frames_4gb(&paging) ||
                one.root >= other.root + paging_frames_4gb(&paging));
}

/* What lies beyond 4 GiB: the kernel's half, and nothing else. */
static void beyond(void **state) {
    (void)state;
    if (TABLE_LEVELS == 2) return;
    uint32_t level;
    assert_int_equal(paging_open(&paging, KERNELS), MM_OK);
    space_4gb_t space_4gb = paging_new_4gb(&paging, RIGHT_WRITE);
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(paging_map(&paging, kernel, KERNELS, frame, RIGHT_WRITE), MM_OK);
    assert_true(hardware_walk(space_4gb.root, KERNELS, &level) == hardware_walk(kernel, KERNELS, &level));
    for (uint32_t n = 0; n < PROBES; n++) {
        pageno_t v = probe(n);
        if (v < PAGES_4GB) continue;
        entry_t entry = hardware_walk(space_4gb.root, v, &level);
        assert_true(paging_is_kernels(v) ? entry == hardware_walk(kernel, v, &level) : entry == 0);
    }
    uint32_t last;
    assert_true(hardware_walk(space_4gb.root, PAGES_4GB, &last) == 0);
}

static void refused(mm_status_t status, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_new_4gb(&paging, rights).status, status);
    all_unchanged();
}

static void what_makes_no_sense(void **state) {
    (void)state;
    refused(MM_EINVAL, RIGHT_USER);
    refused(MM_EINVAL, RIGHT_GLOBAL | RIGHT_WRITE);
    refused(MM_EINVAL, RIGHT_WRITE | RIGHT_EXEC);
    refused(MM_EINVAL, 0x100u);
    paging.features = FEATURE_LARGE;
    refused(MM_ENOTSUP, RIGHT_NOEXEC);
    refused(MM_ENOTSUP, KIND_COMBINE);
}

static void too_few_frames(void **state) {
    (void)state;
    paging.features = 0;
    uint32_t count = paging_frames_4gb(&paging);
    hold_all_but(count - 1);
    refused(MM_ENOMEM, 0);
    assert_int_equal(pmm_free(&pmm, FRAMES - count), MM_OK);
    space_4gb_t space_4gb = paging_new_4gb(&paging, 0);
    assert_int_equal(space_4gb.status, MM_OK);
    assert_int_equal(space_4gb.root, FRAMES - count);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), 0);
}

static void and_back(void **state) {
    (void)state;
    space_4gb_t space_4gb = paging_new_4gb(&paging, RIGHT_WRITE);
    frame_t root = space_4gb.root;
    paging_switch(&paging, root);
    assert_int_equal(mmu_root(), root);
    assert_int_equal(paging_free_4gb(&paging, root), MM_EBUSY);
    assert_int_equal(owner[root], OWNER_ALLOCATED);
    paging_switch(&paging, kernel);
    assert_int_equal(paging_free_4gb(&paging, root), MM_OK);
    owners_unchanged();
    assert_int_equal(paging_free_4gb(&paging, root), MM_EOWNER);
    assert_int_equal(paging_free_4gb(&paging, space), MM_EOWNER);
    assert_int_equal(paging_free_4gb(&paging, 0), MM_EOWNER);
    assert_int_equal(paging_free_4gb(&paging, FRAMES), MM_ERANGE);
    assert_int_equal(paging_free_4gb(&paging, 0xFFFFFFFFu), MM_ERANGE);
    owners_unchanged();
}

#define FLAT_TEST(f) cmocka_unit_test_setup(f, boot_4gb)
int main(void) {
    const struct CMUnitTest tests[] = {
        FLAT_TEST(with_the_largest_pages),
        FLAT_TEST(with_smaller_ones),
        FLAT_TEST(with_rights_and_kinds),
        FLAT_TEST(beyond),
        FLAT_TEST(what_makes_no_sense),
        FLAT_TEST(too_few_frames),
        FLAT_TEST(and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
