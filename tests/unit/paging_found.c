/* paging_found: what is mapped at a page, and whether its frame is mapped nowhere else. */
#include "mapped_fixture.h"
#include "paging_found.h"

static void found(mm_status_t status, frame_t root, pageno_t page) {
    frame_t table = tables_find(&paging.tables, root, page, 1);
    assert_int_equal(paging_found(&paging, root, page, table), status);
    nothing_happened();
}

static void a_page(void **state) {
    (void)state;
    found(MM_OK, space, PAGE);
    found(MM_EABSENT, kernel, PAGE);
    found(MM_OK, kernel, KERNELS);
    found(MM_OK, space, KERNELS); /* of the half that all share */
}

static void nothing(void **state) {
    (void)state;
    found(MM_EABSENT, space, ABSENT);
    found(MM_EABSENT, space, TABLELESS);
    found(MM_EABSENT, space, OWN_HALF + PAGE_LIMIT / 2 - 1);
    found(MM_EABSENT, kernel, KERNELS - 1u);
}

static void frames_that_may_be_mapped_elsewhere(void **state) {
    (void)state;
    found(MM_EOWNER, space, DEVICES);
    found(MM_EOWNER, space, SHARED);
    found(MM_EOWNER, space, STRANGERS);
    found(MM_EOWNER, space, LARGE);
    found(MM_EOWNER, space, LARGE - 5u);
    found(MM_EOWNER, space, LARGE - 5u + SPAN_2 - 1u);
}

/* Of the frames only the number counts: a tag, or the bit that forbids execution, is none of it. */
static void other_bits_of_the_entry(void **state) {
    (void)state;
    *entry_of(space, PAGE) |= ALL_TAG_BITS | ENTRY_NX;
    *entry_of(space, SHARED) |= ALL_TAG_BITS | ENTRY_NX;
    remember_all();
    fake_tlb_reset();
    found(MM_OK, space, PAGE);
    found(MM_EOWNER, space, SHARED);
}

/* The first frame that the allocator does not know, and the last that there can be. */
static void frames_beyond_the_allocators(void **state) {
    (void)state;
    const frame_t frames[] = {FRAMES, FRAME_LIMIT - 1u};
    for (uint32_t n = 0; n < 2; n++) {
        *entry_of(space, STRANGERS) = (entry_t)frames[n] * FRAME_SIZE + 0x67u;
        remember_all();
        fake_tlb_reset();
        found(MM_EOWNER, space, STRANGERS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(a_page),
        MAPPED_TEST(nothing),
        MAPPED_TEST(frames_that_may_be_mapped_elsewhere),
        MAPPED_TEST(other_bits_of_the_entry),
        MAPPED_TEST(frames_beyond_the_allocators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
