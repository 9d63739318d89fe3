/* From a boot memory map to an allocator. */
#include "owners.h"
#include "pmm.h"

/* Write `state` on the frames of range `i` of the map, if it is of this kind. */
/*@ requires valid: nframes <= FREEMAP_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
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
    if (range->kind == kind) owners_paint(owner, nframes, range->first, range->end, state);
}

/* Write `state` on every frame that a range of this kind covers. */
/*@ requires valid: nframes <= FREEMAP_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
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
/*@ requires valid: 0 < nframes <= FREEMAP_LIMIT && \valid(owner + (0 .. nframes - 1)) && MemmapReadable(map);
  @ requires sep:   \separated(map, owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures bound: \forall integer f; 0 <= f < nframes ==> owner[f] <= OWNER_SHARED;
  @ ensures take:  owner[0] == OWNER_RESERVED;
  @ ensures take:  \forall integer f; 0 < f < nframes ==> OwnerFromMap{Old, Here}(owner, map, f);
  @*/
static void paint_map(uint8_t *owner, uint32_t nframes, const memmap_t *map) {
    owners_paint(owner, nframes, 0, nframes, OWNER_DEVICE);
    paint_kind(owner, nframes, map, MEM_USABLE, OWNER_FREE);
    paint_kind(owner, nframes, map, MEM_RESERVED, OWNER_RESERVED);
    owner[0] = OWNER_RESERVED;
}

/* Set the fields, and the index with every frame taken in it. */
/*@ requires bound: 0 < nframes <= FREEMAP_LIMIT;
  @ requires valid: \valid(pmm) && \valid(words + (0 .. FreemapSize(nframes) - 1)) && \valid(owner + (0 .. nframes - 1));
  @ requires sep:   \separated(pmm, words + (0 .. FreemapSize(nframes) - 1), owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns *pmm, words[0 .. FreemapSize(nframes) - 1];
  @ ensures valid: FreemapMemory(&pmm->free);
  @ ensures valid: pmm->free.nbits == nframes && pmm->free.summary.nbits == FreemapBits(nframes);
  @ ensures valid: PmmShape(pmm);
  @ ensures take:  pmm->nframes == nframes && pmm->owner == owner && pmm->free.words == words;
  @ ensures take:  FreemapNoneIn(&pmm->free, 0, pmm->nframes) && FreemapPlace(&pmm->free, words);
  @ ensures take:  FreemapClosed(&pmm->free) && pmm->top == ZONE_ANY && PmmBands(pmm);
  @*/
static void set_fields(pmm_t *pmm, uint32_t nframes, word_t *words, uint8_t *owner) {
    pmm->nframes = nframes;
    pmm->low = nframes >= 2 * ZONE_ISA ? ZONE_ISA : 0;
    pmm->high = BAND_HIGH;
    pmm->top = ZONE_ANY;
    pmm->owner = owner;
    freemap_init(&pmm->free, words, nframes);
}

/* Lay the allocator out over its tables, every frame taken in the index. */
/*@ requires bound: 0 < nframes <= FREEMAP_LIMIT;
  @ requires valid: \valid(pmm) && \valid(words + (0 .. FreemapSize(nframes) - 1)) && \valid(owner + (0 .. nframes - 1));
  @ requires sep:   \separated(pmm, words + (0 .. FreemapSize(nframes) - 1), owner + (0 .. nframes - 1));
  @ requires take:  owner[0] == OWNER_RESERVED && \forall integer f; 0 <= f < nframes ==> owner[f] <= OWNER_SHARED;
  @ terminates \true; exits \false;
  @ assigns *pmm, words[0 .. FreemapSize(nframes) - 1];
  @ ensures valid: PmmMemory(pmm);
  @ ensures valid: PmmShape(pmm);
  @ ensures valid: PmmZeroTaken(pmm);
  @ ensures valid: PmmOwners(pmm);
  @ ensures take:  pmm->nframes == nframes && pmm->owner == owner && pmm->free.words == words;
  @ ensures take:  FreemapNoneIn(&pmm->free, 0, pmm->nframes) && FreemapPlace(&pmm->free, words);
  @ ensures take:  FreemapClosed(&pmm->free) && pmm->top == ZONE_ANY && PmmBands(pmm);
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

/* Make the index of free frames and the counts, from the owners. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmOwners(pmm) && PmmZeroTaken(pmm);
  @ requires take:  FreemapNoneIn(&pmm->free, 0, pmm->nframes) && FreemapClosed(&pmm->free);
  @ requires take:  pmm->top == ZONE_ANY && PmmBands(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->count[0 .. OWNER_STATES - 1], pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm) && PmmBands(pmm);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
static void index_owners(pmm_t *pmm) {
    index_free_frames(pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmZeroTaken(pmm);
    //@ assert valid: PmmOwners(pmm);
    //@ assert valid: FreemapClosed(&pmm->free);
    //@ assert valid: PmmOpen(pmm);
    count_all(pmm);
}

mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, uint32_t nframes, word_t *words, uint8_t *owner) {
    if (nframes == 0 || nframes > FRAME_LIMIT) return MM_EINVAL;
    paint_map(owner, nframes, map);
    lay_out(pmm, nframes, words, owner);
    //@ assert take: PmmFromMap{Pre, Here}(pmm, map);
    //@ ghost painted:;
    index_owners(pmm);
    //@ assert take: \forall integer f; 0 <= f < nframes ==> owner[f] == \at(owner[\at(f, Here)], painted);
    //@ assert take: PmmFromMap{Pre, Here}(pmm, map);
    return MM_OK;
}
