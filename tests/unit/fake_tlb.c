/* The fake TLB: it notices an entry that changed and of which it was not told, so that tests that ask it can fail. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "tlb.h"

#define FIRST  150u /* frames to map */
#define SECOND 151u

/* The entry of `page`, written as somebody would who tells nobody. */
static void write_entry(frame_t root, pageno_t page, entry_t entry) {
    frame_t table = table_for(root, page, 1);
    pool[table].e[tables_index(page, 1)] = entry;
}

static void lead_to(frame_t root, pageno_t page, frame_t frame) {
    write_entry(root, page, (entry_t)frame * FRAME_SIZE | ENTRY_PAGE);
}

/* `page` is remembered in FIRST, and leads elsewhere. */
static void make_stale(frame_t root, pageno_t page) {
    lead_to(root, page, FIRST);
    assert_int_equal(fake_tlb_translate(&paging, root, page), FIRST);
    assert_true(fake_tlb_is_true(&paging));
    lead_to(root, page, SECOND);
}

static int nothing_remembered(void **state) {
    fake_tlb_reset();
    return boot_paging(state);
}

static void what_changed_is_noticed_until_told(void **state) {
    (void)state;
    make_stale(space, PAGE);
    assert_false(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), SECOND);
}

static void a_page_that_is_gone_is_noticed_too(void **state) {
    (void)state;
    make_stale(space, PAGE);
    write_entry(space, PAGE, 0);
    assert_false(fake_tlb_is_true(&paging));
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FRAME_UNMAPPED);
}

/* What may be done with a page is remembered too; what software keeps in its entry is not. */
static void other_rights_are_noticed_other_tags_are_not(void **state) {
    (void)state;
    const entry_t page = (entry_t)FIRST * FRAME_SIZE | ENTRY_PAGE;
    write_entry(space, PAGE, page);
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
    write_entry(space, PAGE, page | 0xE00);
    assert_true(fake_tlb_is_true(&paging));
    write_entry(space, PAGE, page | ENTRY_WRITE);
    assert_false(fake_tlb_is_true(&paging));
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_is_true(&paging));
    for (uint32_t bit = 1; bit < 8 * sizeof(entry_t); bit++) {
        bool tag = (9 <= bit && bit <= 11) || (52 <= bit && bit <= 62);
        write_entry(space, PAGE, page);
        assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
        write_entry(space, PAGE, page ^ (entry_t)1 << bit);
        if (bit < 12 || bit >= 52) assert_int_equal(fake_tlb_is_true(&paging), tag);
        tlb_forget(PAGE, 1);
    }
}

static void what_was_absent_is_not_remembered(void **state) {
    (void)state;
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FRAME_UNMAPPED);
    lead_to(space, PAGE, FIRST);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
}

static void only_what_is_named_is_forgotten(void **state) {
    (void)state;
    make_stale(space, PAGE);
    tlb_forget(PAGE - 4, 4);
    tlb_forget(PAGE + 1, 4);
    assert_false(fake_tlb_is_true(&paging));
    tlb_forget(PAGE - 4, 5);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(fake_tlb_forgotten(), 4 + 4 + 5);
    fake_tlb_reset();
    assert_int_equal(fake_tlb_forgotten(), 0);
}

static void each_space_is_remembered_for_itself(void **state) {
    (void)state;
    make_stale(space, PAGE);
    lead_to(kernel, PAGE, SECOND);
    assert_int_equal(fake_tlb_translate(&paging, kernel, PAGE), SECOND);
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_is_true(&paging));
}

/* A space that ended has nothing of its own remembered; the kernel's half is no longer looked for under its root. */
static void what_is_left_of_a_space_is_noticed(void **state) {
    (void)state;
    lead_to(space, PAGE, FIRST);
    lead_to(space, KERNELS, SECOND);
    lead_to(kernel, PAGE + 32u, SECOND);
    assert_true(fake_tlb_has_left(space));
    assert_int_equal(fake_tlb_translate(&paging, space, KERNELS), SECOND);
    assert_int_equal(fake_tlb_translate(&paging, space, PAGE), FIRST);
    assert_int_equal(fake_tlb_translate(&paging, kernel, PAGE + 32u), SECOND);
    assert_false(fake_tlb_has_left(space));
    tlb_forget(PAGE, 1);
    assert_true(fake_tlb_has_left(space));
    write_entry(space, KERNELS, 0);
    assert_true(fake_tlb_is_true(&paging));
    assert_false(fake_tlb_has_left(kernel));
}

#define TLB_TEST(f) cmocka_unit_test_setup(f, nothing_remembered)

int main(void) {
    const struct CMUnitTest tests[] = {
        TLB_TEST(what_changed_is_noticed_until_told),          TLB_TEST(a_page_that_is_gone_is_noticed_too),
        TLB_TEST(what_was_absent_is_not_remembered),           TLB_TEST(only_what_is_named_is_forgotten),
        TLB_TEST(other_rights_are_noticed_other_tags_are_not), TLB_TEST(each_space_is_remembered_for_itself),
        TLB_TEST(what_is_left_of_a_space_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
