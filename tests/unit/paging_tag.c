/* paging_tag, paging_set_tag: what software keeps in a page's entry; a translation never changes, and the TLB is told nothing. */
#include "mapped_fixture.h"
#include "paging_protect.h"
#include "paging_tag.h"

static void refused(mm_status_t status, frame_t root, pageno_t page, uint32_t tag) {
    assert_int_equal(paging_set_tag(&paging, root, page, tag), status);
    nothing_happened();
}

static void tag_is(frame_t root, pageno_t page, uint32_t tag) {
    tagged_t found = paging_tag(&paging, root, page);
    assert_int_equal(found.status, MM_OK);
    assert_int_equal(found.tag, tag);
}

static void no_tag(mm_status_t status, frame_t root, pageno_t page) {
    assert_int_equal(paging_tag(&paging, root, page).status, status);
    nothing_happened();
}

static void every_tag(void **state) {
    (void)state;
    entry_t entry = *entry_of(space, PAGE);
    tag_is(space, PAGE, 0);
    for (uint32_t tag = TAG_LIMIT; tag-- > 0;) {
        assert_int_equal(paging_set_tag(&paging, space, PAGE, tag), MM_OK);
        assert_true(*entry_of(space, PAGE) == (entry | tag_bits(tag)));
        tag_is(space, PAGE, tag);
        if (tag % (TAG_LIMIT / 8) == 0) only_entry_is(space, PAGE, entry | tag_bits(tag), 0);
    }
    nothing_happened(); /* the tag is 0 again */
}

static void the_kernels_half(void **state) {
    (void)state;
    entry_t entry = *entry_of(kernel, KERNELS);
    assert_int_equal(paging_set_tag(&paging, kernel, KERNELS, TAG_LIMIT - 1), MM_OK);
    only_entry_is(space, KERNELS, entry | ALL_TAG_BITS, 0);
    tag_is(space, KERNELS, TAG_LIMIT - 1);
    tag_is(kernel, KERNELS, TAG_LIMIT - 1);
    tag_is(kernel, KERNELS + 1, 0);
}

/* A tag stays when the rights change, and they when it does, whatever they are. */
static void rights_and_tags_do_not_meet(void **state) {
    (void)state;
    paging.features = FEATURE_NX | FEATURE_PAT;
    frame_t frame = paging_translate(&paging, space, PAGE);
    for (uint32_t rights = 0; rights < 0x100; rights++) {
        if ((rights & RIGHT_GLOBAL) != 0 || paging_protect(&paging, space, PAGE, rights) != MM_OK) continue;
        assert_int_equal(paging_set_tag(&paging, space, PAGE, TAG_LIMIT - 1), MM_OK);
        assert_true(*entry_of(space, PAGE) == (rights_entry(paging.features, frame, rights) | ALL_TAG_BITS));
        assert_int_equal(paging_protect(&paging, space, PAGE, 0), MM_OK);
        tag_is(space, PAGE, TAG_LIMIT - 1);
        assert_int_equal(paging_protect(&paging, space, PAGE, rights), MM_OK);
        assert_int_equal(paging_set_tag(&paging, space, PAGE, 5), MM_OK);
        assert_true(*entry_of(space, PAGE) == (rights_entry(paging.features, frame, rights) | tag_bits(5)));
    }
    assert_int_equal(paging_protect(&paging, space, PAGE, USER_RIGHTS | RIGHT_EXEC | RIGHT_BOTH), MM_OK);
    assert_int_equal(paging_set_tag(&paging, space, PAGE, 0), MM_OK);
    all_unchanged();
}

/* A page that is mapped anew has no tag. */
static void tags_go_with_the_page(void **state) {
    (void)state;
    assert_int_equal(paging_set_tag(&paging, space, PAGE, TAG_LIMIT - 1), MM_OK);
    tag_is(space, PAGE, TAG_LIMIT - 1);
    map_at(space, ABSENT, USER_RIGHTS);
    tag_is(space, ABSENT, 0);
}

static void places_that_cannot_be_changed(void **state) {
    (void)state;
    refused(MM_EINVAL, space, KERNELS, TAG_LIMIT);
    unchangeable_places(refused);
    assert_int_equal(paging_set_tag(&paging, kernel, KERNELS, 1), MM_OK);
}

static void tags_that_there_are_not(void **state) {
    (void)state;
    static const uint32_t tags[] = {TAG_LIMIT, TAG_LIMIT + 1, 2 * TAG_LIMIT, 0x80000000u, 0xFFFFFFFFu};
    for (uint32_t n = 0; n < sizeof tags / sizeof tags[0]; n++) {
        refused(MM_ERANGE, space, PAGE, tags[n]);
        refused(MM_ERANGE, space, ABSENT, tags[n]);
        refused(MM_ERANGE, space, SHARED, tags[n]);
        refused(MM_ERANGE, kernel, KERNELS, tags[n]);
    }
}

static void pages_that_cannot_have_one(void **state) {
    (void)state;
    refused(MM_EABSENT, space, ABSENT, 1);
    refused(MM_EABSENT, space, TABLELESS, 1);
    refused(MM_EABSENT, kernel, PAGE, 1);
    refused(MM_EOWNER, space, DEVICES, 1);
    refused(MM_EOWNER, space, SHARED, 1);
    refused(MM_EOWNER, space, STRANGERS, 1);
    refused(MM_EOWNER, space, LARGE, 1);
}

static void pages_that_have_none(void **state) {
    (void)state;
    no_tag(MM_EINVAL, space, PAGE_LIMIT);
    no_tag(MM_EINVAL, space, (pageno_t)-1);
    no_tag(MM_EINVAL, kernel, (pageno_t)-1);
    no_tag(MM_EABSENT, space, ABSENT);
    no_tag(MM_EABSENT, space, TABLELESS);
    no_tag(MM_EABSENT, kernel, PAGE);
    no_tag(MM_EOWNER, space, LARGE);
    no_tag(MM_EOWNER, space, LARGE - 5u + SPAN_2 - 1u);
}

/* To look at a tag, the frame may be anybody's, and the page the window's. */
static void tags_of_any_page(void **state) {
    (void)state;
    paging.window = KERNELS;
    paging.window_end = KERNELS + 1u;
    const pageno_t pages[] = {DEVICES, SHARED, STRANGERS, KERNELS};
    for (uint32_t n = 0; n < 4; n++) {
        *entry_of(space, pages[n]) |= tag_bits(TAG_LIMIT - 1 - n);
        tag_is(space, pages[n], TAG_LIMIT - 1 - n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(every_tag),
        MAPPED_TEST(the_kernels_half),
        MAPPED_TEST(rights_and_tags_do_not_meet),
        MAPPED_TEST(tags_go_with_the_page),
        MAPPED_TEST(places_that_cannot_be_changed),
        MAPPED_TEST(tags_that_there_are_not),
        MAPPED_TEST(pages_that_cannot_have_one),
        MAPPED_TEST(pages_that_have_none),
        MAPPED_TEST(tags_of_any_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
