/* blocks: runs taken and given, what is refused, and ten sizes of table against an array of allocations. */
#include "check.h"
#include <string.h>
#include "blocks.h"
#include "rng.h"

#define BLOCKS_MAX 1300u

static blocks_t table;
static uint8_t bytes[BLOCKS_MAX], bytes_before[BLOCKS_MAX];
static word_t words[FREEMAP_SIZE(BLOCKS_MAX)];

static const uint32_t sizes[] = {1, 2, 7, 8, 9, 63, 64, 65, 129, BLOCKS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

static void begin(uint32_t nblocks) {
    memset(bytes, 0xA5, sizeof bytes);
    blocks_init(&table, bytes, words, nblocks);
}

/* The bytes of first .. end-1 are one allocation's. */
static void assert_one(uint32_t first, uint32_t end) {
    for (uint32_t b = first; b < end; b++)
        assert_int_equal(bytes[b],
                         BLOCK_TAKEN + (b == first ? BLOCK_FIRST : 0) + (b + 1 < end ? BLOCK_NEXT : 0));
    assert_int_equal(blocks_end(&table, first), end);
}

static void refuse(uint32_t first, mm_status_t status) {
    memcpy(bytes_before, bytes, sizeof bytes);
    int32_t idle = table.idle;
    assert_int_equal(blocks_give(&table, first), status);
    assert_memory_equal(bytes, bytes_before, sizeof bytes);
    assert_int_equal(table.idle, idle);
    assert_true(freemap_check(&table.free));
}

static void begins_free(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        begin(sizes[s]);
        assert_int_equal(table.nblocks, sizes[s]);
        assert_int_equal(table.idle, sizes[s]);
        for (uint32_t b = 0; b < BLOCKS_MAX; b++) assert_int_equal(bytes[b], b < sizes[s] ? 0 : 0xA5);
        for (uint32_t b = 0; b < sizes[s]; b++) refuse(b, MM_EFREE);
        refuse(sizes[s], MM_ERANGE);
        refuse(BLOCK_NONE, MM_ERANGE);
    }
}

static void all_at_once_and_one_by_one(void **state) {
    (void)state;
    for (size_t s = 0; s < SIZES; s++) {
        uint32_t n = sizes[s];
        begin(n);
        assert_int_equal(blocks_take(&table, n + 1), BLOCK_NONE);
        assert_int_equal(blocks_take(&table, UINT32_MAX), BLOCK_NONE);
        assert_int_equal(blocks_take(&table, 0), BLOCK_NONE);
        assert_int_equal(blocks_take(&table, n), 0);
        assert_one(0, n);
        assert_int_equal(table.idle, 0);
        assert_int_equal(blocks_take(&table, 1), BLOCK_NONE);
        for (uint32_t b = 1; b < n; b++) refuse(b, MM_EINVAL);
        assert_int_equal(blocks_give(&table, 0), MM_OK);
        refuse(0, MM_EFREE);
        for (uint32_t b = 0; b < n; b++) assert_int_equal(blocks_take(&table, 1), b);
        for (uint32_t b = 0; b < n; b++) assert_one(b, b + 1);
        assert_int_equal(blocks_take(&table, 1), BLOCK_NONE);
        for (uint32_t b = n; b > 0; b--) assert_int_equal(blocks_give(&table, b - 1), MM_OK);
        assert_int_equal(table.idle, n);
        assert_int_equal(blocks_take(&table, n), 0);
    }
}

static void the_lowest_hole_that_is_large_enough(void **state) {
    (void)state;
    begin(BLOCKS_MAX);
    uint32_t small = blocks_take(&table, 3), wall = blocks_take(&table, 1), large = blocks_take(&table, 70);
    assert_int_equal(blocks_take(&table, 1), 74);
    assert_int_equal(blocks_give(&table, small), MM_OK);
    assert_int_equal(blocks_give(&table, large), MM_OK);
    assert_int_equal(blocks_take(&table, 4), large);
    assert_int_equal(blocks_take(&table, 67), 75);
    assert_int_equal(blocks_take(&table, 66), large + 4);
    assert_int_equal(blocks_take(&table, 2), small);
    assert_int_equal(blocks_take(&table, 1), 2);
    assert_one(wall, wall + 1);
}

/* Two that touch are two: giving one leaves the other whole. */
static void neighbours_are_told_apart(void **state) {
    (void)state;
    for (uint32_t count = 1; count < 40; count++) {
        begin(BLOCKS_MAX);
        uint32_t a = blocks_take(&table, count), b = blocks_take(&table, count),
                 c = blocks_take(&table, count);
        assert_int_equal(blocks_give(&table, b), MM_OK);
        assert_one(a, a + count);
        assert_one(c, c + count);
        for (uint32_t k = b; k < c; k++) assert_int_equal(bytes[k], 0);
        assert_int_equal(blocks_give(&table, a), MM_OK);
        assert_one(c, c + count);
        assert_int_equal(blocks_take(&table, 2 * count), a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_free),
        cmocka_unit_test(all_at_once_and_one_by_one),
        cmocka_unit_test(the_lowest_hole_that_is_large_enough),
        cmocka_unit_test(neighbours_are_told_apart),
    };
    return cmocka_run_group_tests_name("blocks " MACHINE_NAME, tests, NULL, NULL);
}
