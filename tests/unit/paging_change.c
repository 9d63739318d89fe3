/* paging_change: one entry is written anew, and nothing else; telling the TLB is the caller's. */
#include "mapped_fixture.h"
#include "paging_change.h"

static void change(frame_t root, pageno_t page, entry_t entry) {
    paging_change(&paging, root, page, tables_find(&paging.tables, root, page, 1), entry);
}

/* What the processor reads changes: it remembers the old until it is told. */
static void what_the_processor_reads(void **state) {
    static const entry_t bits[] = {0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x80, 0x100};
    for (uint32_t n = 0; n < sizeof bits / sizeof bits[0]; n++) {
        boot_mapped(state);
        entry_t entry = *entry_of(space, PAGE) ^ bits[n];
        change(space, PAGE, entry);
        assert_false(fake_tlb_is_true(&paging));
        assert_int_equal(fake_tlb_forgotten(), 0);
        tlb_forget(PAGE, 1);
        only_entry_is(space, PAGE, entry, 1);
    }
}

static void what_software_keeps(void **state) {
    (void)state;
    entry_t entry = *entry_of(space, PAGE) | ALL_TAG_BITS;
    change(space, PAGE, entry);
    only_entry_is(space, PAGE, entry, 0);
    change(space, PAGE, entry);
    only_entry_is(space, PAGE, entry, 0);
}

static void no_execution(void **state) {
    (void)state;
    if (ENTRY_NX == 0) return;
    entry_t entry = *entry_of(space, PAGE) ^ ENTRY_NX;
    change(space, PAGE, entry);
    assert_false(fake_tlb_is_true(&paging));
    tlb_forget(PAGE, 1);
    only_entry_is(space, PAGE, entry, 1);
}

static void the_kernels_half(void **state) {
    (void)state;
    entry_t entry = *entry_of(kernel, KERNELS) | ALL_TAG_BITS;
    change(kernel, KERNELS, entry);
    only_entry_is(kernel, KERNELS, entry, 0);
    assert_true(*entry_of(space, KERNELS) == entry);
}

/* Whatever the owner of the frame says. */
static void frames_that_may_be_mapped_elsewhere(void **state) {
    const pageno_t pages[] = {DEVICES, SHARED, STRANGERS};
    for (uint32_t n = 0; n < 3; n++) {
        boot_mapped(state);
        entry_t entry = *entry_of(space, pages[n]) & ~(entry_t)0x2;
        change(space, pages[n], entry);
        assert_false(fake_tlb_is_true(&paging));
        tlb_forget(pages[n], 1);
        only_entry_is(space, pages[n], entry, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(what_the_processor_reads),
        MAPPED_TEST(what_software_keeps),
        MAPPED_TEST(no_execution),
        MAPPED_TEST(the_kernels_half),
        MAPPED_TEST(frames_that_may_be_mapped_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
