/* blockheap: what makes a heap and what does not, any arena, every pointer that is none of ours. */
#include "check.h"
#include <stdlib.h>
#include <string.h>
#include "blockheap.h"

#define BLOCKS 70u
#define LENGTH ((size_t)BLOCKS * BLOCK_SIZE)

static _Alignas(BLOCK_SIZE) uint8_t arena[LENGTH + BLOCK_SIZE];
static uint8_t table[BLOCKS], table_before[BLOCKS];
static word_t words[FREEMAP_SIZE(BLOCKS)];
static blockheap_t heap;

static void begin(void) {
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, LENGTH, table, BLOCKS, words), MM_OK);
}

/* Memory as a program sees it: a pointer. */
static void *take(size_t size) { return (void *)heap_malloc(&heap, size); }
static mm_status_t give(const void *p) { return heap_free(&heap, (uintptr_t)p); }

static void refuse(const void *p, mm_status_t status) {
    memcpy(table_before, table, sizeof table);
    assert_int_equal(give(p), status);
    assert_memory_equal(table, table_before, sizeof table);
}

static void a_table_has_an_entry_for_each_block(void **state) {
    (void)state;
    blockheap_t none = {0};
    heap = none;
    assert_int_equal(heap_create(&heap, (uintptr_t)arena + 1, LENGTH, table, BLOCKS, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena + BLOCK_SIZE / 2, LENGTH, table, BLOCKS, words),
                     MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, LENGTH - 1, table, BLOCKS, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, LENGTH + 1, table, BLOCKS, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, LENGTH, table, BLOCKS - 1, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, LENGTH, table, BLOCKS + 1, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, 0, table, 0, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, 0, LENGTH, table, BLOCKS, words), MM_EINVAL);
    assert_int_equal(heap_create(&heap, UINTPTR_MAX - LENGTH + BLOCK_SIZE + 1, LENGTH, table, BLOCKS, words),
                     MM_EINVAL);
    assert_int_equal(heap_create(&heap, (uintptr_t)arena, BLOCK_SIZE - 1, table, 0, words), MM_EINVAL);
    size_t beyond = SIZE_MAX / BLOCK_SIZE * BLOCK_SIZE;
    if (beyond / BLOCK_SIZE > BLOCKHEAP_LIMIT)
        assert_int_equal(heap_create(&heap, (uintptr_t)arena, beyond, table, beyond / BLOCK_SIZE, words),
                         MM_EINVAL);
    assert_memory_equal(&heap, &none, sizeof heap);
    begin();
    /* The last byte of the address space may be one of a heap's: nothing here touches it. */
    uintptr_t last = UINTPTR_MAX - LENGTH + 1;
    assert_int_equal(heap_create(&heap, last, LENGTH, table, BLOCKS, words), MM_OK);
    assert_true(heap_malloc(&heap, LENGTH) == last);
    assert_int_equal(heap_free(&heap, UINTPTR_MAX), MM_EINVAL);
    assert_int_equal(heap_free(&heap, last - 1), MM_ERANGE);
    assert_int_equal(heap_free(&heap, last), MM_OK);
}

static void whole_blocks_that_do_not_touch_others(void **state) {
    (void)state;
    static const size_t sizes[] = {
        1, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 3 * BLOCK_SIZE, 5 * BLOCK_SIZE + 17};
    uint8_t *p[6];
    begin();
    for (size_t i = 0; i < 6; i++) {
        p[i] = take(sizes[i]);
        assert_non_null(p[i]);
        assert_int_equal((uintptr_t)p[i] % BLOCK_SIZE, 0);
        assert_true(p[i] >= arena && p[i] + sizes[i] <= arena + LENGTH);
        memset(p[i], (int)i + 1, (sizes[i] + BLOCK_SIZE - 1) / BLOCK_SIZE * BLOCK_SIZE);
    }
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(p[i][k], i + 1);
    for (size_t i = 0; i < 6; i++) assert_int_equal(give(p[i]), MM_OK);
    assert_int_equal(heap.blocks.idle, BLOCKS);
}

static void what_is_not_there(void **state) {
    (void)state;
    begin();
    assert_null(take(0));
    assert_null(take(LENGTH + 1));
    assert_null(take(SIZE_MAX));
    assert_null(take(SIZE_MAX - BLOCK_SIZE + 1));
    assert_null(take((size_t)1 << (sizeof(size_t) * 8 - 1)));
    assert_ptr_equal(take(LENGTH), arena);
    assert_null(take(1));
}

static void pointers_that_are_none_of_ours(void **state) {
    (void)state;
    begin();
    uint8_t *p = take(3 * BLOCK_SIZE), local;
    assert_int_equal(give(NULL), MM_OK);
    refuse(p + 1, MM_EINVAL);
    refuse(p + BLOCK_SIZE, MM_EINVAL);
    refuse(p + 3 * BLOCK_SIZE - 1, MM_EINVAL);
    refuse(p + 3 * BLOCK_SIZE, MM_EFREE);
    refuse(p + 3 * BLOCK_SIZE + 5, MM_EFREE);
    refuse(arena + LENGTH, MM_ERANGE);
    refuse(&local, MM_ERANGE);
    refuse(table, MM_ERANGE);
    refuse((void *)(uintptr_t)1, MM_ERANGE);
    refuse((void *)((uintptr_t)arena - 1), MM_ERANGE);
    refuse((void *)UINTPTR_MAX, MM_ERANGE);
    assert_int_equal(give(p), MM_OK);
    refuse(p, MM_EFREE);
}

/* The arena of the origin: 100 MiB. */
static void a_hundred_mebibytes(void **state) {
    (void)state;
    const size_t length = (size_t)100 << 20, n = length / BLOCK_SIZE;
    uint8_t *large = aligned_alloc(BLOCK_SIZE, length), *entries = malloc(n);
    word_t *index = malloc(FREEMAP_SIZE(n) * sizeof(word_t));
    assert_true(large != NULL && entries != NULL && index != NULL);
    assert_int_equal(heap_create(&heap, (uintptr_t)large, length, entries, n, index), MM_OK);
    for (size_t b = 0; b < n; b += 100) assert_ptr_equal(take(100 * BLOCK_SIZE), large + b * BLOCK_SIZE);
    assert_null(take(1));
    for (size_t b = 0; b < n; b += 200) assert_int_equal(give(large + b * BLOCK_SIZE), MM_OK);
    assert_null(take(101 * BLOCK_SIZE));
    assert_ptr_equal(take(100 * BLOCK_SIZE), large);
    free(large);
    free(entries);
    free(index);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_has_an_entry_for_each_block),
        cmocka_unit_test(whole_blocks_that_do_not_touch_others),
        cmocka_unit_test(what_is_not_there),
        cmocka_unit_test(pointers_that_are_none_of_ours),
        cmocka_unit_test(a_hundred_mebibytes),
    };
    return cmocka_run_group_tests_name("blockheap " MACHINE_NAME, tests, NULL, NULL);
}
