/* rights_check, rights_entry, rights_entry_large: every request, on a processor with every set of features, against the manuals' bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "rights.h"

#define BIT(n) ((uint64_t)1 << (n))

static int bit(entry_t entry, unsigned n) { return n < 8 * sizeof entry && ((uint64_t)entry >> n & 1) != 0; }

/* Has this machine's format a bit that forbids execution? */
static int has_nx(uint32_t features) { return sizeof(entry_t) == 8 && (features & FEATURE_NX) != 0; }

static int senseless(uint32_t rights) {
    int write_and_execute = (rights & RIGHT_WRITE) && (rights & RIGHT_EXEC);
    if (rights > 0xFF) return 1;
    if ((rights & RIGHT_EXEC) && (rights & RIGHT_NOEXEC)) return 1;
    if (write_and_execute && !(rights & RIGHT_BOTH)) return 1;
    if (!write_and_execute && (rights & RIGHT_BOTH)) return 1;
    return (rights & RIGHT_USER) && (rights & RIGHT_GLOBAL);
}

/* The kind of memory that the processor finds through PAT_TABLE: 6 write-back, 4 write-through, 0 uncached, 1 combining. */
static unsigned memory_type(entry_t entry) {
    unsigned place = (unsigned)(bit(entry, 3) + 2 * bit(entry, 4) + 4 * bit(entry, 7));
    return (unsigned)((uint64_t)PAT_TABLE >> 8 * place & 0xFF);
}

static void every_request(void **state) {
    (void)state;
    static const unsigned types[] = {6, 4, 0, 1};
    unsigned refused = 0, unable = 0, made = 0;
    for (uint32_t features = 0; features < 4; features++) {
        for (uint32_t rights = 0; rights < 0x200; rights++) {
            const frame_t frame = 0xABCDE;
            mm_status_t status = rights_check(features, rights);
            if (senseless(rights)) {
                assert_int_equal(status, MM_EINVAL);
                refused++;
                continue;
            }
            if (((rights & RIGHT_NOEXEC) && !has_nx(features)) ||
                ((rights & KIND_COMBINE) == KIND_COMBINE && !(features & FEATURE_PAT))) {
                assert_int_equal(status, MM_ENOTSUP);
                unable++;
                continue;
            }
            assert_int_equal(status, MM_OK);
            entry_t entry = rights_entry(features, frame, rights);
            assert_true((((uint64_t)entry & ~BIT(63)) >> 12) == frame);
            assert_true(bit(entry, 0) && bit(entry, 5) && bit(entry, 6));
            assert_int_equal(bit(entry, 1), (rights & RIGHT_WRITE) != 0);
            assert_int_equal(bit(entry, 2), (rights & RIGHT_USER) != 0);
            assert_int_equal(bit(entry, 8), (rights & RIGHT_GLOBAL) != 0);
            assert_int_equal(bit(entry, 63), has_nx(features) && (rights & RIGHT_EXEC) == 0);
            assert_int_equal(memory_type(entry), types[rights >> 6]);
            assert_false(bit(entry, 9) || bit(entry, 10) || bit(entry, 11));
            /* A large page's: bit 7, and PAT at bit 12 instead. */
            entry_t large = rights_entry_large(features, frame, rights);
            assert_true(bit(large, 7));
            assert_int_equal(bit(large, 12), bit(entry, 7));
            const uint64_t others = ~(BIT(7) | BIT(12));
            assert_true(((uint64_t)large & others) == ((uint64_t)entry & others));
            made++;
        }
    }
    assert_true(refused > 0 && unable > 0 && made > 0);
    assert_int_equal(refused + unable + made, 4 * 0x200);
}

static void uncached_needs_no_table(void **state) {
    (void)state;
    assert_int_equal(rights_check(0, KIND_UNCACHED | RIGHT_WRITE), MM_OK);
    entry_t entry = rights_entry(0, 1, KIND_UNCACHED | RIGHT_WRITE);
    assert_true(bit(entry, 3) && bit(entry, 4) && !bit(entry, 7));
}

static void the_highest_frame(void **state) {
    (void)state;
    frame_t frame = FRAME_LIMIT - 1;
    entry_t entry = rights_entry(FEATURE_NX | FEATURE_PAT, frame, KIND_COMBINE);
    assert_true((((uint64_t)entry & ~BIT(63)) >> 12) == frame);
}

static void sizes(void **state) {
    (void)state;
    for (uint32_t features = 0; features < 16; features++) {
        assert_int_equal(rights_has_large(features, 2), (features & FEATURE_LARGE) != 0);
        assert_int_equal(rights_has_large(features, 3), (features & FEATURE_HUGE) != 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_request),
        cmocka_unit_test(uncached_needs_no_table),
        cmocka_unit_test(the_highest_frame),
        cmocka_unit_test(sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
