#include "pmm.h"

/* Write `state` on the frames first .. end-1 that exist. */
/*@ requires valid: nframes <= FRAME_LIMIT && \valid(owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures take:      \forall integer f; 0 <= f < nframes && first <= f < end ==> owner[f] == state;
  @ ensures unchanged: \forall integer f; 0 <= f < nframes && !(first <= f < end) ==> owner[f] == \old(owner[f]);
  @*/
static void paint(uint8_t *owner, uint32_t nframes, frame_t first, frame_t end, uint8_t state) {
    frame_t stop = end < nframes ? end : nframes;
    /*@ loop invariant bound:     first <= f && (f <= stop || f == first);
      @ loop invariant take:      \forall integer g; first <= g < f ==> owner[g] == state;
      @ loop invariant unchanged: \forall integer g; 0 <= g < nframes && !(first <= g < f) ==>
      @                             owner[g] == \at(owner[\at(g, Here)], Pre);
      @ loop assigns f, owner[0 .. nframes - 1];
      @ loop variant stop - f;
      @*/
    for (frame_t f = first; f < stop; f++) owner[f] = state;
}

/* Write `state` on every frame that a range of this kind covers. */
/*@ requires valid: nframes <= FRAME_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
  @ requires sep:   \separated(map, owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures take:      \forall integer f; 0 <= f < nframes && MemCoveredBy(map, map->count, kind, f) ==>
  @                      owner[f] == state;
  @ ensures unchanged: \forall integer f; 0 <= f < nframes && !MemCoveredBy(map, map->count, kind, f) ==>
  @                      owner[f] == \old(owner[f]);
  @*/
static void paint_kind(uint8_t *owner, uint32_t nframes, const memmap_t *map, uint32_t kind, uint8_t state) {
    /*@ loop invariant bound:     0 <= i <= map->count;
      @ loop invariant take:      \forall integer f; 0 <= f < nframes && MemCoveredBy(map, i, kind, f) ==>
      @                             owner[f] == state;
      @ loop invariant unchanged: \forall integer f; 0 <= f < nframes && !MemCoveredBy(map, i, kind, f) ==>
      @                             owner[f] == \at(owner[\at(f, Here)], Pre);
      @ loop assigns i, owner[0 .. nframes - 1];
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) {
        const mem_range_t *range = &map->range[i];
        if (range->kind == kind) paint(owner, nframes, range->first, range->end, state);
    }
}

/* Clear the bit of every free frame in a bitmap that is full. */
/*@ requires valid: \valid(pmm) && PmmMemory(pmm) && PmmShape(pmm) && FreemapNoneIn(&pmm->free, 0, pmm->nframes);
  @ terminates \true; exits \false;
  @ assigns pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.full.level[0][0 .. BitmapSize(FreemapWords(pmm->nframes)) - 1];
  @ ensures valid: PmmShape(pmm) && PmmIndex(pmm);
  @ ensures valid: PmmMemory(pmm);
  @ ensures unchanged: PmmSameShape{Old, Here}(pmm);
  @*/
static void index_free_frames(pmm_t *pmm) {
    /*@ loop invariant bound: 0 <= f <= pmm->nframes;
      @ loop invariant valid: PmmMemory(pmm) && PmmShape(pmm);
      @ loop invariant unchanged: PmmSameShape{Pre, Here}(pmm);
      @ loop invariant take:  \forall integer g; 0 <= g < f ==> (FreemapTaken(&pmm->free, g) <==> !FrameFree(pmm, g));
      @ loop invariant unchanged: \forall integer g; f <= g < pmm->nframes ==> FreemapTaken(&pmm->free, g);
      @ loop assigns f, pmm->free.words[0 .. FreemapWords(\at(pmm->nframes, Pre))],
      @   pmm->free.full.level[0][0 .. BitmapSize(FreemapWords(\at(pmm->nframes, Pre))) - 1];
      @ loop variant pmm->nframes - f;
      @*/
    for (frame_t f = 0; f < pmm->nframes; f++) {
        if (pmm->owner[f] == OWNER_FREE) freemap_give(&pmm->free, f);
    }
}

/* Give every frame the owner that the map says; frame 0 is reserved whatever it says. */
/*@ requires valid: 0 < nframes <= FRAME_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
  @ requires sep:   \separated(map, owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures bound: \forall integer f; 0 <= f < nframes ==> owner[f] <= OWNER_SHARED;
  @ ensures take:  owner[0] == OWNER_RESERVED;
  @ ensures take:  \forall integer f; 0 < f < nframes ==> OwnerFromMap{Old, Here}(owner, map, f);
  @*/
static void paint_map(uint8_t *owner, uint32_t nframes, const memmap_t *map) {
    paint(owner, nframes, 0, nframes, OWNER_DEVICE);
    paint_kind(owner, nframes, map, MEM_USABLE, OWNER_FREE);
    paint_kind(owner, nframes, map, MEM_RESERVED, OWNER_RESERVED);
    owner[0] = OWNER_RESERVED;
}

/* Lay the allocator out over its tables, every frame taken in the index. */
/*@ requires bound: 0 < nframes <= FRAME_LIMIT;
  @ requires valid: \valid(pmm) && \valid(words + (0 .. FreemapSize(nframes) - 1)) && \valid(owner + (0 .. nframes - 1));
  @ requires sep:   \separated(pmm, words + (0 .. FreemapSize(nframes) - 1), owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns *pmm, words[0 .. FreemapSize(nframes) - 1];
  @ ensures valid: PmmMemory(pmm);
  @ ensures valid: PmmShape(pmm);
  @ ensures take:  pmm->nframes == nframes && pmm->owner == owner && pmm->free.words == words;
  @ ensures take:  FreemapNoneIn(&pmm->free, 0, pmm->nframes) && FreemapPlace(&pmm->free, words);
  @*/
static void lay_out(pmm_t *pmm, uint32_t nframes, word_t *words, uint8_t *owner) {
    pmm->nframes = nframes;
    pmm->owner = owner;
    freemap_init(&pmm->free, words, nframes);
    //@ assert take: pmm->nframes == nframes && pmm->owner == owner;
    //@ assert take: pmm->free.nbits == nframes && FreemapPlace(&pmm->free, words);
    //@ assert valid: FreemapMemory(&pmm->free);
    //@ assert valid: pmm->free.full.nbits == FreemapWords(nframes);
    //@ assert sep: \separated(pmm, owner + (0 .. nframes - 1), words + (0 .. FreemapWords(nframes)));
    /*@ assert sep: \separated(pmm, owner + (0 .. nframes - 1),
      @               (words + (FreemapWords(nframes) + 1)) + (0 .. BitmapSize(FreemapWords(nframes)) - 1)); */
    //@ assert sep: \separated(pmm, pmm->owner + (0 .. pmm->nframes - 1), pmm->free.words + (0 .. FreemapWords(nframes)));
    //@ assert valid: \valid(pmm) && \valid(pmm->owner + (0 .. pmm->nframes - 1));
}

mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, uint32_t nframes, word_t *words, uint8_t *owner) {
    if (nframes == 0 || nframes > FRAME_LIMIT) return MM_EINVAL;
    paint_map(owner, nframes, map);
    lay_out(pmm, nframes, words, owner);
    index_free_frames(pmm);
    return MM_OK;
}

/* Write who owns `frame`, which is not frame 0 and whose bit in the index says so already. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm);
  @ requires bound: 0 < frame < pmm->nframes && state <= OWNER_SHARED;
  @ requires take:  FreemapTaken(&pmm->free, frame) <==> state != OWNER_FREE;
  @ requires valid: \forall integer f; FrameExists(pmm, f) && f != frame ==>
  @                   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f));
  @ terminates \true; exits \false;
  @ assigns pmm->owner[frame];
  @ ensures valid: PmmValid(pmm);
  @ ensures take:  pmm->owner[frame] == state;
  @*/
static void set_owner(pmm_t *pmm, frame_t frame, uint8_t state) { pmm->owner[frame] = state; }

frame_t pmm_alloc(pmm_t *pmm) {
    uint32_t frame = freemap_alloc(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert none: frame == pmm->nframes ==> FreemapNoneIn(&pmm->free, 0, pmm->nframes);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert none: frame == pmm->nframes ==> PmmIndex(pmm);
    //@ assert none: frame == pmm->nframes ==> NoneFree{Pre}(pmm);
    //@ assert take: frame < pmm->nframes ==> 0 < frame && FrameFree{Pre}(pmm, frame);
    if (frame == pmm->nframes) return FRAME_NONE;
    set_owner(pmm, frame, OWNER_ALLOCATED);
    return frame;
}

mm_status_t pmm_free(pmm_t *pmm, frame_t frame) {
    if (frame >= pmm->nframes) return MM_ERANGE;
    if (pmm->owner[frame] == OWNER_FREE) return MM_EFREE;
    if (frame == 0 || pmm->owner[frame] != OWNER_ALLOCATED) return MM_EOWNER;
    freemap_give(&pmm->free, frame);
    set_owner(pmm, frame, OWNER_FREE);
    return MM_OK;
}

owner_t pmm_owner(const pmm_t *pmm, frame_t frame) {
    return frame < pmm->nframes ? (owner_t)pmm->owner[frame] : OWNER_DEVICE;
}

bool pmm_check(const pmm_t *pmm) {
    if (pmm->nframes == 0 || pmm->nframes > FRAME_LIMIT || pmm->free.nbits != pmm->nframes) return false;
    if (!freemap_check(&pmm->free) || pmm->owner[0] == OWNER_FREE) return false;
    /*@ loop invariant bound: 0 <= f <= pmm->nframes;
      @ loop invariant take:  \forall integer g; 0 <= g < f ==> pmm->owner[g] <= OWNER_SHARED &&
      @                         (FreemapTaken(&pmm->free, g) <==> !FrameFree(pmm, g));
      @ loop assigns f;
      @ loop variant pmm->nframes - f;
      @*/
    for (frame_t f = 0; f < pmm->nframes; f++) {
        uint8_t owner = pmm->owner[f];
        if (owner > OWNER_SHARED || freemap_test(&pmm->free, f) == (owner == OWNER_FREE)) return false;
    }
    return true;
}
