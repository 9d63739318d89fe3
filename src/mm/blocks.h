/* Runs of equal blocks of an arena: one byte a block, and an index of those that are free. Who has the arena's memory in hand is
   blockheap.h; here a block is a number, 0 .. nblocks-1, and a run is handed out and given back whole.

   The bytes are what the origin's heap table has: is the block taken, is it the first of its allocation, has it a next one.
   A search reads the index (freemap.h) and no byte. */
#ifndef MM_BLOCKS_H
#define MM_BLOCKS_H

#include "freemap.h"
#include "owners.h"
#include "status.h"

/* The state of a block is 0 when it is free, else BLOCK_TAKEN and a sum of the others. */
#define BLOCK_TAKEN 1u
#define BLOCK_FIRST 2u
#define BLOCK_NEXT  4u

#define BLOCK_NONE 0xFFFFFFFFu

typedef struct {
    uint32_t nblocks;
    int32_t idle;   /* blocks that are free; of a type that nothing else has, as pmm_t's counts */
    uint8_t *state; /* a byte for each block */
    freemap_t free; /* which are free, and where runs of them are; never open */
} blocks_t;

#include "../../specs/blocks.acsl"

/* Make `t` a table of `nblocks` blocks, all free. The bytes and the FREEMAP_SIZE(nblocks) words stay the caller's. */
/*@ requires bound: 0 < nblocks <= FREEMAP_LIMIT;
  @ requires valid: \valid(t) && \valid(state + (0 .. nblocks - 1)) && \valid(words + (0 .. FreemapSize(nblocks) - 1));
  @ requires sep:   \separated(t, state + (0 .. nblocks - 1), words + (0 .. FreemapSize(nblocks) - 1));
  @ terminates \true; exits \false;
  @ assigns *t, state[0 .. nblocks - 1], words[0 .. FreemapSize(nblocks) - 1];
  @ ensures valid: BlocksValid(t);
  @ ensures give:  t->nblocks == nblocks && BlocksFree(t, 0, nblocks) && BlocksIdleAll(t);
  @ ensures valid: t->state == state && FreemapPlace(&t->free, words) && t->free.summary.nbits == FreemapBits(nblocks);
  @*/
void blocks_init(blocks_t *t, uint8_t *state, word_t *words, uint32_t nblocks);

/* Take the lowest `count` free blocks in a row: the first of them. BLOCK_NONE, and nothing changed, when there are none, and when
   `count` is 0. */
/*@ requires valid: BlocksValid(t);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(t);
  @ ensures valid: BlocksValid(t) && BlocksSameShape{Old, Here}(t);
  @ behavior none:
  @   assumes count == 0 || BlocksNoRun(t, count);
  @   ensures none: \result == BLOCK_NONE;
  @   ensures none: BlocksSame{Old, Here}(t);
  @ behavior take:
  @   assumes count != 0 && !BlocksNoRun(t, count);
  @   ensures take:  BlocksRun{Old}(t, \result, count) && BlocksOne(t, \result, \result + count);
  @   ensures low:   BlocksNoRunBelow{Old}(t, count, \result);
  @   ensures count: t->idle == \old(t->idle) - count;
  @   ensures unchanged: BlocksSameOutside{Old, Here}(t, \result, \result + count);
  @ complete behaviors; disjoint behaviors;
  @*/
uint32_t blocks_take(blocks_t *t, uint32_t count);

/* Where the allocation that begins with block `first` ends: the block after its last. */
/*@ requires valid: BlocksValid(t);
  @ requires take:  first < t->nblocks && BlockFirst(t->state[first]);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: BlocksOne(t, first, \result);
  @*/
uint32_t blocks_end(const blocks_t *t, uint32_t first);

/* Give the allocation that begins with block `first` back. MM_ERANGE: no such block. MM_EFREE: it is free. MM_EINVAL: it is one inside an
   allocation. Then nothing changed. */
/*@ requires valid: BlocksValid(t);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(t);
  @ ensures valid: BlocksValid(t) && BlocksSameShape{Old, Here}(t);
  @ ensures none:  \result != MM_OK ==> BlocksSame{Old, Here}(t);
  @ behavior range:
  @   assumes first >= t->nblocks;
  @   ensures none: \result == MM_ERANGE;
  @ behavior free:
  @   assumes first < t->nblocks && t->state[first] == 0;
  @   ensures none: \result == MM_EFREE;
  @ behavior inside:
  @   assumes first < t->nblocks && BlockFollows(t->state[first]);
  @   ensures none: \result == MM_EINVAL;
  @ behavior give:
  @   assumes first < t->nblocks && BlockFirst(t->state[first]);
  @   ensures none: \result == MM_OK;
  @   ensures give: \exists integer end; BlocksOne{Old}(t, first, end);
  @   ensures give: \forall integer end; BlocksOne{Old}(t, first, end) ==> BlocksFree(t, first, end) &&
  @                   t->idle == \old(t->idle) + end - first && BlocksSameOutside{Old, Here}(t, first, end);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t blocks_give(blocks_t *t, uint32_t first);

#endif
