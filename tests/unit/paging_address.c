/* Addresses: which there are, their pages, rounding, and the physical ones behind them. */
#include "paging_address.h"
#include "paging_fixture.h"

#define TWO_HALVES (TABLE_LEVELS == 4) /* with a gap between them */
#define LAST       (TWO_HALVES ? (address_t)-1 : (address_t)0xFFFFFFFFu)
#define LOWER_END  (TWO_HALVES ? (address_t)((uint64_t)1 << 47) : (address_t)0) /* not an address on amd64 */
#define UPPER      ((address_t)(TWO_HALVES ? 0xFFFF800000000000u : 0x80000000u))

static void which_addresses_there_are(void **state) {
    (void)state;
    assert_true(paging_is_address(0));
    assert_true(paging_is_address(1));
    assert_true(paging_is_address(LAST));
    assert_true(paging_is_address(UPPER));
    assert_int_equal(paging_is_address(UPPER - 1), !TWO_HALVES);
    if (!TWO_HALVES) {
        for (unsigned bit = 32; bit < 64; bit++) assert_false(paging_is_address((address_t)1 << bit));
        return;
    }
    assert_true(paging_is_address(LOWER_END - 1));
    for (unsigned bit = 47; bit < 64; bit++) {
        assert_false(paging_is_address((address_t)((uint64_t)1 << bit)));
        assert_int_equal(paging_is_address((address_t) ~((uint64_t)1 << bit)), 0);
    }
}

static void pages_and_back(void **state) {
    (void)state;
    assert_true(paging_page(0) == 0);
    assert_true(paging_page(FRAME_SIZE - 1) == 0);
    assert_true(paging_page(FRAME_SIZE) == 1);
    assert_true(paging_page(UPPER) == PAGE_LIMIT / 2);
    assert_true(paging_page(LAST) == PAGE_LIMIT - 1);
    assert_true(paging_page_address(PAGE_LIMIT / 2) == UPPER);
    assert_true(paging_page_address(PAGE_LIMIT - 1) == LAST - (FRAME_SIZE - 1));
    for (pageno_t page = 1; page < PAGE_LIMIT / 3; page = page * 3 + 1) {
        assert_true(paging_page(paging_page_address(page)) == page);
        assert_true(paging_page(paging_page_address(PAGE_LIMIT - page) + 77) == PAGE_LIMIT - page);
        assert_true(paging_is_address(paging_page_address(PAGE_LIMIT - page)));
    }
}

static void rounded_down(void **state) {
    (void)state;
    assert_true(paging_align_to_lower_page(0) == 0);
    assert_true(paging_align_to_lower_page(0x1FFF) == 0x1000);
    assert_true(paging_align_to_lower_page(0x2000) == 0x2000);
    assert_true(paging_align_to_lower_page(LAST) == LAST - 0xFFF);
}

static void rounded_up(void **state) {
    (void)state;
    address_t up = 7;
    assert_int_equal(paging_align_address(0, &up), MM_OK);
    assert_true(up == 0);
    assert_int_equal(paging_align_address(1, &up), MM_OK);
    assert_true(up == 0x1000);
    assert_int_equal(paging_align_address(0x1000, &up), MM_OK);
    assert_true(up == 0x1000);
    assert_int_equal(paging_align_address(UPPER + 1, &up), MM_OK);
    assert_true(up == UPPER + 0x1000);
    assert_int_equal(paging_align_address(LAST - 0xFFF, &up), MM_OK);
    assert_true(up == LAST - 0xFFF);
    up = 7;
    assert_int_equal(paging_align_address(LAST, &up), MM_ERANGE);
    assert_int_equal(paging_align_address(LAST - 0xFFE, &up), MM_ERANGE);
    if (TWO_HALVES) {
        assert_int_equal(paging_align_address(LOWER_END - 1, &up), MM_ERANGE);
        assert_int_equal(paging_align_address(LOWER_END, &up), MM_EINVAL);
        assert_int_equal(paging_align_address(UPPER - 0x1000, &up), MM_EINVAL);
    }
    assert_true(up == 7);
}

static void the_physical_address(void **state) {
    (void)state;
    const pageno_t page = OWN_HALF + 5u;
    frame_t frame = pmm_alloc(&pmm);
    pool[table_for(space, page, 1)].e[tables_index(page, 1)] = (entry_t)frame * FRAME_SIZE + ENTRY_PAGE;
    uint64_t physical = 7;
    assert_int_equal(
        paging_get_physical_address(&paging, space, paging_page_address(page) + 0x123, &physical), MM_OK);
    assert_true(physical == (uint64_t)frame * FRAME_SIZE + 0x123);
    physical = 7;
    assert_int_equal(paging_get_physical_address(&paging, kernel, paging_page_address(page), &physical),
                     MM_EABSENT);
    assert_int_equal(paging_get_physical_address(&paging, space, paging_page_address(page + 1), &physical),
                     MM_EABSENT);
    if (TWO_HALVES)
        assert_int_equal(paging_get_physical_address(&paging, space, LOWER_END, &physical), MM_EINVAL);
    assert_true(physical == 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_addresses_there_are),
        cmocka_unit_test(pages_and_back),
        cmocka_unit_test(rounded_down),
        cmocka_unit_test(rounded_up),
        PAGING_TEST(the_physical_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
