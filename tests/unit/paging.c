/* paging_translate: pages of every size, and pages that are not mapped, against the tests' own walk. */
#include "paging_fixture.h"

/* What the walk says of `page`, as the manuals compute it: the entry's high bits, the page number's low ones. */
static frame_t walked(frame_t root, pageno_t page) {
    uint32_t level;
    entry_t entry = hardware_walk(root, page, &level);
    pageno_t low = ((pageno_t)1 << (level - 1) * DIGIT) - 1;
    if ((entry & ENTRY_PRESENT) == 0) return FRAME_UNMAPPED;
    return (frame_t)(((entry >> 12 & (ENTRY_FRAMES - 1)) & ~low) | (page & low));
}

static void compare(pageno_t page) {
    assert_int_equal(paging_translate(&paging, space, page), walked(space, page));
    assert_int_equal(paging_translate(&paging, kernel, page), walked(kernel, page));
}

static void nothing_is_mapped_at_first(void **state) {
    (void)state;
    for (uint32_t n = 0; n < PROBES; n++) {
        assert_int_equal(paging_translate(&paging, space, probe(n)), FRAME_UNMAPPED);
        assert_int_equal(paging_translate(&paging, kernel, probe(n)), FRAME_UNMAPPED);
    }
}

static void a_page_leads_to_its_frame(void **state) {
    (void)state;
    for (uint32_t n = 2; n < PROBES; n += 4) {
        boot_paging(NULL);
        frame_t table = table_for(space, probe(n), 1), frame = pmm_alloc(&pmm);
        assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_MAPPED), MM_OK);
        tables_set(&paging.tables, table, tables_index(probe(n), 1),
                   (entry_t)frame * FRAME_SIZE | ENTRY_PAGE);
        assert_int_equal(paging_translate(&paging, space, probe(n)), frame);
        for (uint32_t m = 0; m < PROBES; m++) compare(probe(m));
        tables_set(&paging.tables, table, tables_index(probe(n), 1), 0);
        assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_ALLOCATED), MM_OK);
        assert_int_equal(paging_translate(&paging, space, probe(n)), FRAME_UNMAPPED);
    }
}

/* A large page of the space's own, written where it belongs; the lowest bits of its frame are not its own. */
static void a_large_page_leads_to_each_of_its_frames(void **state) {
    (void)state;
    for (uint32_t level = 2; level <= TABLE_LEVELS && level <= 3; level++) {
        boot_paging(NULL);
        pageno_t page = page_of(LOWEST_OWN + 1, 3);
        frame_t table = table_for(space, page, level);
        frame_t first = 5u << (level - 1) * DIGIT;
        if (first >= FRAME_LIMIT) first = 0;
        tables_set(&paging.tables, table, tables_index(page, level),
                   (entry_t)first * FRAME_SIZE | ENTRY_PAGE | ENTRY_LARGE | 0x1000);
        pageno_t low = ((pageno_t)1 << (level - 1) * DIGIT) - 1;
        assert_int_equal(paging_translate(&paging, space, page & ~low), first);
        assert_int_equal(paging_translate(&paging, space, page | low), first + low);
        assert_int_equal(paging_translate(&paging, space, (page | low) + 1), FRAME_UNMAPPED);
        assert_int_equal(paging_translate(&paging, space, (page & ~low) - 1), FRAME_UNMAPPED);
        for (uint32_t m = 0; m < PROBES; m++) compare(probe(m));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(nothing_is_mapped_at_first),
        PAGING_TEST(a_page_leads_to_its_frame),
        PAGING_TEST(a_large_page_leads_to_each_of_its_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
