#include "pmm.h"

/* Write `state` on eight frames; where it is a constant the compiler makes one store of it. */
/*@ requires valid: \valid(owner + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. 7];
  @ ensures take: owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state &&
  @               owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
  @*/
static inline void paint_eight(uint8_t *owner, uint8_t state) {
    owner[0] = state;
    owner[1] = state;
    owner[2] = state;
    owner[3] = state;
    owner[4] = state;
    owner[5] = state;
    owner[6] = state;
    owner[7] = state;
}

/* Write `state` on the frames first .. end-1 that exist. */
/*@ requires valid: nframes <= FRAME_LIMIT && \valid(owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures take:      \forall integer f; 0 <= f < nframes && first <= f < end ==> owner[f] == state;
  @ ensures unchanged: \forall integer f; 0 <= f < nframes && !(first <= f < end) ==> owner[f] == \old(owner[f]);
  @*/
static inline void paint(uint8_t *owner, uint32_t nframes, frame_t first, frame_t end, uint8_t state) {
    frame_t stop = end < nframes ? end : nframes, f = first;
    if (first >= stop) return;
    /*@ loop invariant bound:     first <= f <= stop;
      @ loop invariant take:      \forall integer g; first <= g < f ==> owner[g] == state;
      @ loop invariant unchanged: \forall integer g; 0 <= g < nframes && !(first <= g < f) ==>
      @                             owner[g] == \at(owner[\at(g, Here)], Pre);
      @ loop assigns f, owner[0 .. nframes - 1];
      @ loop variant stop - f;
      @*/
    while (f + 8 <= stop) {
        paint_eight(&owner[f], state);
        //@ assert take: owner[f] == state && owner[f + 1] == state && owner[f + 2] == state && owner[f + 3] == state;
        //@ assert take: owner[f + 4] == state && owner[f + 5] == state && owner[f + 6] == state && owner[f + 7] == state;
        //@ assert take: \forall integer g; f <= g < f + 8 ==> owner[g] == state;
        f += 8;
    }
    /*@ loop invariant bound:     first <= f <= stop;
      @ loop invariant take:      \forall integer g; first <= g < f ==> owner[g] == state;
      @ loop invariant unchanged: \forall integer g; 0 <= g < nframes && !(first <= g < f) ==>
      @                             owner[g] == \at(owner[\at(g, Here)], Pre);
      @ loop assigns f, owner[0 .. nframes - 1];
      @ loop variant stop - f;
      @*/
    for (; f < stop; f++) owner[f] = state;
}

/* Write `state` on the frames of range `i` of the map, if it is of this kind. */
/*@ requires valid: nframes <= FRAME_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
  @ requires bound: i < map->count;
  @ requires sep:   \separated(map, owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures take:      \forall integer f; 0 <= f < nframes && map->range[i].kind == kind && RangeCovers(map, i, f) ==>
  @                      owner[f] == state;
  @ ensures unchanged: \forall integer f; 0 <= f < nframes && !(map->range[i].kind == kind && RangeCovers(map, i, f)) ==>
  @                      owner[f] == \old(owner[f]);
  @*/
static void paint_range(uint8_t *owner, uint32_t nframes, const memmap_t *map, uint32_t i, uint32_t kind,
                        uint8_t state) {
    const mem_range_t *range = &map->range[i];
    if (range->kind == kind) paint(owner, nframes, range->first, range->end, state);
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
        paint_range(owner, nframes, map, i, kind, state);
        /*@ assert take: \forall integer f; MemCoveredBy(map, i + 1, kind, f) <==>
          @   MemCoveredBy(map, i, kind, f) || (map->range[i].kind == kind && RangeCovers(map, i, f)); */
    }
}

/* Clear the bit of every free frame in a bitmap that is full. */
/*@ requires valid: \valid(pmm) && PmmMemory(pmm) && PmmShape(pmm) && FreemapNoneIn(&pmm->free, 0, pmm->nframes);
  @ terminates \true; exits \false;
  @ assigns pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.to, pmm->free.blocks, pmm->free.groups, pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
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
      @   pmm->free.to, pmm->free.blocks, pmm->free.groups,
      @   pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(\at(pmm->nframes, Pre))) - 1];
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

/* Set the fields, and the index with every frame taken in it. */
/*@ requires bound: 0 < nframes <= FRAME_LIMIT;
  @ requires valid: \valid(pmm) && \valid(words + (0 .. FreemapSize(nframes) - 1)) && \valid(owner + (0 .. nframes - 1));
  @ requires sep:   \separated(pmm, words + (0 .. FreemapSize(nframes) - 1), owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns *pmm, words[0 .. FreemapSize(nframes) - 1];
  @ ensures valid: FreemapMemory(&pmm->free);
  @ ensures valid: pmm->free.nbits == nframes && pmm->free.summary.nbits == FreemapBits(nframes);
  @ ensures valid: PmmShape(pmm);
  @ ensures take:  pmm->nframes == nframes && pmm->owner == owner && pmm->free.words == words;
  @ ensures take:  FreemapNoneIn(&pmm->free, 0, pmm->nframes) && FreemapPlace(&pmm->free, words);
  @ ensures take:  FreemapClosed(&pmm->free) && pmm->top == FRAME_LIMIT && (pmm->low == 0 || pmm->low == ZONE_ISA);
  @*/
static void set_fields(pmm_t *pmm, uint32_t nframes, word_t *words, uint8_t *owner) {
    pmm->nframes = nframes;
    pmm->low = nframes >= 2 * ZONE_ISA ? ZONE_ISA : 0;
    pmm->top = FRAME_LIMIT;
    pmm->owner = owner;
    freemap_init(&pmm->free, words, nframes);
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
  @ ensures take:  FreemapClosed(&pmm->free) && pmm->top == FRAME_LIMIT && (pmm->low == 0 || pmm->low == ZONE_ISA);
  @*/
static void lay_out(pmm_t *pmm, uint32_t nframes, word_t *words, uint8_t *owner) {
    set_fields(pmm, nframes, words, owner);
    //@ assert sep: \separated(pmm, owner + (0 .. nframes - 1), words + (0 .. FreemapWords(nframes)));
    /*@ assert sep: \separated(pmm, owner + (0 .. nframes - 1),
      @               (words + (FreemapWords(nframes) + 1)) + (0 .. BitmapSize(FreemapBits(nframes)) - 1)); */
    //@ assert sep: \separated(pmm, pmm->owner + (0 .. pmm->nframes - 1), pmm->free.words + (0 .. FreemapWords(nframes)));
    //@ assert valid: \valid(pmm) && \valid(pmm->owner + (0 .. pmm->nframes - 1));
    /*@ assert sep: \separated(pmm, pmm->owner + (0 .. pmm->nframes - 1), pmm->free.summary.level[0] +
      @               (0 .. BitmapSize(pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(pmm, pmm->owner + (0 .. pmm->nframes - 1),
      @               pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)),
      @               pmm->free.summary.level[0] + (0 .. BitmapSize(pmm->free.summary.nbits) - 1)); */
}

/* Count the frames of each owner. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmOwners(pmm) && PmmZeroTaken(pmm) && PmmIndex(pmm) && PmmOpen(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(pmm);
  @*/
static void count_all(pmm_t *pmm) {
    /*@ loop invariant bound: 0 <= s <= OWNER_STATES;
      @ loop invariant take:  \forall integer r; 0 <= r < s ==> pmm->count[r] == 0;
      @ loop assigns s, pmm->count[0 .. OWNER_STATES - 1];
      @ loop variant OWNER_STATES - s;
      @*/
    for (uint32_t s = 0; s < OWNER_STATES; s++) pmm->count[s] = 0;
    /*@ loop invariant bound: 0 <= f <= pmm->nframes;
      @ loop invariant take:  \forall integer s; 0 <= s < OWNER_STATES ==>
      @                         0 <= pmm->count[s] <= f && pmm->count[s] == OwnerCount(pmm->owner, f, s);
      @ loop assigns f, pmm->count[0 .. OWNER_STATES - 1];
      @ loop variant pmm->nframes - f;
      @*/
    for (frame_t f = 0; f < pmm->nframes; f++) pmm->count[pmm->owner[f]]++;
}

mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, uint32_t nframes, word_t *words, uint8_t *owner) {
    if (nframes == 0 || nframes > FRAME_LIMIT) return MM_EINVAL;
    paint_map(owner, nframes, map);
    lay_out(pmm, nframes, words, owner);
    index_free_frames(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ assert take: pmm->owner == owner && pmm->nframes == nframes;
    //@ assert take: \forall integer f; 0 < f < nframes ==> OwnerFromMap{Pre, Here}(owner, map, f);
    //@ assert take: PmmFromMap{Pre, Here}(pmm, map);
    count_all(pmm);
    //@ assert take: PmmFromMap{Pre, Here}(pmm, map);
    return MM_OK;
}

/* Remember the first frame that is sure not to be free. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmIndex(pmm) && PmmCounts(pmm);
  @ requires open:  pmm->low == 0 || pmm->low == ZONE_ISA;
  @ requires open:  \forall integer f; FrameExists(pmm, f) && top <= f ==> !FrameFree(pmm, f);
  @ requires open:  FreemapClosed(&pmm->free) ||
  @                 (pmm->low <= pmm->free.open * WORD_BITS && top == BandEnd(pmm->free.open * WORD_BITS));
  @ terminates \true; exits \false;
  @ assigns pmm->top;
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      pmm->top == top;
  @ ensures unchanged: PmmSame{Old, Here}(pmm) && pmm->free.open == \old(pmm->free.open);
  @ ensures unchanged: FreemapWordsSame{Old, Here}(&pmm->free);
  @*/
static void set_top(pmm_t *pmm, frame_t top) {
    pmm->top = top;
    //@ assert valid: PmmSame{Pre, Here}(pmm) && PmmMemory(pmm);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&pmm->free.summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&pmm->free.summary, -1), Here);
    //@ assert valid: \at(FreemapUntouched{Pre, Here}(&pmm->free), Here);
    //@ assert valid: FreemapInv(&pmm->free);
    //@ assert valid: PmmIndex(pmm);
}

/* Close the open word. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->free.open, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
static void close(pmm_t *pmm) {
    freemap_close(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm) && PmmShape(pmm) && PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
}

/* Close the open word, so that frames above its band may be freed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->top, pmm->free.open, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      FreemapClosed(&pmm->free) && pmm->top == FRAME_LIMIT;
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
static void lift_top(pmm_t *pmm) {
    close(pmm);
    set_top(pmm, FRAME_LIMIT);
}

/* The lowest run from frame `from` on, where a band begins; `nframes` when there is none. */
/*@ requires valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ requires bound: 0 < count <= pmm->nframes && 0 < align <= FREEMAP_LIMIT;
  @ requires bound: pmm->low <= from || below <= ZONE_ISA;
  @ terminates \true; exits \false;
  @ assigns pmm->free.blocks, pmm->free.groups;
  @ ensures valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @ ensures bound: \result <= pmm->nframes;
  @ ensures take:  \result < pmm->nframes ==> from <= \result && PmmRun{Old}(pmm, \result, count, align, below);
  @ ensures none:  \forall integer s; PmmRun{Old}(pmm, s, count, align, below) && from <= s ==> \result <= s;
  @*/
static uint32_t lowest_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t from) {
    uint32_t end = below < pmm->nframes ? below : pmm->nframes;
    /*@ assert take: \forall integer s; PmmRun(pmm, s, count, align, below) && from <= s ==>
      @   FreemapRun(&pmm->free, s, count, align, from, end); */
    /*@ assert take: \forall integer s; FreemapRun(&pmm->free, s, count, align, from, end) ==>
      @   PmmRun(pmm, s, count, align, below) && from <= s; */
    uint32_t frame = freemap_find_run(&pmm->free, count, align, from, end);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm) && PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ assert take: \forall integer s; FreemapRun(&pmm->free, s, count, align, from, end) <==> FreemapRun{Pre}(&pmm->free, s, count, align, from, end);
    return frame;
}

/* The same for a single frame. */
/*@ requires valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ requires bound: from % WORD_BITS == 0 && (pmm->low <= from || below <= ZONE_ISA);
  @ terminates \true; exits \false;
  @ assigns pmm->free.from, pmm->free.to;
  @ ensures valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @ ensures bound: \result <= pmm->nframes;
  @ ensures take:  \result < pmm->nframes ==> from <= \result && PmmRun{Old}(pmm, \result, 1, 1, below);
  @ ensures none:  \forall integer s; PmmRun{Old}(pmm, s, 1, 1, below) && from <= s ==> \result <= s;
  @*/
static inline uint32_t lowest_frame(pmm_t *pmm, frame_t below, frame_t from) {
    uint32_t end = below < pmm->nframes ? below : pmm->nframes;
    //@ assert take: \forall integer f; FreemapMultiple(1, f);
    /*@ assert take: \forall integer f; from <= f ==> (PmmRun(pmm, f, 1, 1, below) <==>
      @   f < end && !FreemapTaken(&pmm->free, f)); */
    if (from >= end) return pmm->nframes;
    uint32_t frame = freemap_lowest(&pmm->free, from / WORD_BITS);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm) && PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ assert take: \forall integer f; 0 <= f < pmm->nframes ==> (FreemapTaken(&pmm->free, f) <==> FreemapTaken{Pre}(&pmm->free, f));
    return frame < end ? frame : pmm->nframes;
}

/* The lowest run, of one frame or more, from frame `from` on. */
/*@ requires valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ requires bound: 0 < count <= pmm->nframes && 0 < align <= FREEMAP_LIMIT;
  @ requires bound: from % WORD_BITS == 0 && (pmm->low <= from || below <= ZONE_ISA);
  @ terminates \true; exits \false;
  @ assigns pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups;
  @ ensures valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @ ensures bound: \result <= pmm->nframes;
  @ ensures take:  \result < pmm->nframes ==> from <= \result && PmmRun{Old}(pmm, \result, count, align, below);
  @ ensures none:  \forall integer s; PmmRun{Old}(pmm, s, count, align, below) && from <= s ==> \result <= s;
  @*/
static inline uint32_t lowest(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t from) {
    return count == 1 && align == 1 ? lowest_frame(pmm, below, from)
                                    : lowest_run(pmm, count, align, below, from);
}

/* The lowest frame of the highest band that a run starts with; `nframes` when there is none. */
/*@ requires valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ requires bound: 0 < count <= pmm->nframes && 0 < align <= FREEMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups;
  @ ensures valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @ ensures bound: \result <= pmm->nframes;
  @ ensures take:  \result < pmm->nframes ==> PmmRun{Old}(pmm, \result, count, align, below) &&
  @                  PmmBest{Old}(pmm, \result, count, align, below);
  @ ensures none:  \result == pmm->nframes ==> PmmNoRun{Old}(pmm, count, align, below);
  @*/
static inline uint32_t find(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below) {
    uint32_t low = below <= ZONE_ISA ? 0 : pmm->low;
    //@ assert take: \forall integer s; PmmRun(pmm, s, count, align, below) ==> low <= s < pmm->nframes && FrameFree(pmm, s);
    uint32_t frame = pmm->top <= BAND_HIGH ? pmm->nframes : lowest(pmm, count, align, below, BAND_HIGH);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (frame < pmm->nframes) return frame;
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) ==> s < BAND_HIGH;
    frame = lowest(pmm, count, align, below, ZONE_ISA);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (frame < pmm->nframes) return frame;
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) ==> s < ZONE_ISA;
    if (low < ZONE_ISA) frame = lowest(pmm, count, align, below, low);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    return frame;
}

/* Write the owner byte of one frame, which says `old`, and the counts. The loop is a proof by induction. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmCounts(pmm);
  @ requires bound: frame < pmm->nframes && pmm->owner[frame] == old && old <= OWNER_SHARED && state <= OWNER_SHARED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[frame], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures take:  pmm->owner[frame] == state;
  @ ensures valid: PmmCounts(pmm);
  @*/
static inline void change_owner(pmm_t *pmm, frame_t frame, uint8_t old, uint8_t state) {
    //@ assert count: old != OWNER_ALLOCATED ==> PmmCount(pmm, old);
    //@ assert count: state != OWNER_ALLOCATED ==> PmmCount(pmm, state);
    pmm->owner[frame] = state;
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= pmm->nframes;
       @ loop invariant take: \forall integer s; OwnerCount(pmm->owner, i, s) ==
       @   OwnerCount{Pre}(pmm->owner, i, s) + CountMove(s, old, state, frame < i ? 1 : 0);
       @ loop invariant bound: \forall integer s; 0 <= OwnerCount(pmm->owner, i, s) <= i;
       @ loop assigns i;
       @ loop variant pmm->nframes - i;
       @/
      for (uint32_t i = 0; i < pmm->nframes; i++) ;
    */
    if (old != OWNER_ALLOCATED) pmm->count[old]--;
    if (state != OWNER_ALLOCATED) pmm->count[state]++;
    //@ assert count: \forall integer s; 0 <= s < OWNER_STATES && s != OWNER_ALLOCATED && s != old && s != state ==> PmmCount(pmm, s);
    //@ assert count: old != OWNER_ALLOCATED ==> PmmCount(pmm, old);
    //@ assert count: state != OWNER_ALLOCATED ==> PmmCount(pmm, state);
}

/* The same for the frames first .. end-1. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmCounts(pmm);
  @ requires bound: first < end <= pmm->nframes && PmmAll(pmm, first, end, old) && old <= OWNER_SHARED && state <= OWNER_SHARED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures take:      PmmAll(pmm, first, end, state);
  @ ensures unchanged: PmmSameOutside{Old, Here}(pmm, first, end);
  @ ensures valid:     PmmCounts(pmm);
  @*/
static inline void change_owners(pmm_t *pmm, frame_t first, frame_t end, uint8_t old, uint8_t state) {
    //@ assert count: old != OWNER_ALLOCATED ==> PmmCount(pmm, old);
    //@ assert count: state != OWNER_ALLOCATED ==> PmmCount(pmm, state);
    paint(pmm->owner, pmm->nframes, first, end, state);
    //@ assert take: PmmAll(pmm, first, end, state) && PmmSameOutside{Pre, Here}(pmm, first, end);
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= pmm->nframes;
       @ loop invariant take: \forall integer s; OwnerCount(pmm->owner, i, s) ==
       @   OwnerCount{Pre}(pmm->owner, i, s) + CountMove(s, old, state, i <= first ? 0 : i <= end ? i - first : end - first);
       @ loop invariant bound: \forall integer s; 0 <= OwnerCount(pmm->owner, i, s) <= i;
       @ loop assigns i;
       @ loop variant pmm->nframes - i;
       @/
      for (uint32_t i = 0; i < pmm->nframes; i++) ;
    */
    int32_t moved = (int32_t)(end - first);
    if (old != OWNER_ALLOCATED) pmm->count[old] -= moved;
    if (state != OWNER_ALLOCATED) pmm->count[state] += moved;
    //@ assert count: \forall integer s; 0 <= s < OWNER_STATES && s != OWNER_ALLOCATED && s != old && s != state ==> PmmCount(pmm, s);
    //@ assert count: old != OWNER_ALLOCATED ==> PmmCount(pmm, old);
    //@ assert count: state != OWNER_ALLOCATED ==> PmmCount(pmm, state);
}

/* Make the owner byte of a free frame say "allocated", as its bit in the index does already. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
  @ requires bound: 0 < frame < pmm->nframes && FrameFree(pmm, frame);
  @ requires take:  FreemapTaken(&pmm->free, frame);
  @ requires valid: \forall integer f; FrameExists(pmm, f) && f != frame ==>
  @                   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f));
  @ requires open:  PmmOpen(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[frame], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures take:  pmm->owner[frame] == OWNER_ALLOCATED;
  @*/
static inline void set_allocated(pmm_t *pmm, frame_t frame) {
    change_owner(pmm, frame, OWNER_FREE, OWNER_ALLOCATED);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmOpen(pmm);
}

/* Take a frame when the open word has none: open the word of the best one there is. Was there one? */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->top, pmm->free.open, pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @ ensures none: !\result ==> PmmNoRun{Old}(pmm, 1, 1, ZONE_ANY);
  @ ensures take: \result ==> !WordFull(pmm->free.words[pmm->free.open]) && pmm->free.open < FreemapWords(pmm->nframes);
  @*/
static bool refill(pmm_t *pmm) {
    close(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, 1, 1, ZONE_ANY) <==> PmmRun(pmm, s, 1, 1, ZONE_ANY);
    uint32_t frame = find(pmm, 1, 1, ZONE_ANY);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, 1, 1, ZONE_ANY) <==> PmmRun(pmm, s, 1, 1, ZONE_ANY);
    //@ assert none: frame == pmm->nframes ==> PmmNoRun{Pre}(pmm, 1, 1, ZONE_ANY);
    if (frame == pmm->nframes) return false;
    //@ assert high: PmmRun(pmm, frame, 1, 1, ZONE_ANY) && PmmBest(pmm, frame, 1, 1, ZONE_ANY);
    //@ assert high: \forall integer f; FreemapMultiple(1, f);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> PmmRun(pmm, f, 1, 1, ZONE_ANY);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> Band(f) <= Band(frame);
    freemap_open(&pmm->free, frame);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert take: !FreemapTaken(&pmm->free, frame);
    //@ assert take: !WordFull(pmm->free.words[pmm->free.open]);
    /*@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> Band(f) <= Band(frame); */
    //@ ghost opened:;
    set_top(pmm, frame < ZONE_ISA ? ZONE_ISA : frame < BAND_HIGH ? BAND_HIGH : FRAME_LIMIT);
    //@ assert valid: PmmSame{opened, Here}(pmm);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    return true;
}

/* Take a frame of the open word, which has one. */
/*@ requires valid: PmmValid(pmm) && !WordFull(pmm->free.words[pmm->free.open]);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->free.words[0 .. FreemapWords(pmm->nframes)], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures take:  FrameTake{Old, Here}(pmm, \result);
  @ ensures high:  \old(PmmMay(pmm, \at(\result, Here), ZONE_ANY));
  @ ensures high:  \old(PmmHighest(pmm, \at(\result, Here), 1, 1, ZONE_ANY));
  @ ensures take:  \old(PmmRun(pmm, \at(\result, Here), 1, 1, ZONE_ANY));
  @*/
static inline frame_t take_open(pmm_t *pmm) {
    uint32_t frame = freemap_pick(&pmm->free);
    //@ assert take: frame < pmm->nframes && !FreemapTaken{Pre}(&pmm->free, frame);
    //@ assert take: FrameFree{Pre}(pmm, frame);
    //@ assert take: frame != 0;
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert high: PmmMay(pmm, frame, ZONE_ANY) && Band(frame) == Band(pmm->free.open * WORD_BITS);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) ==> Band(f) <= Band(frame);
    //@ assert high: \forall integer f; PmmRun{Pre}(pmm, f, 1, 1, ZONE_ANY) ==> FrameFree(pmm, f) && FrameExists(pmm, f);
    //@ assert take: FreemapMultiple(1, frame);
    //@ assert take: PmmRun{Pre}(pmm, frame, 1, 1, ZONE_ANY);
    set_allocated(pmm, frame);
    return frame;
}

/* Take a frame when the open word has none. FRAME_NONE when there is none. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures none:  \result == FRAME_NONE ==> PmmNoRun{Old}(pmm, 1, 1, ZONE_ANY) && PmmSame{Old, Here}(pmm);
  @ ensures take:  \result != FRAME_NONE ==> FrameTake{Old, Here}(pmm, \result);
  @ ensures high:  \result != FRAME_NONE ==> \old(PmmMay(pmm, \at(\result, Here), ZONE_ANY)) &&
  @                  \old(PmmHighest(pmm, \at(\result, Here), 1, 1, ZONE_ANY)) &&
  @                  \old(PmmRun(pmm, \at(\result, Here), 1, 1, ZONE_ANY));
  @*/
__attribute__((noinline)) static frame_t take_elsewhere(pmm_t *pmm) {
    if (!refill(pmm)) return FRAME_NONE;
    //@ assert take: PmmSame{Pre, Here}(pmm);
    /*@ assert take: \forall integer s; PmmRun{Pre}(pmm, s, 1, 1, ZONE_ANY) <==> PmmRun(pmm, s, 1, 1, ZONE_ANY); */
    return take_open(pmm);
}

frame_t pmm_alloc(pmm_t *pmm) {
    if (bits_full(pmm->free.words[pmm->free.open])) return take_elsewhere(pmm);
    return take_open(pmm);
}

/* Is `align` a power of two? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PowerOfTwo(align);
  @*/
static inline bool power_of_two(uint32_t align) {
    if (align == 0) return false;
    uint32_t k = word_lowest_set(align);
    //@ assert none: \forall integer j; 0 <= j < 32 && align == 1 << j ==> j == k;
    //@ assert bound: k < 32;
    return align == (word_t)1 << k;
}

/* The owners of four frames as the digits of a number to the base 256. The compiler makes one load of it. */
/*@ requires valid: \valid_read(owner + (0 .. 3));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == OwnersOfFour(owner);
  @*/
static inline uint32_t four_owners(const uint8_t *owner) {
    uint32_t low = owner[0] + ((uint32_t)owner[1] << 8);
    uint32_t high = owner[2] + ((uint32_t)owner[3] << 8);
    //@ assert take: low == owner[0] + 0x100 * owner[1] && high == owner[2] + 0x100 * owner[3];
    return low + (high << 16);
}

/* Have eight frames this owner? */
/*@ requires valid: \valid_read(owner + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state &&
  @                 owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
  @*/
static inline bool eight_are(const uint8_t *owner, uint8_t state) {
    uint32_t low = four_owners(owner), high = four_owners(owner + 4), all = 0x01010101u * state;
    //@ assert take: low == all <==> owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state;
    //@ assert take: high == owner[4] + 0x100 * owner[5] + 0x10000 * owner[6] + 0x1000000 * owner[7];
    //@ assert take: high == all <==> owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
    uint64_t owners = low + ((uint64_t)high << 32), wanted = all + ((uint64_t)all << 32);
    //@ assert take: owners == low + 0x100000000 * high && wanted == all + 0x100000000 * all;
    return owners == wanted;
}

/* Have the frames first .. end-1 this owner? */
/*@ requires valid: PmmMemory(pmm);
  @ requires bound: first <= FRAME_LIMIT && end <= pmm->nframes <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PmmAll(pmm, first, end, state);
  @*/
static inline bool all_are(const pmm_t *pmm, frame_t first, frame_t end, uint8_t state) {
    const uint8_t *owner = pmm->owner;
    frame_t f = first;
    /*@ loop invariant bound: first <= f && (f <= end || f == first);
      @ loop invariant take:  PmmAll(pmm, first, f, state);
      @ loop assigns f;
      @ loop variant end - f;
      @*/
    while (f + 8 <= end) {
        if (!eight_are(&owner[f], state)) return false;
        //@ assert take: owner[f] == state && owner[f + 1] == state && owner[f + 2] == state && owner[f + 3] == state;
        //@ assert take: owner[f + 4] == state && owner[f + 5] == state && owner[f + 6] == state && owner[f + 7] == state;
        //@ assert take: \forall integer g; f <= g < f + 8 ==> owner[g] == state;
        f += 8;
    }
    /*@ loop invariant bound: first <= f && (f <= end || f == first);
      @ loop invariant take:  PmmAll(pmm, first, f, state);
      @ loop assigns f;
      @ loop variant end - f;
      @*/
    for (; f < end; f++) {
        if (owner[f] != state) return false;
    }
    return true;
}

/* Take the frames first .. end-1, which are free. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: first < end <= pmm->nframes;
  @ requires give:  PmmAll(pmm, first, end, OWNER_FREE);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1],
  @         pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures take:  FramesTake{Old, Here}(pmm, first, end);
  @*/
static void take_run(pmm_t *pmm, frame_t first, frame_t end) {
    freemap_take_run(&pmm->free, first, end);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: FreemapInv(&pmm->free);
    /*@ assert valid: \forall integer f; FrameExists(pmm, f) ==>
      @   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f) || first <= f < end); */
    change_owners(pmm, first, end, OWNER_FREE, OWNER_ALLOCATED);
    //@ assert take: PmmAll(pmm, first, end, OWNER_ALLOCATED);
    //@ assert unchanged: PmmSameOutside{Pre, Here}(pmm, first, end);
    //@ assert valid: PmmMemory(pmm) && PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm);
    //@ assert valid: PmmOwners(pmm);
    //@ assert valid: PmmCounts(pmm);
    //@ assert valid: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    //@ assert valid: PmmOpen(pmm);
}

/* Give the frames first .. end-1 back, which are allocated. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: 0 < first < end <= pmm->nframes && end <= pmm->top;
  @ requires take:  PmmAll(pmm, first, end, OWNER_ALLOCATED);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1],
  @         pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures give:  FramesGive{Old, Here}(pmm, first, end);
  @*/
static void give_run(pmm_t *pmm, frame_t first, frame_t end) {
    freemap_give_run(&pmm->free, first, end);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: FreemapInv(&pmm->free);
    /*@ assert valid: \forall integer f; FrameExists(pmm, f) ==>
      @   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f) && !(first <= f < end)); */
    change_owners(pmm, first, end, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert take: PmmAll(pmm, first, end, OWNER_FREE);
    //@ assert unchanged: PmmSameOutside{Pre, Here}(pmm, first, end);
    //@ assert valid: PmmMemory(pmm) && PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm);
    //@ assert valid: PmmOwners(pmm);
    //@ assert valid: PmmCounts(pmm);
    //@ assert valid: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    //@ assert valid: PmmOpen(pmm);
}

/* Is it known, without a search, that there is no such run? */
/*@ requires valid: PmmValid(pmm) && FreemapClosed(&pmm->free);
  @ requires bound: 0 < count <= pmm->nframes && 0 < align;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none:  \result ==> PmmNoRun(pmm, count, align, below);
  @ ensures bound: !\result ==> align <= FREEMAP_LIMIT;
  @*/
static inline bool refuses(const pmm_t *pmm, uint32_t count, uint32_t align, frame_t below) {
    uint32_t low = below <= ZONE_ISA ? 0 : pmm->low;
    //@ assert take: \forall integer s; PmmRun(pmm, s, count, align, below) ==> low <= s && FreemapStarts(&pmm->free, s, count, align);
    //@ assert take: \forall integer s; PmmRun(pmm, s, count, align, below) ==> s != 0;
    return align > pmm->nframes || freemap_refuses(&pmm->free, count, align, low);
}

/* Take the lowest run of the highest band that one starts with: its first frame, or `nframes` when there is none. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: 0 < count <= pmm->nframes && 0 < align;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures bound: \result <= pmm->nframes;
  @ ensures none:  \result == pmm->nframes ==> PmmNoRun{Old}(pmm, count, align, below) && PmmSame{Old, Here}(pmm);
  @ ensures take:  \result < pmm->nframes ==> FramesTake{Old, Here}(pmm, \result, \result + count);
  @ ensures high:  \result < pmm->nframes ==> PmmRun{Old}(pmm, \result, count, align, below) &&
  @                  PmmBest{Old}(pmm, \result, count, align, below);
  @*/
static uint32_t place(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below) {
    close(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (refuses(pmm, count, align, below)) return pmm->nframes;
    uint32_t frame = find(pmm, count, align, below);
    //@ assert none: PmmSame{Pre, Here}(pmm);
    //@ assert none: frame == pmm->nframes ==> PmmNoRun{Pre}(pmm, count, align, below);
    if (frame == pmm->nframes) return frame;
    //@ assert high: PmmRun{Pre}(pmm, frame, count, align, below);
    //@ assert high: PmmBest{Pre}(pmm, frame, count, align, below);
    //@ ghost found:;
    take_run(pmm, frame, frame + count);
    //@ assert take: FramesTake{found, Here}(pmm, frame, frame + count);
    //@ assert take: PmmSameShape{Pre, Here}(pmm);
    //@ assert take: PmmSameOutside{Pre, Here}(pmm, frame, frame + count);
    return frame;
}

mm_status_t pmm_alloc_contiguous(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t *first) {
    bool senseless = count == 0 || count > pmm->nframes || !power_of_two(align);
    //@ assert take: senseless <==> RunSenseless(pmm, count, align);
    if (senseless) return MM_EINVAL;
    frame_t frame = place(pmm, count, align, below);
    if (frame == pmm->nframes) return MM_ENOMEM;
    //@ assert take: FramesTake{Pre, Here}(pmm, frame, frame + count);
    //@ ghost taken:;
    *first = frame;
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmSame{taken, Here}(pmm);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSameOutside{Pre, Here}(pmm, frame, frame + count);
    //@ assert valid: FramesTake{Pre, Here}(pmm, frame, frame + count);
    //@ assert valid: \at(BitmapUntouched{taken, Here}(&pmm->free.summary), Here);
    //@ assert valid: \at(BitmapSameBut{taken, Here}(&pmm->free.summary, -1), Here);
    //@ assert valid: \at(FreemapUntouched{taken, Here}(&pmm->free), Here);
    //@ assert valid: FreemapInv(&pmm->free);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ assert valid: PmmCounts(pmm);
    return MM_OK;
}

frame_t pmm_alloc_in(pmm_t *pmm, frame_t below) {
    frame_t frame = place(pmm, 1, 1, below);
    return frame == pmm->nframes ? FRAME_NONE : frame;
}

/* Give a frame back that is allocated and of the open word. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: 0 < frame < pmm->nframes && frame / WORD_BITS == pmm->free.open;
  @ requires take:  pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->free.words[0 .. FreemapWords(pmm->nframes)];
  @ ensures valid: PmmValid(pmm);
  @ ensures give:  \result == MM_OK && FrameGive{Old, Here}(pmm, frame);
  @*/
static inline mm_status_t give_open(pmm_t *pmm, frame_t frame) {
    change_owner(pmm, frame, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmOwners(pmm) && PmmZeroTaken(pmm);
    //@ assert give: PmmSameShape{Pre, Here}(pmm);
    //@ assert give: PmmSameBut{Pre, Here}(pmm, frame);
    //@ assert give: FrameGive{Pre, Here}(pmm, frame);
    //@ assert valid: FreemapInv(&pmm->free);
    /*@ assert valid: \forall integer f; FrameExists(pmm, f) && f != frame ==>
      @   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f)); */
    freemap_unpick(&pmm->free, frame);
    //@ assert give: FrameGive{Pre, Here}(pmm, frame);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmOpen(pmm);
    return MM_OK;
}

/* Give a frame back that is allocated and not above the open word's band. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: 0 < frame < pmm->nframes && frame < pmm->top;
  @ requires take:  pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1],
  @         pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures give:  \result == MM_OK && FrameGive{Old, Here}(pmm, frame);
  @*/
static inline mm_status_t give(pmm_t *pmm, frame_t frame) {
    change_owner(pmm, frame, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmOwners(pmm) && PmmZeroTaken(pmm);
    //@ assert give: PmmSameShape{Pre, Here}(pmm);
    //@ assert give: PmmSameBut{Pre, Here}(pmm, frame);
    //@ assert give: FrameGive{Pre, Here}(pmm, frame);
    //@ assert valid: FreemapInv(&pmm->free);
    /*@ assert valid: \forall integer f; FrameExists(pmm, f) && f != frame ==>
      @   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f)); */
    //@ assert valid: PmmOpen(pmm);
    //@ assert valid: PmmCounts(pmm);
    freemap_give(&pmm->free, frame);
    //@ assert give: FrameGive{Pre, Here}(pmm, frame);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    return MM_OK;
}

/* Open the word of a frame that is about to be freed if the open word has no free frame, nor has it: the next request is
   served from there, and neither it nor this frame costs a look at the summaries. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: frame < pmm->nframes;
  @ terminates \true; exits \false;
  @ assigns pmm->free.open;
  @ ensures valid:     PmmValid(pmm);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
static inline void prefer(pmm_t *pmm, frame_t frame) {
    frame_t end = frame < ZONE_ISA ? ZONE_ISA : frame < BAND_HIGH ? BAND_HIGH : FRAME_LIMIT;
    if (!bits_full(pmm->free.words[frame / WORD_BITS]) || !bits_full(pmm->free.words[pmm->free.open])) return;
    if (frame < pmm->low || end != pmm->top) return;
    freemap_reopen(&pmm->free, frame);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm) && PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
}

/* Give a frame back that is allocated, of another word. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: 0 < frame < pmm->nframes;
  @ requires take:  pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures give:  \result == MM_OK && FrameGive{Old, Here}(pmm, frame);
  @*/
__attribute__((noinline)) static mm_status_t give_elsewhere(pmm_t *pmm, frame_t frame) {
    if (frame < pmm->top)
        prefer(pmm, frame);
    else
        lift_top(pmm);
    //@ assert give: PmmSame{Pre, Here}(pmm);
    //@ ghost ready:;
    mm_status_t status = give(pmm, frame);
    //@ assert give: FrameGive{ready, Here}(pmm, frame);
    //@ assert give: PmmSameShape{Pre, Here}(pmm);
    //@ assert give: PmmSameBut{Pre, Here}(pmm, frame);
    return status;
}

mm_status_t pmm_free(pmm_t *pmm, frame_t frame) {
    if (frame >= pmm->nframes) return MM_ERANGE;
    if (pmm->owner[frame] != OWNER_ALLOCATED) return pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
    return frame / WORD_BITS == pmm->free.open ? give_open(pmm, frame) : give_elsewhere(pmm, frame);
}

mm_status_t pmm_free_contiguous(pmm_t *pmm, frame_t first, uint32_t count) {
    if (count == 0) return MM_EINVAL;
    if (first >= pmm->nframes || count > pmm->nframes - first) return MM_ERANGE;
    if (!all_are(pmm, first, first + count, OWNER_ALLOCATED)) return MM_EOWNER;
    if (first + count > pmm->top) lift_top(pmm);
    give_run(pmm, first, first + count);
    return MM_OK;
}

mm_status_t pmm_claim(pmm_t *pmm, frame_t first, uint32_t count) {
    if (count == 0) return MM_EINVAL;
    if (first >= pmm->nframes || count > pmm->nframes - first) return MM_ERANGE;
    if (!all_are(pmm, first, first + count, OWNER_FREE)) return MM_EOWNER;
    take_run(pmm, first, first + count);
    return MM_OK;
}

mm_status_t pmm_claim_device(const pmm_t *pmm, frame_t first, uint32_t count) {
    if (count == 0) return MM_EINVAL;
    if (first > FRAME_LIMIT || count > FRAME_LIMIT - first) return MM_ERANGE;
    frame_t end = first + count < pmm->nframes ? first + count : pmm->nframes;
    return all_are(pmm, first, end, OWNER_DEVICE) ? MM_OK : MM_EOWNER;
}

/* How many frames are allocated: those that no count is kept of. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == OwnerCount(pmm->owner, pmm->nframes, OWNER_ALLOCATED);
  @*/
static uint32_t count_allocated(const pmm_t *pmm) {
    //@ assert take: PmmCount(pmm, OWNER_FREE) && PmmCount(pmm, OWNER_RESERVED) && PmmCount(pmm, OWNER_DEVICE);
    //@ assert take: PmmCount(pmm, OWNER_TABLE) && PmmCount(pmm, OWNER_MAPPED) && PmmCount(pmm, OWNER_SHARED);
    const int32_t *count = pmm->count;
    int32_t others = count[OWNER_FREE] + count[OWNER_RESERVED] + count[OWNER_DEVICE] + count[OWNER_TABLE] +
                     count[OWNER_MAPPED] + count[OWNER_SHARED];
    /*@ assert take: others ==
      @   OwnerCount(pmm->owner, pmm->nframes, OWNER_FREE) + OwnerCount(pmm->owner, pmm->nframes, OWNER_RESERVED) +
      @   OwnerCount(pmm->owner, pmm->nframes, OWNER_DEVICE) + OwnerCount(pmm->owner, pmm->nframes, OWNER_TABLE) +
      @   OwnerCount(pmm->owner, pmm->nframes, OWNER_MAPPED) + OwnerCount(pmm->owner, pmm->nframes, OWNER_SHARED); */
    /*@ ghost
      /@ loop invariant bound: 0 <= i <= pmm->nframes;
       @ loop invariant take: OwnerCount(pmm->owner, i, OWNER_FREE) + OwnerCount(pmm->owner, i, OWNER_RESERVED) +
       @   OwnerCount(pmm->owner, i, OWNER_DEVICE) + OwnerCount(pmm->owner, i, OWNER_ALLOCATED) +
       @   OwnerCount(pmm->owner, i, OWNER_TABLE) + OwnerCount(pmm->owner, i, OWNER_MAPPED) +
       @   OwnerCount(pmm->owner, i, OWNER_SHARED) == i && 0 <= OwnerCount(pmm->owner, i, OWNER_ALLOCATED);
       @ loop assigns i;
       @ loop variant pmm->nframes - i;
       @/
      for (uint32_t i = 0; i < pmm->nframes; i++) ;
    */
    //@ assert take: pmm->nframes - others == OwnerCount(pmm->owner, pmm->nframes, OWNER_ALLOCATED);
    //@ assert bound: 0 <= others <= pmm->nframes;
    return pmm->nframes - (uint32_t)others;
}

uint32_t pmm_count(const pmm_t *pmm, uint32_t state) {
    if (state >= OWNER_STATES) return 0;
    if (state == OWNER_ALLOCATED) return count_allocated(pmm);
    //@ assert take: PmmCount(pmm, state);
    return (uint32_t)pmm->count[state];
}

/* Is it the state of a frame in use? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> OwnerUsed(state);
  @*/
static inline bool is_used(uint32_t state) { return OWNER_ALLOCATED <= state && state <= OWNER_SHARED; }

mm_status_t pmm_set_owner(pmm_t *pmm, frame_t frame, owner_t state) {
    if (!is_used(state)) return MM_EINVAL;
    if (frame >= pmm->nframes) return MM_ERANGE;
    uint8_t old = pmm->owner[frame];
    if (!is_used(old)) return old == OWNER_FREE ? MM_EFREE : MM_EOWNER;
    change_owner(pmm, frame, old, (uint8_t)state);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSameBut{Pre, Here}(pmm, frame);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmOpen(pmm);
    return MM_OK;
}

frame_t pmm_region_end(const pmm_t *pmm, frame_t first) {
    frame_t f = first + 1;
    /*@ loop invariant bound: first < f <= pmm->nframes;
      @ loop invariant take:  PmmAll(pmm, first, f, pmm->owner[first]);
      @ loop assigns f;
      @ loop variant pmm->nframes - f;
      @*/
    while (f < pmm->nframes && pmm->owner[f] == pmm->owner[first]) f++;
    return f;
}

owner_t pmm_owner(const pmm_t *pmm, frame_t frame) {
    return frame < pmm->nframes ? (owner_t)pmm->owner[frame] : OWNER_DEVICE;
}

/* Is the open word where it should be, and nothing free above it? */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PmmOpen(pmm);
  @*/
static bool open_is_high(const pmm_t *pmm) {
    if (pmm->low != 0 && pmm->low != ZONE_ISA) return false;
    if (pmm->free.open != BITMAP_WORDS(pmm->nframes)) {
        frame_t first = pmm->free.open * WORD_BITS;
        frame_t end = first < ZONE_ISA ? ZONE_ISA : first < BAND_HIGH ? BAND_HIGH : FRAME_LIMIT;
        if (first < pmm->low || pmm->top != end) return false;
    }
    /*@ loop invariant bound: pmm->top <= f;
      @ loop invariant none:  \forall integer g; pmm->top <= g < f && g < pmm->nframes ==> !FrameFree(pmm, g);
      @ loop assigns f;
      @ loop variant pmm->nframes - f;
      @*/
    for (frame_t f = pmm->top; f < pmm->nframes; f++) {
        if (pmm->owner[f] == OWNER_FREE) return false;
    }
    return true;
}

/* How many frames have this owner, counted one by one. */
/*@ requires valid: PmmMemory(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take:  \result == OwnerCount(pmm->owner, pmm->nframes, state);
  @ ensures bound: \result <= pmm->nframes;
  @*/
static uint32_t count_one_by_one(const pmm_t *pmm, uint32_t state) {
    uint32_t n = 0;
    /*@ loop invariant bound: 0 <= f <= pmm->nframes;
      @ loop invariant take:  n <= f && n == OwnerCount(pmm->owner, f, state);
      @ loop assigns f, n;
      @ loop variant pmm->nframes - f;
      @*/
    for (frame_t f = 0; f < pmm->nframes; f++) {
        if (pmm->owner[f] == state) n++;
    }
    return n;
}

/* Are the counts right? */
/*@ requires valid: PmmMemory(pmm) && pmm->nframes <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PmmCounts(pmm);
  @*/
static bool counts_agree(const pmm_t *pmm) {
    /*@ loop invariant bound: 0 <= s <= OWNER_STATES;
      @ loop invariant take:  \forall integer r; 0 <= r < s && r != OWNER_ALLOCATED ==> PmmCount(pmm, r);
      @ loop assigns s;
      @ loop variant OWNER_STATES - s;
      @*/
    for (uint32_t s = 0; s < OWNER_STATES; s++) {
        if (s != OWNER_ALLOCATED && pmm->count[s] != (int32_t)count_one_by_one(pmm, s)) return false;
    }
    return true;
}

bool pmm_check(const pmm_t *pmm) {
    if (pmm->nframes == 0 || pmm->nframes > FRAME_LIMIT || pmm->free.nbits != pmm->nframes) return false;
    if (!freemap_check(&pmm->free) || pmm->owner[0] != OWNER_RESERVED) return false;
    if (!open_is_high(pmm) || !counts_agree(pmm)) return false;
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
