/* Ten million random requests of a table of blocks, each answered as a plain list of allocations says, over tables of many sizes.

   PLINTH_ROUNDS is how many requests there are in all. PLINTH_SEED repeats a run. */
#include "check.h"
#include <string.h>
#include "blocks.h"
#include "rng.h"

#define ROUNDS     10000000u
#define BLOCKS_MAX 3000u
#define EVERY      2000u /* requests between two comparisons of everything */

static const uint32_t sizes[] = {1, 5, 64, 65, 300, 512, 513, BLOCKS_MAX};
#define SIZES (sizeof sizes / sizeof sizes[0])

static blocks_t table;
static uint8_t bytes[BLOCKS_MAX];
static word_t words[FREEMAP_SIZE(BLOCKS_MAX)];

/* The model: how long the allocation is that begins at a block, and which allocation's each block is (its first + 1). */
static uint32_t length[BLOCKS_MAX], owner[BLOCKS_MAX];
static uint32_t taken;

static void begin(uint32_t nblocks) {
    blocks_init(&table, bytes, words, nblocks);
    memset(length, 0, sizeof length);
    memset(owner, 0, sizeof owner);
    taken = 0;
}

/* The first of the lowest `count` free blocks in a row, by looking at each. */
static uint32_t lowest_run(uint32_t count) {
    uint32_t run = 0;
    for (uint32_t b = 0; b < table.nblocks && count != 0; b++) {
        run = owner[b] == 0 ? run + 1 : 0;
        if (run == count) return b + 1 - count;
    }
    return BLOCK_NONE;
}

static void take(uint32_t count) {
    uint32_t first = lowest_run(count);
    assert_int_equal(blocks_take(&table, count), first);
    if (first == BLOCK_NONE) return;
    length[first] = count;
    taken += count;
    for (uint32_t b = first; b < first + count; b++) owner[b] = first + 1;
}

static void give(uint32_t first) {
    mm_status_t status = first >= table.nblocks ? MM_ERANGE
                         : owner[first] == 0    ? MM_EFREE
                         : length[first] == 0   ? MM_EINVAL
                                                : MM_OK;
    if (status == MM_OK) assert_int_equal(blocks_end(&table, first), first + length[first]);
    assert_int_equal(blocks_give(&table, first), status);
    if (status != MM_OK) return;
    for (uint32_t b = first; b < first + length[first]; b++) owner[b] = 0;
    taken -= length[first];
    length[first] = 0;
}

static void compare(void) {
    assert_int_equal(table.idle, table.nblocks - taken);
    assert_true(freemap_check(&table.free));
    for (uint32_t b = 0; b < table.nblocks; b++) {
        bool next = owner[b] != 0 && b + 1 < table.nblocks && owner[b + 1] == owner[b];
        unsigned state =
            owner[b] == 0 ? 0 : BLOCK_TAKEN + (length[b] != 0 ? BLOCK_FIRST : 0) + (next ? BLOCK_NEXT : 0);
        assert_int_equal(bytes[b], state);
        assert_int_equal(freemap_test(&table.free, b), owner[b] != 0);
    }
}

/* Mostly short runs, at times one of any length. */
static uint32_t some_count(rng_t *rng) {
    return (uint32_t)rng_below(rng, rng_below(rng, 50) == 0 ? (uint64_t)table.nblocks + 2 : 12);
}

static void agrees_with_a_list_of_allocations(void **state) {
    (void)state;
    rng_t rng = {rng_seed("blocks_model", 11)};
    uint64_t rounds = rng_rounds(ROUNDS) / SIZES;
    for (size_t s = 0; s < SIZES; s++) {
        begin(sizes[s]);
        for (uint64_t round = 0; round < rounds; round++) {
            /* The share of requests that give changes slowly, so that the table is full at times and empty at others. */
            if (rng_below(&rng, 8) < 3 + round / EVERY % 4)
                give((uint32_t)rng_below(&rng, (uint64_t)table.nblocks + 1));
            else
                take(some_count(&rng));
            if (round % EVERY == 0) compare();
        }
        for (uint32_t b = 0; b < table.nblocks; b++)
            if (length[b] != 0) give(b);
        compare();
        assert_int_equal(table.idle, table.nblocks);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_a_list_of_allocations)};
    return cmocka_run_group_tests_name("blocks_model " MACHINE_NAME, tests, NULL, NULL);
}
