/* paging_vacant: the table for a page where nothing is mapped, made on demand; or none, nothing changed, and a reason. */
#include "large_fixture.h"
#include "paging_vacant.h"

static void none(mm_status_t reason, frame_t root, pageno_t page) {
    remember_all();
    assert_int_equal(paging_vacant(&paging, root, page), FRAME_NONE);
    nothing_happened();
    assert_int_equal(paging_vacant_reason(&paging, root, page), reason);
    nothing_happened();
}

static void the_table_is_there(void **state) {
    (void)state;
    assert_int_equal(paging_vacant(&paging, space, ABSENT), tables_find(&paging.tables, space, ABSENT, 1));
    nothing_happened();
    frame_t table = tables_find(&paging.tables, kernel, KERNELS, 1);
    assert_int_equal(paging_vacant(&paging, kernel, KERNELS + 2), table);
    nothing_happened();
}

static void the_table_is_made(void **state) {
    (void)state;
    uint32_t before = pmm_count(&pmm, OWNER_TABLE);
    frame_t table = paging_vacant(&paging, space, TABLELESS);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), before + 1);
    assert_int_equal(table, tables_find(&paging.tables, space, TABLELESS, 1));
    way_is_open(space, TABLELESS);
    assert_int_equal(paging_translate(&paging, space, TABLELESS), FRAME_UNMAPPED);
}

static void something_is_mapped_there(void **state) {
    (void)state;
    static const pageno_t pages[] = {PAGE, DEVICES, SHARED, STRANGERS, LARGE};
    for (uint32_t n = 0; n < 5; n++) none(MM_EBUSY, space, pages[n]);
    none(MM_EBUSY, kernel, KERNELS);
}

static void no_room_and_no_memory(void **state) {
    (void)state;
    none(MM_ENOSPC, kernel, KERNELS + PAGE_LIMIT / 4);
    for (frame_t f = 0; f < FRAMES; f++) {
        if (owner[f] == OWNER_FREE) assert_int_equal(pmm_claim(&pmm, f, 1), MM_OK);
    }
    none(MM_ENOMEM, space, TABLELESS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        LARGE_TEST(the_table_is_there),
        LARGE_TEST(the_table_is_made),
        LARGE_TEST(something_is_mapped_there),
        LARGE_TEST(no_room_and_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
