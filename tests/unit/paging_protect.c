/* paging_protect: other rights for the same frame, the tag stays, the TLB is told of one page; or a status and nothing changed. */
#include "mapped_fixture.h"
#include "paging_protect.h"

static void refused(mm_status_t status, frame_t root, pageno_t page, uint32_t rights) {
    assert_int_equal(paging_protect(&paging, root, page, rights), status);
    nothing_happened();
}

/* Anew, as the tables are. */
static void look_again(void) {
    fake_tlb_reset();
    fake_tlb_translate(&paging, space, PAGE);
    fake_tlb_translate(&paging, space, KERNELS);
    remember_all();
}

static void a_page_is_read_only_then_writable(void **state) {
    (void)state;
    frame_t frame = paging_translate(&paging, space, PAGE);
    assert_true(*entry_of(space, PAGE) == (entry_t)frame * FRAME_SIZE + 0x67u);
    assert_int_equal(paging_protect(&paging, space, PAGE, RIGHT_USER), MM_OK);
    only_entry_is(space, PAGE, (entry_t)frame * FRAME_SIZE + 0x65u, 1);
    assert_int_equal(paging_protect(&paging, space, PAGE, KIND_UNCACHED | RIGHT_WRITE), MM_OK);
    only_entry_is(space, PAGE, (entry_t)frame * FRAME_SIZE + 0x7Bu, 2);
    assert_int_equal(paging_protect(&paging, space, PAGE, USER_RIGHTS), MM_OK);
    only_entry_is(space, PAGE, (entry_t)frame * FRAME_SIZE + 0x67u, 3);
    all_unchanged();
    assert_int_equal(paging_protect(&paging, space, PAGE, USER_RIGHTS), MM_OK); /* as it is */
    only_entry_is(space, PAGE, (entry_t)frame * FRAME_SIZE + 0x67u, 4);
}

/* Every request, on a processor with every set of features, in both halves: what rights.h says of it, and with the tag of before. */
static void every_request(void **state) {
    (void)state;
    uint32_t made = 0;
    for (uint32_t n = 0; n < 4 * 0x110; n++) {
        uint32_t rights = n % 0x110, tag = n * 0x9E37u % TAG_LIMIT;
        paging.features = n / 0x110;
        for (uint32_t half = 0; half < 2; half++) {
            frame_t root = half == 0 ? space : kernel;
            pageno_t page = half == 0 ? PAGE : KERNELS;
            frame_t frame = paging_translate(&paging, root, page);
            *entry_of(root, page) = (*entry_of(root, page) & ~ALL_TAG_BITS) | tag_bits(tag);
            look_again();
            mm_status_t status = rights_check(paging.features, rights);
            if (rights & (half == 0 ? RIGHT_GLOBAL : RIGHT_USER)) status = MM_EINVAL;
            if (status != MM_OK) {
                refused(status, root, page, rights);
                continue;
            }
            assert_int_equal(paging_protect(&paging, root, page, rights), MM_OK);
            only_entry_is(root, page, rights_entry(paging.features, frame, rights) | tag_bits(tag), 1);
            made++;
        }
    }
    assert_true(made > 0);
}

static void places_that_cannot_be_changed(void **state) {
    (void)state;
    refused(MM_EINVAL, kernel, KERNELS, RIGHT_USER); /* not for users */
    refused(MM_EINVAL, space, PAGE, RIGHT_GLOBAL);   /* not in all spaces */
    unchangeable_places(refused);
    assert_int_equal(paging_protect(&paging, kernel, KERNELS, 0), MM_OK);
}

static void rights_that_cannot_be_given(void **state) {
    (void)state;
    static const uint32_t senseless[] = {RIGHT_WRITE | RIGHT_EXEC, RIGHT_EXEC | RIGHT_NOEXEC, RIGHT_BOTH,
                                         0x100, 0xFFFFFFFFu};
    for (uint32_t n = 0; n < sizeof senseless / sizeof senseless[0]; n++) {
        refused(MM_EINVAL, space, PAGE, senseless[n]);
        refused(MM_EINVAL, space, ABSENT, senseless[n]);
    }
    refused(MM_ENOTSUP, space, PAGE, KIND_COMBINE);
    refused(MM_ENOTSUP, space, PAGE, RIGHT_NOEXEC);
    refused(MM_ENOTSUP, space, ABSENT, RIGHT_NOEXEC);
    refused(MM_ENOTSUP, space, SHARED, RIGHT_NOEXEC);
}

static void nothing_is_mapped(void **state) {
    (void)state;
    refused(MM_EABSENT, space, ABSENT, USER_RIGHTS);
    refused(MM_EABSENT, space, TABLELESS, USER_RIGHTS);
    refused(MM_EABSENT, kernel, PAGE, RIGHT_WRITE);
    refused(MM_EABSENT, kernel, KERNELS - 1, 0);
}

static void frames_that_may_be_mapped_elsewhere(void **state) {
    (void)state;
    refused(MM_EOWNER, space, DEVICES, USER_RIGHTS);
    refused(MM_EOWNER, space, SHARED, USER_RIGHTS);
    refused(MM_EOWNER, space, STRANGERS, USER_RIGHTS);
    refused(MM_EOWNER, space, LARGE, USER_RIGHTS);
}

/* The neighbour is remembered still. */
static void one_page_is_one_invalidation(void **state) {
    (void)state;
    frame_t frame = map_at(space, ABSENT, USER_RIGHTS);
    remember_all();
    assert_int_equal(fake_tlb_translate(&paging, space, ABSENT), frame);
    assert_int_equal(paging_protect(&paging, space, ABSENT, 0), MM_OK);
    only_entry_is(space, ABSENT, (entry_t)frame * FRAME_SIZE + 0x61u, 1);
    *entry_of(space, PAGE) ^= 0x2;
    assert_false(fake_tlb_is_true(&paging));
}

static void the_kernels_half_is_changed_for_all(void **state) {
    (void)state;
    frame_t frame = paging_translate(&paging, space, KERNELS);
    assert_int_equal(paging_protect(&paging, kernel, KERNELS, RIGHT_GLOBAL), MM_OK);
    only_entry_is(space, KERNELS, (entry_t)frame * FRAME_SIZE + 0x161u, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(a_page_is_read_only_then_writable),
        MAPPED_TEST(every_request),
        MAPPED_TEST(places_that_cannot_be_changed),
        MAPPED_TEST(rights_that_cannot_be_given),
        MAPPED_TEST(nothing_is_mapped),
        MAPPED_TEST(frames_that_may_be_mapped_elsewhere),
        MAPPED_TEST(one_page_is_one_invalidation),
        MAPPED_TEST(the_kernels_half_is_changed_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
