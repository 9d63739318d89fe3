/* paging_switch: the processor is in the space that was asked for, and its root is written only when it was elsewhere. */
#include "paging_switch.h"
#include "fake_mmu.h"
#include "mapped_fixture.h"

static void from_space_to_space(void **state) {
    (void)state;
    paging_switch(&paging, space);
    assert_int_equal(mmu_root(), space);
    paging_switch(&paging, kernel);
    assert_int_equal(mmu_root(), kernel);
    paging_switch(&paging, space);
    assert_int_equal(mmu_root(), space);
    assert_int_equal(fake_mmu_loads(), 3);
    nothing_happened();
}

static void where_it_is_already_nothing_is_written(void **state) {
    (void)state;
    fake_mmu_reset(space);
    paging_switch(&paging, space);
    paging_switch(&paging, space);
    assert_int_equal(fake_mmu_loads(), 0);
    assert_int_equal(mmu_root(), space);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(from_space_to_space),
        MAPPED_TEST(where_it_is_already_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
