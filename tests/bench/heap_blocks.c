/* Our heap of whole blocks. */
#include "blockheap.h"
#include "heap_row.h"
#include <stdio.h>
#include <stdlib.h>

#define ARENA   ((size_t)100 << 20)
#define ENTRIES (ARENA / BLOCK_SIZE)

static blockheap_t heap;
static _Alignas(BLOCK_SIZE) uint8_t arena[ARENA];
static uint8_t table[ENTRIES];
static word_t words[FREEMAP_SIZE(ENTRIES)];

static void boot(void) {
    if (heap_create(&heap, (uintptr_t)arena, ARENA, table, ENTRIES, words) == MM_OK) return;
    fputs("heaps: heap_create refused its arena\n", stderr);
    exit(1);
}

static void *take(size_t size) { return (void *)heap_malloc(&heap, size); }

static void give(void *p) { heap_free(&heap, (uintptr_t)p); }

static size_t reserved(void) {
    size_t taken = heap.blocks.nblocks - (size_t)heap.blocks.idle;
    return taken * BLOCK_SIZE + sizeof table + sizeof words;
}

const heap_row_t heap_blocks = {"blocks", BLOCK_SIZE, SIZE_MAX, boot, take, give, reserved};
