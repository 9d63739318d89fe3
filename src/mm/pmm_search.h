/* The search for frames: the highest band first, the lowest run in it. For pmm*.c alone. */
#ifndef MM_PMM_SEARCH_H
#define MM_PMM_SEARCH_H

#include "pmm.h"

/* The frame after the band of `frame`. */
/*@ requires valid: \valid_read(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == BandEnd(pmm, frame);
  @*/
static inline frame_t pmm_band_end(const pmm_t *pmm, frame_t frame) {
    return frame < ZONE_ISA ? ZONE_ISA : frame < pmm->high ? pmm->high : ZONE_ANY;
}

/* Remember the first frame that is sure not to be free. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmIndex(pmm) && PmmCounts(pmm);
  @ requires open:  pmm->low == 0 || pmm->low == ZONE_ISA;
  @ requires open:  \forall integer f; FrameExists(pmm, f) && top <= f ==> !FrameFree(pmm, f);
  @ requires open:  FreemapClosed(&pmm->free) ||
  @                 (pmm->low <= pmm->free.open * WORD_BITS && top == BandEnd(pmm, pmm->free.open * WORD_BITS));
  @ terminates \true; exits \false;
  @ assigns pmm->top;
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      pmm->top == top;
  @ ensures unchanged: PmmSame{Old, Here}(pmm) && pmm->free.open == \old(pmm->free.open);
  @ ensures unchanged: FreemapWordsSame{Old, Here}(&pmm->free);
  @*/
void pmm_set_top(pmm_t *pmm, frame_t top);

/* Close the open word. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->free.open, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      FreemapClosed(&pmm->free);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
void pmm_close(pmm_t *pmm);

/* Close the open word, so that frames above its band may be freed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->top, pmm->free.open, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      FreemapClosed(&pmm->free) && pmm->top == ZONE_ANY;
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
void pmm_lift_top(pmm_t *pmm);

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
uint32_t pmm_lowest_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t from);

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
static inline uint32_t pmm_lowest_frame(pmm_t *pmm, frame_t below, frame_t from) {
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
static inline uint32_t pmm_lowest(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t from) {
    return count == 1 && align == 1 ? pmm_lowest_frame(pmm, below, from)
                                    : pmm_lowest_run(pmm, count, align, below, from);
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
static inline uint32_t pmm_find(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below) {
    uint32_t low = below <= ZONE_ISA ? 0 : pmm->low;
    //@ assert take: \forall integer s; PmmRun(pmm, s, count, align, below) ==> low <= s < pmm->nframes && FrameFree(pmm, s);
    uint32_t frame = pmm->top <= pmm->high ? pmm->nframes : pmm_lowest(pmm, count, align, below, pmm->high);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (frame < pmm->nframes) return frame;
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) ==> s < pmm->high;
    frame = pmm_lowest(pmm, count, align, below, ZONE_ISA);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (frame < pmm->nframes) return frame;
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) ==> s < ZONE_ISA;
    if (low < ZONE_ISA) frame = pmm_lowest(pmm, count, align, below, low);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    return frame;
}

#endif
