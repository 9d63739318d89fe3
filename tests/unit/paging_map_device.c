/* paging_map_device: a device's frame at a page, whose owner stays; or a status and nothing changed. */
#include "mapped_fixture.h"
#include "paging_map_device.h"

static void refused(mm_status_t status, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    remember_all();
    assert_int_equal(paging_map_device(&paging, root, page, frame, rights), status);
    nothing_happened();
}

/* Frames of devices, known to the allocator and not; each at two pages. */
static void registers_are_mapped(void **state) {
    const frame_t frames[] = {DEVICE_FRAME, 149, FRAMES, UNKNOWN, FRAME_LIMIT - 1u};
    for (uint32_t n = 0; n < sizeof frames / sizeof frames[0]; n++) {
        boot_mapped(state);
        paging.features = FEATURE_PAT;
        frame_t table = tables_find(&paging.tables, space, ABSENT, 1);
        uint32_t i = tables_index(ABSENT, 1);
        assert_int_equal(paging_map_device(&paging, space, ABSENT, frames[n], RIGHT_WRITE | KIND_UNCACHED),
                         MM_OK);
        /* Kind 3: present, writable, accessed, dirty, PWT and PCD. */
        assert_true(pool[table].e[i] == (entry_t)frames[n] * FRAME_SIZE + 0x7Bu);
        only_entry(table, i);
        owners_unchanged();
        assert_int_equal(paging_translate(&paging, space, ABSENT), frames[n]);
        assert_int_equal(paging_map_device(&paging, space, ABSENT + 1, frames[n], RIGHT_USER | KIND_COMBINE),
                         MM_OK);
        /* Kind 4: PAT. */
        assert_true(pool[table].e[i + 1] == (entry_t)frames[n] * FRAME_SIZE + 0xE5u);
        owners_unchanged();
        assert_int_equal(fake_tlb_forgotten(), 0);
        assert_true(fake_tlb_is_true(&paging));
    }
}

static void the_table_is_made(void **state) {
    (void)state;
    uint32_t before = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_map_device(&paging, space, TABLELESS, DEVICE_FRAME, KIND_UNCACHED), MM_OK);
    assert_int_equal(pmm_count(&pmm, OWNER_TABLE), before + 1);
    assert_int_equal(owner[DEVICE_FRAME], OWNER_DEVICE);
    way_is_open(space, TABLELESS);
}

static void kinds_that_a_device_cannot_have(void **state) {
    (void)state;
    paging.features = FEATURE_PAT;
    refused(MM_EINVAL, space, ABSENT, DEVICE_FRAME, KIND_BACK);
    refused(MM_EINVAL, space, ABSENT, DEVICE_FRAME, KIND_THROUGH);
    refused(MM_EINVAL, space, ABSENT, DEVICE_FRAME, 0x180);
    paging.features = 0;
    refused(MM_ENOTSUP, space, ABSENT, DEVICE_FRAME, KIND_COMBINE);
    refused(MM_ENOTSUP, space, ABSENT, DEVICE_FRAME, KIND_UNCACHED | RIGHT_NOEXEC);
    refused(MM_EINVAL, space, ABSENT, DEVICE_FRAME, KIND_UNCACHED | RIGHT_GLOBAL);
}

static void frames_that_are_no_devices(void **state) {
    (void)state;
    refused(MM_EOWNER, space, ABSENT, 0, KIND_UNCACHED);
    refused(MM_EOWNER, space, ABSENT, space, KIND_UNCACHED);
    refused(MM_EOWNER, space, ABSENT, shared_frame, KIND_UNCACHED);
    refused(MM_EOWNER, space, ABSENT, paging_translate(&paging, space, PAGE), KIND_UNCACHED);
    refused(MM_EOWNER, space, ABSENT, pmm_alloc(&pmm), KIND_UNCACHED);
    refused(MM_EFREE, space, ABSENT, FRAMES - 1, KIND_UNCACHED);
    refused(MM_ERANGE, space, ABSENT, FRAME_LIMIT, KIND_UNCACHED);
    refused(MM_ERANGE, space, ABSENT, 0xFFFFFFFFu, KIND_UNCACHED);
}

static void places_that_cannot_be_mapped(void **state) {
    (void)state;
    refused(MM_EINVAL, space, (pageno_t)-1, DEVICE_FRAME, KIND_UNCACHED);
    refused(MM_EINVAL, space, KERNELS + 2, DEVICE_FRAME, KIND_UNCACHED);
    refused(MM_EINVAL, kernel, KERNELS + 2, DEVICE_FRAME, KIND_UNCACHED | RIGHT_USER);
    static const pageno_t pages[] = {PAGE, DEVICES, SHARED, STRANGERS, LARGE};
    for (uint32_t n = 0; n < 5; n++) refused(MM_EBUSY, space, pages[n], DEVICE_FRAME, KIND_UNCACHED);
    refused(MM_ENOSPC, kernel, KERNELS + PAGE_LIMIT / 4, DEVICE_FRAME, KIND_UNCACHED);
    hold_all_but(0);
    refused(MM_ENOMEM, space, TABLELESS, DEVICE_FRAME, KIND_UNCACHED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        MAPPED_TEST(registers_are_mapped),
        MAPPED_TEST(the_table_is_made),
        MAPPED_TEST(kinds_that_a_device_cannot_have),
        MAPPED_TEST(frames_that_are_no_devices),
        MAPPED_TEST(places_that_cannot_be_mapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
