/* A heap of whole blocks of 4 KiB, for what is large: any arena that is a multiple of them, and a table of one byte a block that
   lies elsewhere (blocks.h), so that who writes beyond an allocation damages other payloads and no table.

   An address is a number here, as everywhere in the memory manager: nothing of the arena is touched. Who has the memory in hand casts
   it, (void *)heap_malloc(...), and that is the only place where a number becomes a pointer. */
#ifndef MM_BLOCKHEAP_H
#define MM_BLOCKHEAP_H

#include "blocks.h"

#define BLOCK_SIZE 4096u

/* Most blocks that an arena may have: a size_t counts their bytes. */
#if SIZE_MAX / BLOCK_SIZE < FREEMAP_LIMIT
#define BLOCKHEAP_LIMIT (SIZE_MAX / BLOCK_SIZE)
#else
#define BLOCKHEAP_LIMIT FREEMAP_LIMIT
#endif

typedef struct {
    uintptr_t base; /* where the arena begins */
    blocks_t blocks;
} blockheap_t;

#include "../../specs/blockheap.acsl"

/* Make `heap` a heap over the `length` bytes from address `base` on, with a table of `entries` bytes and FREEMAP_SIZE(entries) words; all
   stays the caller's. MM_EINVAL when the arena does not begin and end at a multiple of BLOCK_SIZE, begins at 0, runs over the end of the
   address space, is empty or beyond BLOCKHEAP_LIMIT blocks, or when the table has not one entry for each block. Then nothing changed. */
/*@ requires valid: \valid(heap);
  @ requires valid: HeapAgrees(base, length, entries) ==>
  @                   \valid(table + (0 .. entries - 1)) && \valid(words + (0 .. FreemapSize(entries) - 1));
  @ requires sep:   \separated(heap, table + (0 .. entries - 1), words + (0 .. FreemapSize(entries) - 1));
  @ terminates \true; exits \false;
  @ assigns *heap, table[0 .. entries - 1], words[0 .. FreemapSize(entries) - 1];
  @ behavior senseless:
  @   assumes !HeapAgrees(base, length, entries);
  @   assigns \nothing;
  @   ensures none: \result == MM_EINVAL;
  @ behavior take:
  @   assumes HeapAgrees(base, length, entries);
  @   ensures valid: \result == MM_OK && HeapValid(heap);
  @   ensures give:  HeapOver(heap, base, table, entries);
  @   ensures give:  BlocksFree(&heap->blocks, 0, entries);
  @   ensures give:  BlocksIdleAll(&heap->blocks);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t heap_create(blockheap_t *heap, uintptr_t base, size_t length, uint8_t *table, size_t entries,
                        word_t *words);

/* The address of `size` bytes at a multiple of BLOCK_SIZE: the lowest that are free. 0, and nothing changed, when there are none, and for
   0 bytes. */
/*@ requires valid: HeapValid(heap);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(&heap->blocks);
  @ ensures valid: HeapValid(heap);
  @ behavior none:
  @   assumes size == 0 || BlocksNoRun(&heap->blocks, HeapBlocks(size));
  @   ensures none: \result == 0;
  @   ensures none: HeapSame{Old, Here}(heap);
  @ behavior take:
  @   assumes size != 0 && !BlocksNoRun(&heap->blocks, HeapBlocks(size));
  @   ensures take: \result != 0 && \exists integer b; HeapAt(heap, \result, b) && HeapTakes{Old, Here}(heap, b, size);
  @ complete behaviors; disjoint behaviors;
  @*/
uintptr_t heap_malloc(blockheap_t *heap, size_t size);

/* Give back what heap_malloc returned; 0 is fine. MM_ERANGE: not in the arena. MM_EFREE: free already. MM_EINVAL: inside an
   allocation. Then nothing changed. */
/*@ requires valid: HeapValid(heap);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(&heap->blocks);
  @ ensures valid: HeapValid(heap);
  @ ensures none:  \result != MM_OK || address == 0 ==> HeapSame{Old, Here}(heap);
  @ behavior null:
  @   assumes address == 0;
  @   ensures none: \result == MM_OK;
  @ behavior foreign:
  @   assumes address != 0 && HeapForeign(heap, address);
  @   ensures none: \result == MM_ERANGE;
  @ behavior free:
  @   assumes \exists integer b; HeapIn(heap, address, b) && heap->blocks.state[b] == 0;
  @   ensures none: \result == MM_EFREE;
  @ behavior inside:
  @   assumes \exists integer b; HeapIn(heap, address, b) && heap->blocks.state[b] != 0 &&
  @     !(HeapAt(heap, address, b) && BlockFirst(heap->blocks.state[b]));
  @   ensures none: \result == MM_EINVAL;
  @ behavior give:
  @   assumes \exists integer b; HeapAt(heap, address, b) && BlockFirst(heap->blocks.state[b]);
  @   ensures none: \result == MM_OK;
  @   ensures give: \forall integer b; HeapAt(heap, address, b) ==> HeapGives{Old, Here}(heap, b);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t heap_free(blockheap_t *heap, uintptr_t address);

#endif
