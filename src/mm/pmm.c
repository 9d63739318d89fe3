#include "pmm.h"
#include "pmm_change.h"
#include "pmm_search.h"

/* Change the owner of a frame whose bit in the index says so already. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm) && PmmOpen(pmm);
  @ requires bound: 0 < frame < pmm->nframes && pmm->owner[frame] == old && old <= OWNER_SHARED && state <= OWNER_SHARED;
  @ requires take:  FreemapTaken(&pmm->free, frame) <==> state != OWNER_FREE;
  @ requires open:  state == OWNER_FREE ==> frame < pmm->top;
  @ requires valid: \forall integer f; FrameExists(pmm, f) && f != frame ==>
  @                   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f));
  @ terminates \true; exits \false;
  @ assigns pmm->owner[frame], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      pmm->owner[frame] == state;
  @ ensures unchanged: PmmSameBut{Old, Here}(pmm, frame);
  @*/
static inline void set_owner(pmm_t *pmm, frame_t frame, uint8_t old, uint8_t state) {
    pmm_change_owner(pmm, frame, old, state);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert unchanged: PmmSameBut{Pre, Here}(pmm, frame);
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
    pmm_close(pmm);
    //@ assert open: pmm->low == 0 || pmm->low == ZONE_ISA;
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, 1, 1, ZONE_ANY) <==> PmmRun(pmm, s, 1, 1, ZONE_ANY);
    uint32_t frame = pmm_find(pmm, 1, 1, ZONE_ANY);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, 1, 1, ZONE_ANY) <==> PmmRun(pmm, s, 1, 1, ZONE_ANY);
    //@ assert none: frame == pmm->nframes ==> PmmNoRun{Pre}(pmm, 1, 1, ZONE_ANY);
    if (frame == pmm->nframes) return false;
    //@ assert high: PmmRun(pmm, frame, 1, 1, ZONE_ANY) && PmmBest(pmm, frame, 1, 1, ZONE_ANY);
    //@ assert high: \forall integer f; FreemapMultiple(1, f);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> PmmRun(pmm, f, 1, 1, ZONE_ANY);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> Band(pmm, f) <= Band(pmm, frame);
    freemap_open(&pmm->free, frame);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmCounts(pmm);
    //@ assert take: !FreemapTaken(&pmm->free, frame);
    //@ assert take: !WordFull(pmm->free.words[pmm->free.open]);
    /*@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) && pmm->low <= f ==> Band(pmm, f) <= Band(pmm, frame); */
    //@ assert open: pmm->free.open == frame / WORD_BITS;
    //@ assert open: pmm->low <= frame && (pmm->low == 0 || pmm->low == ZONE_ISA);
    //@ assert open: pmm->low <= pmm->free.open * WORD_BITS;
    //@ assert open: BandEnd(pmm, pmm->free.open * WORD_BITS) == BandEnd(pmm, frame);
    //@ ghost opened:;
    pmm_set_top(pmm, pmm_band_end(pmm, frame));
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
    //@ assert high: PmmMay(pmm, frame, ZONE_ANY) && Band(pmm, frame) == Band(pmm, pmm->free.open * WORD_BITS);
    //@ assert high: \forall integer f; FrameExists(pmm, f) && FrameFree(pmm, f) ==> Band(pmm, f) <= Band(pmm, frame);
    //@ assert high: \forall integer f; PmmRun{Pre}(pmm, f, 1, 1, ZONE_ANY) ==> FrameFree(pmm, f) && FrameExists(pmm, f);
    //@ assert take: FreemapMultiple(1, frame);
    //@ assert take: PmmRun{Pre}(pmm, frame, 1, 1, ZONE_ANY);
    set_owner(pmm, frame, OWNER_FREE, OWNER_ALLOCATED);
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
    freemap_unpick(&pmm->free, frame);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ ghost given:;
    set_owner(pmm, frame, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert give: PmmSameBut{given, Here}(pmm, frame);
    //@ assert give: PmmSameBut{Pre, Here}(pmm, frame);
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
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    freemap_give(&pmm->free, frame);
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    //@ assert open: BandEnd(pmm, pmm->free.open * WORD_BITS) == BandEnd{Pre}(pmm, \at(pmm->free.open, Pre) * WORD_BITS);
    //@ assert open: FreemapClosed(&pmm->free) <==> FreemapClosed{Pre}(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ ghost given:;
    set_owner(pmm, frame, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert give: PmmSameBut{given, Here}(pmm, frame);
    //@ assert give: PmmSameBut{Pre, Here}(pmm, frame);
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
    if (!bits_full(pmm->free.words[frame / WORD_BITS]) || !bits_full(pmm->free.words[pmm->free.open])) return;
    if (frame < pmm->low || pmm_band_end(pmm, frame) != pmm->top) return;
    //@ assert take: frame < pmm->high <==> frame / WORD_BITS * WORD_BITS < pmm->high;
    //@ assert take: BandEnd(pmm, frame / WORD_BITS * WORD_BITS) == pmm->top;
    freemap_reopen(&pmm->free, frame);
    //@ assert take: BandEnd(pmm, pmm->free.open * WORD_BITS) == pmm->top;
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
        pmm_lift_top(pmm);
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
    set_owner(pmm, frame, old, (uint8_t)state);
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
