/* paging_map_to: bytes of physical memory at an address, or a status and nothing changed. */
#include "paging_fixture.h"
#include "paging_map_to.h"

#define COUNT 4u
#define BYTES ((uint64_t)COUNT * FRAME_SIZE)

static frame_t frame;
static address_t address;
static uint64_t from, end;

static int boot_with_frames(void **state) {
    boot_paging(state);
    assert_int_equal(pmm_alloc_contiguous(&pmm, COUNT, 1, FRAMES, &frame), MM_OK);
    address = paging_page_address(PAGE);
    from = (uint64_t)frame * FRAME_SIZE;
    end = from + BYTES;
    return 0;
}

static void refused(mm_status_t status, address_t at, uint64_t first, uint64_t last) {
    remember_all();
    assert_int_equal(paging_map_to(&paging, space, at, first, last, USER_RIGHTS), status);
    all_unchanged();
}

static void memory_at_an_address(void **state) {
    (void)state;
    assert_int_equal(paging_map_to(&paging, space, address, from, end, USER_RIGHTS), MM_OK);
    for (uint64_t byte = 0; byte < BYTES; byte += FRAME_SIZE / 2) {
        uint64_t physical = 0;
        assert_int_equal(paging_get_physical_address(&paging, space, address + byte, &physical), MM_OK);
        assert_true(physical == from + byte);
    }
    refused(MM_EOWNER, address + BYTES, from, end);
    assert_int_equal(paging_translate(&paging, space, PAGE + COUNT), FRAME_UNMAPPED);
}

static void numbers_that_make_no_sense(void **state) {
    (void)state;
    refused(MM_EINVAL, address + 1, from, end);
    refused(MM_EINVAL, address + FRAME_SIZE - 1, from, end);
    refused(MM_EINVAL, address, from + 1, end);
    refused(MM_EINVAL, address, from, end - 1);
    refused(MM_EINVAL, address, from, from);
    refused(MM_EINVAL, address, end, from);
    refused(MM_EINVAL, TABLE_LEVELS == 4 ? 0x800000000000u : 0x100000000u, from, end); /* no address */
    refused(MM_EINVAL, 0 - (address_t)FRAME_SIZE * 2, from, end);                      /* beyond the last */
}

static void memory_that_is_not_there(void **state) {
    (void)state;
    refused(MM_ERANGE, address, (uint64_t)FRAMES * FRAME_SIZE, (uint64_t)(FRAMES + 1) * FRAME_SIZE);
    refused(MM_ERANGE, address, from, 0 - (uint64_t)FRAME_SIZE);
    refused(MM_ERANGE, address, 0 - (uint64_t)FRAME_SIZE * 2, 0 - (uint64_t)FRAME_SIZE);
    refused(MM_EFREE, address, from, end + 200 * (uint64_t)FRAME_SIZE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(memory_at_an_address, boot_with_frames),
        cmocka_unit_test_setup(numbers_that_make_no_sense, boot_with_frames),
        cmocka_unit_test_setup(memory_that_is_not_there, boot_with_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
