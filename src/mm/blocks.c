#include "blocks.h"

/* Write the bytes of an allocation on blocks first .. end-1, which are free. */
/*@ requires valid: BlocksMemory(t) && 0 < t->nblocks <= FREEMAP_LIMIT && BlocksStates(t) && BlocksChained(t);
  @ requires bound: first < end <= t->nblocks;
  @ requires give:  BlocksFree(t, first, end);
  @ terminates \true; exits \false;
  @ assigns t->state[0 .. t->nblocks - 1];
  @ ensures valid: BlocksStates(t) && BlocksChained(t);
  @ ensures take:  BlocksOne(t, first, end);
  @ ensures count: BlocksIdle(t->state, t->nblocks) == BlocksIdle{Old}(t->state, t->nblocks) - (end - first);
  @ ensures bound: 0 <= BlocksIdle(t->state, t->nblocks) <= t->nblocks;
  @ ensures unchanged: \forall integer b; 0 <= b < t->nblocks && !(first <= b < end) ==> t->state[b] == \old(t->state[b]);
  @*/
static inline void chain(blocks_t *t, uint32_t first, uint32_t end) {
    owners_paint(t->state, t->nblocks, first, end, BLOCK_TAKEN + BLOCK_NEXT);
    t->state[first] = (uint8_t)(t->state[first] + BLOCK_FIRST);
    t->state[end - 1u] = (uint8_t)(t->state[end - 1u] - BLOCK_NEXT);
    //@ assert take: BlockFirst(t->state[first]) && !BlockHasNext(t->state[end - 1]);
    //@ assert take: \forall integer b; first <= b < end - 1 ==> BlockHasNext(t->state[b]);
    //@ assert take: \forall integer b; first < b < end ==> BlockFollows(t->state[b]);
    //@ assert take: \forall integer b; first <= b < end ==> t->state[b] != 0;
    //@ assert valid: 0 < first ==> !BlockHasNext(t->state[first - 1]);
    //@ assert valid: end < t->nblocks ==> !BlockFollows(t->state[end]);
    //@ assert valid: BlocksStates(t);
    //@ assert valid: \forall integer b; 0 < b < t->nblocks && (b < first || end < b) ==> BlocksPair(t, b);
    //@ assert valid: 0 < first ==> BlocksPair(t, first);
    //@ assert valid: end < t->nblocks ==> BlocksPair(t, end);
    //@ assert valid: \forall integer b; first < b < end ==> BlocksPair(t, b);
    //@ assert valid: !BlockFollows(t->state[0]) && !BlockHasNext(t->state[t->nblocks - 1]);
    //@ assert valid: BlocksChained(t);
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= t->nblocks;
       @ loop invariant count: BlocksIdle(t->state, i) ==
       @   BlocksIdle{Pre}(t->state, i) - (i <= first ? 0 : i <= end ? i - first : end - first);
       @ loop invariant bound: 0 <= BlocksIdle(t->state, i) <= i;
       @ loop assigns i;
       @ loop variant t->nblocks - i;
       @/
      for (uint32_t i = 0; i < t->nblocks; i++) {
        /@ assert count: BlocksIdle(t->state, i + 1) == BlocksIdle(t->state, i) + (t->state[i] == 0 ? 1 : 0); @/
        /@ assert count: BlocksIdle{Pre}(t->state, i + 1) == BlocksIdle{Pre}(t->state, i) + (\at(t->state[\at(i, Here)], Pre) == 0 ? 1 : 0); @/
      }
    */
}

/* Blocks first .. end-1, one allocation, are free. */
/*@ requires valid: BlocksMemory(t) && 0 < t->nblocks <= FREEMAP_LIMIT && BlocksStates(t) && BlocksChained(t);
  @ requires take:  BlocksOne(t, first, end);
  @ terminates \true; exits \false;
  @ assigns t->state[0 .. t->nblocks - 1];
  @ ensures valid: BlocksStates(t) && BlocksChained(t);
  @ ensures give:  BlocksFree(t, first, end);
  @ ensures count: BlocksIdle(t->state, t->nblocks) == BlocksIdle{Old}(t->state, t->nblocks) + (end - first);
  @ ensures bound: 0 <= BlocksIdle(t->state, t->nblocks) <= t->nblocks;
  @ ensures unchanged: \forall integer b; 0 <= b < t->nblocks && !(first <= b < end) ==> t->state[b] == \old(t->state[b]);
  @*/
static inline void unchain(blocks_t *t, uint32_t first, uint32_t end) {
    owners_paint(t->state, t->nblocks, first, end, 0);
    //@ assert give: BlocksFree(t, first, end);
    //@ assert valid: 0 < first ==> !BlockHasNext(t->state[first - 1]);
    //@ assert valid: end < t->nblocks ==> !BlockFollows(t->state[end]);
    //@ assert valid: BlocksStates(t);
    //@ assert valid: \forall integer b; 0 < b < t->nblocks && (b < first || end < b) ==> BlocksPair(t, b);
    //@ assert valid: 0 < first ==> BlocksPair(t, first);
    //@ assert valid: end < t->nblocks ==> BlocksPair(t, end);
    //@ assert valid: \forall integer b; first < b < end ==> BlocksPair(t, b);
    //@ assert valid: !BlockFollows(t->state[0]) && !BlockHasNext(t->state[t->nblocks - 1]);
    //@ assert valid: BlocksChained(t);
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= t->nblocks;
       @ loop invariant count: BlocksIdle(t->state, i) ==
       @   BlocksIdle{Pre}(t->state, i) + (i <= first ? 0 : i <= end ? i - first : end - first);
       @ loop invariant bound: 0 <= BlocksIdle(t->state, i) <= i;
       @ loop assigns i;
       @ loop variant t->nblocks - i;
       @/
      for (uint32_t i = 0; i < t->nblocks; i++) ;
    */
}

/* The parts of a table of free blocks, each for itself. */
/*@ requires bound: 0 < nblocks <= FREEMAP_LIMIT;
  @ requires valid: \valid(t) && \valid(state + (0 .. nblocks - 1)) && \valid(words + (0 .. FreemapSize(nblocks) - 1));
  @ requires sep:   \separated(t, state + (0 .. nblocks - 1), words + (0 .. FreemapSize(nblocks) - 1));
  @ terminates \true; exits \false;
  @ assigns *t, state[0 .. nblocks - 1], words[0 .. FreemapSize(nblocks) - 1];
  @ ensures valid: FreemapValid(&t->free) && FreemapClosed(&t->free) && FreemapPlace(&t->free, words);
  @ ensures valid: t->nblocks == nblocks && t->free.nbits == nblocks && t->state == state && t->idle == nblocks;
  @ ensures give:  FreemapFreeIn(&t->free, 0, nblocks) && \forall integer b; 0 <= b < nblocks ==> state[b] == 0;
  @*/
static void lay_out(blocks_t *t, uint8_t *state, word_t *words, uint32_t nblocks) {
    owners_paint(state, nblocks, 0, nblocks, 0);
    t->state = state;
    t->nblocks = nblocks;
    t->idle = (int32_t)nblocks;
    freemap_init(&t->free, words, nblocks);
    //@ ghost begun:;
    freemap_give_run(&t->free, 0, nblocks);
    //@ assert unchanged: FreemapSameShape{begun, Here}(&t->free);
}

void blocks_init(blocks_t *t, uint8_t *state, word_t *words, uint32_t nblocks) {
    lay_out(t, state, words, nblocks);
    //@ assert sep: t->free.summary.nbits == FreemapBits(nblocks);
    //@ assert valid: BlocksShape(t);
    //@ assert sep: \separated(t->state + (0 .. t->nblocks - 1), words + (0 .. FreemapSize(nblocks) - 1));
    //@ assert sep: \separated(t, t->state + (0 .. t->nblocks - 1));
    //@ assert sep: \separated(t->state + (0 .. t->nblocks - 1), t->free.words + (0 .. FreemapWords(t->free.nbits)));
    /*@ assert sep: \separated(t->state + (0 .. t->nblocks - 1),
      @               t->free.summary.level[0] + (0 .. BitmapSize(t->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(t, t->free.words + (0 .. FreemapWords(t->free.nbits)));
    //@ assert sep: \separated(t, t->free.summary.level[0] + (0 .. BitmapSize(t->free.summary.nbits) - 1));
    //@ assert valid: BlocksMemory(t);
    //@ assert give: BlocksFree(t, 0, nblocks);
    //@ assert valid: BlocksStates(t) && BlocksChained(t);
    //@ assert valid: BlocksAgree(t);
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= nblocks;
       @ loop invariant count: BlocksIdle(state, i) == i;
       @ loop assigns i;
       @ loop variant nblocks - i;
       @/
      for (uint32_t i = 0; i < nblocks; i++) ;
    */
    //@ assert valid: BlocksCounted(t);
    //@ assert valid: FreemapInv(&t->free);
}

/* Take the run first .. first+count-1, which is free. */
/*@ requires valid: BlocksValid(t);
  @ requires bound: 0 < count && first + count <= t->nblocks;
  @ requires give:  BlocksFree(t, first, first + count);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(t);
  @ ensures valid: BlocksValid(t);
  @ ensures take:  BlocksOne(t, first, first + count);
  @ ensures count: t->idle == \old(t->idle) - count;
  @ ensures unchanged: BlocksSameOutside{Old, Here}(t, first, first + count);
  @*/
static inline void take_run(blocks_t *t, uint32_t first, uint32_t count) {
    //@ assert valid: BlocksAgree(t);
    freemap_take_run(&t->free, first, first + count);
    //@ assert valid: BlocksMemory(t);
    //@ assert unchanged: BlocksSameOutside{Pre, Here}(t, 0, 0);
    //@ assert valid: BlocksStates(t) && BlocksChained(t);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: FreemapClosed(&t->free);
    //@ assert valid: \forall integer b; 0 <= b < t->nblocks && !(first <= b < first + count) ==> (FreemapTaken(&t->free, b) <==> t->state[b] != 0);
    chain(t, first, first + count);
    //@ assert unchanged: BlocksSameShape{Pre, Here}(t);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: FreemapClosed(&t->free);
    //@ assert valid: BlocksAgree(t);
    t->idle -= (int32_t)count;
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: BlocksMemory(t) && BlocksShape(t) && BlocksStates(t) && BlocksChained(t);
    //@ assert valid: BlocksCounted(t);
    //@ assert valid: BlocksAgree(t);
}

uint32_t blocks_take(blocks_t *t, uint32_t count) {
    //@ assert none: BlocksSame{Pre, Here}(t);
    if (count == 0 || count > t->nblocks) return BLOCK_NONE;
    uint32_t first = freemap_find_run(&t->free, count, 1, 0, t->nblocks);
    //@ ghost found:;
    //@ assert valid: BlocksMemory(t);
    //@ assert unchanged: BlocksSameOutside{Pre, Here}(t, 0, 0);
    //@ assert valid: BlocksAgree(t);
    //@ assert valid: BlocksStates(t) && BlocksChained(t);
    //@ assert valid: BlocksCounted(t);
    //@ assert valid: BlocksShape(t);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert low: BlocksNoRunBelow(t, count, first);
    //@ assert low: BlocksNoRunBelow{Pre}(t, count, first);
    //@ assert none: first == t->nblocks ==> BlocksNoRun(t, count);
    //@ assert none: BlocksNoRun(t, count) <==> BlocksNoRun{Pre}(t, count);
    //@ assert none: BlocksSame{Pre, Here}(t);
    if (first == t->nblocks) return BLOCK_NONE;
    //@ assert give: FreemapRun(&t->free, first, count, 1, 0, t->nblocks);
    //@ assert give: BlocksRun(t, first, count);
    //@ assert give: BlocksRun{Pre}(t, first, count) && !BlocksNoRun{Pre}(t, count);
    take_run(t, first, count);
    //@ assert unchanged: BlocksSameOutside{found, Here}(t, first, first + count);
    //@ assert unchanged: BlocksSameOutside{Pre, Here}(t, first, first + count);
    return first;
}

uint32_t blocks_end(const blocks_t *t, uint32_t first) {
    const uint8_t *state = t->state;
    if (state[first] == BLOCK_TAKEN + BLOCK_FIRST) return first + 1u;
    uint32_t b = first + 1u;
    //@ assert take: b < t->nblocks;
    /*@ loop invariant bound: first < b <= t->nblocks;
      @ loop invariant take:  \forall integer c; first < c < b ==> BlockHasNext(state[c - 1]) && BlockFollows(state[c]);
      @ loop invariant take:  BlockHasNext(state[b - 1]);
      @ loop assigns b;
      @ loop variant t->nblocks - b;
      @*/
    while (b + 8u <= t->nblocks) {
        if (!owners_eight_are(&state[b], BLOCK_TAKEN + BLOCK_NEXT)) break;
        //@ assert take: state[b] == 5 && state[b + 1] == 5 && state[b + 2] == 5 && state[b + 3] == 5;
        //@ assert take: state[b + 4] == 5 && state[b + 5] == 5 && state[b + 6] == 5 && state[b + 7] == 5;
        //@ assert take: \forall integer c; b <= c < b + 8 ==> state[c] == 5;
        b += 8u;
    }
    /*@ loop invariant bound: first < b < t->nblocks;
      @ loop invariant take:  \forall integer c; first < c < b ==> BlockHasNext(state[c - 1]) && BlockFollows(state[c]);
      @ loop invariant take:  BlockHasNext(state[b - 1]);
      @ loop assigns b;
      @ loop variant t->nblocks - b;
      @*/
    while (state[b] == BLOCK_TAKEN + BLOCK_NEXT) b++;
    //@ assert take: BlocksPair(t, b) && state[b] == BLOCK_TAKEN;
    //@ assert take: !BlockHasNext(state[b]) && b < t->nblocks;
    //@ assert take: \forall integer c; first < c < b + 1 ==> BlockHasNext(state[c - 1]) && BlockFollows(state[c]);
    return b + 1u;
}

/* Give the allocation first .. end-1 back. */
/*@ requires valid: BlocksValid(t);
  @ requires take:  BlocksOne(t, first, end);
  @ terminates \true; exits \false;
  @ assigns BLOCKS_TABLE(t);
  @ ensures valid: BlocksValid(t);
  @ ensures give:  BlocksFree(t, first, end);
  @ ensures count: t->idle == \old(t->idle) + end - first;
  @ ensures unchanged: BlocksSameOutside{Old, Here}(t, first, end);
  @*/
static inline void give_run(blocks_t *t, uint32_t first, uint32_t end) {
    //@ assert valid: BlocksAgree(t);
    freemap_give_run(&t->free, first, end);
    //@ assert valid: BlocksMemory(t);
    //@ assert unchanged: BlocksSameOutside{Pre, Here}(t, 0, 0);
    //@ assert valid: BlocksStates(t) && BlocksChained(t);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: FreemapClosed(&t->free);
    //@ assert valid: \forall integer b; 0 <= b < t->nblocks && !(first <= b < end) ==> (FreemapTaken(&t->free, b) <==> t->state[b] != 0);
    unchain(t, first, end);
    //@ assert unchanged: BlocksSameShape{Pre, Here}(t);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: FreemapClosed(&t->free);
    //@ assert valid: BlocksAgree(t);
    t->idle += (int32_t)(end - first);
    //@ assert valid: FreemapValid(&t->free);
    //@ assert valid: BlocksMemory(t) && BlocksShape(t) && BlocksStates(t) && BlocksChained(t);
    //@ assert valid: BlocksCounted(t);
    //@ assert valid: BlocksAgree(t);
}

mm_status_t blocks_give(blocks_t *t, uint32_t first) {
    if (first >= t->nblocks) return MM_ERANGE;
    uint8_t state = t->state[first];
    if (state == 0) return MM_EFREE;
    if (state / BLOCK_FIRST % 2u == 0) return MM_EINVAL;
    uint32_t end = blocks_end(t, first);
    //@ assert take: BlocksOne{Pre}(t, first, end) && \forall integer e; BlocksOne{Pre}(t, first, e) ==> e == end;
    give_run(t, first, end);
    return MM_OK;
}
