/* paging_take_at, paging_taken: pages of one table go, the TLB is told of all at once, and the table goes when it is empty. */
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map_device.h"
#include "paging_take_at.h"

#define COUNT 4u

static frame_t frames[COUNT];

static frame_t mapped(void) {
    for (uint32_t k = 0; k < COUNT; k++) {
        frames[k] = pmm_alloc(&pmm);
        assert_int_equal(paging_map(&paging, space, PAGE + k, frames[k], USER_RIGHTS), MM_OK);
    }
    fake_tlb_reset();
    for (uint32_t k = 0; k < COUNT; k++) fake_tlb_translate(&paging, space, PAGE + k);
    return tables_find(&paging.tables, space, PAGE, 1);
}

static void each_is_taken_then_all_are_told(void **state) {
    (void)state;
    frame_t table = mapped();
    for (uint32_t k = 0; k < COUNT; k++) {
        assert_int_equal(paging_take_at(&paging, space, PAGE + k, table), frames[k]);
        assert_int_equal(owner[frames[k]], OWNER_ALLOCATED);
        assert_int_equal(paging_translate(&paging, space, PAGE + k), FRAME_UNMAPPED);
        assert_int_equal(tables_find(&paging.tables, space, PAGE, 1), table); /* also when it is empty */
    }
    assert_int_equal(live[table], 0);
    assert_int_equal(fake_tlb_told(), 0);
    assert_false(fake_tlb_is_true(&paging));
    paging_taken(&paging, space, PAGE, PAGE + COUNT - 1, table);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(owner[table], OWNER_FREE);
    assert_int_equal(tables_find(&paging.tables, space, PAGE, 1), FRAME_NONE);
    assert_true(pmm_check(&pmm));
}

static void a_table_that_is_not_empty_stays(void **state) {
    (void)state;
    frame_t table = mapped();
    for (uint32_t k = 1; k < COUNT; k++) paging_take_at(&paging, space, PAGE + k, table);
    paging_taken(&paging, space, PAGE + 1, PAGE + COUNT - 1, table);
    assert_int_equal(fake_tlb_told(), 1);
    assert_int_equal(fake_tlb_forgotten(), COUNT - 1);
    assert_true(fake_tlb_is_true(&paging));
    assert_int_equal(owner[table], OWNER_TABLE);
    assert_int_equal(paging_translate(&paging, space, PAGE), frames[0]);
}

static void a_device_keeps_its_frame(void **state) {
    (void)state;
    frame_t table = mapped(), device = pmm.nframes + 7u;
    assert_int_equal(paging_map_device(&paging, space, PAGE + COUNT, device, USER_RIGHTS | KIND_UNCACHED),
                     MM_OK);
    uint32_t allocated = pmm_count(&pmm, OWNER_ALLOCATED);
    assert_int_equal(paging_take_at(&paging, space, PAGE + COUNT, table), device);
    paging_taken(&paging, space, PAGE + COUNT, PAGE + COUNT, table);
    assert_int_equal(pmm_count(&pmm, OWNER_ALLOCATED), allocated);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PAGING_TEST(each_is_taken_then_all_are_told),
        PAGING_TEST(a_table_that_is_not_empty_stays),
        PAGING_TEST(a_device_keeps_its_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
