/* Runs, frames of a zone, frames by number. */
#include "owners.h"
#include "pmm_change.h"
#include "pmm_search.h"

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

/* Have the frames first .. end-1 this owner? */
/*@ requires valid: PmmMemory(pmm);
  @ requires bound: first <= FREEMAP_LIMIT && end <= pmm->nframes <= FREEMAP_LIMIT;
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
        if (!owners_eight_are(&owner[f], state)) return false;
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

/* Change the owner of the frames first .. end-1, whose bits in the index say so already. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm) && PmmOpen(pmm);
  @ requires bound: 0 < first < end <= pmm->nframes && old <= OWNER_SHARED && state <= OWNER_SHARED;
  @ requires bound: PmmAll(pmm, first, end, old);
  @ requires open:  state == OWNER_FREE ==> end <= pmm->top;
  @ requires take:  \forall integer f; first <= f < end ==> (FreemapTaken(&pmm->free, f) <==> state != OWNER_FREE);
  @ requires valid: \forall integer f; FrameExists(pmm, f) && !(first <= f < end) ==>
  @                   (FreemapTaken(&pmm->free, f) <==> !FrameFree(pmm, f));
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid:     PmmValid(pmm);
  @ ensures take:      PmmAll(pmm, first, end, state);
  @ ensures unchanged: PmmSameOutside{Old, Here}(pmm, first, end);
  @*/
static inline void set_owners(pmm_t *pmm, frame_t first, frame_t end, uint8_t old, uint8_t state) {
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    pmm_change_owners(pmm, first, end, old, state);
    //@ assert valid: PmmMemory(pmm) && PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmShape(pmm);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm);
    //@ assert valid: PmmOwners(pmm);
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f && first <= f < end ==> !FrameFree(pmm, f);
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f && !(first <= f < end) ==> !FrameFree(pmm, f);
    //@ assert valid: PmmOpen(pmm);
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
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    freemap_take_run(&pmm->free, first, end);
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    //@ assert open: BandEnd(pmm, pmm->free.open * WORD_BITS) == BandEnd{Pre}(pmm, \at(pmm->free.open, Pre) * WORD_BITS);
    //@ assert open: FreemapClosed(&pmm->free) <==> FreemapClosed{Pre}(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ ghost told:;
    set_owners(pmm, first, end, OWNER_FREE, OWNER_ALLOCATED);
    //@ assert unchanged: PmmSameOutside{told, Here}(pmm, first, end);
    //@ assert unchanged: PmmSameOutside{Pre, Here}(pmm, first, end);
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
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    freemap_give_run(&pmm->free, first, end);
    //@ assert open: \forall integer f; FrameExists(pmm, f) && pmm->top <= f ==> !FrameFree(pmm, f);
    //@ assert open: BandEnd(pmm, pmm->free.open * WORD_BITS) == BandEnd{Pre}(pmm, \at(pmm->free.open, Pre) * WORD_BITS);
    //@ assert open: FreemapClosed(&pmm->free) <==> FreemapClosed{Pre}(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmShape(pmm) && PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    //@ ghost told:;
    set_owners(pmm, first, end, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert unchanged: PmmSameOutside{told, Here}(pmm, first, end);
    //@ assert unchanged: PmmSameOutside{Pre, Here}(pmm, first, end);
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
    pmm_close(pmm);
    //@ assert none: \forall integer s; PmmRun{Pre}(pmm, s, count, align, below) <==> PmmRun(pmm, s, count, align, below);
    if (refuses(pmm, count, align, below)) return pmm->nframes;
    uint32_t frame = pmm_find(pmm, count, align, below);
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

/* Tell the caller of a run where it begins, in memory that is none of ours, or that there is none. */
/*@ requires valid: PmmValid(pmm) && \valid(first);
  @ requires sep:   \separated(first, pmm, pmm->owner + (0 .. pmm->nframes - 1),
  @                   pmm->free.words + (0 .. FreemapWords(pmm->nframes)),
  @                   pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1));
  @ terminates \true; exits \false;
  @ assigns *first;
  @ ensures none:      frame == pmm->nframes ==> \result == MM_ENOMEM && *first == \old(*first);
  @ ensures take:      frame != pmm->nframes ==> \result == MM_OK && *first == frame;
  @ ensures valid:     PmmValid(pmm);
  @ ensures unchanged: PmmSame{Old, Here}(pmm);
  @*/
static inline mm_status_t tell(const pmm_t *pmm, frame_t *first, frame_t frame) {
    if (frame == pmm->nframes) return MM_ENOMEM;
    *first = frame;
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: PmmSame{Pre, Here}(pmm);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&pmm->free.summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&pmm->free.summary, -1), Here);
    //@ assert valid: \at(FreemapUntouched{Pre, Here}(&pmm->free), Here);
    //@ assert valid: FreemapInv(&pmm->free);
    //@ assert valid: PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm);
    //@ assert valid: PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
    return MM_OK;
}

mm_status_t pmm_alloc_contiguous(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t *first) {
    bool senseless = count == 0 || count > pmm->nframes || !power_of_two(align);
    //@ assert take: senseless <==> RunSenseless(pmm, count, align);
    if (senseless) return MM_EINVAL;
    frame_t frame = place(pmm, count, align, below);
    //@ ghost placed:;
    mm_status_t status = tell(pmm, first, frame);
    //@ assert take: PmmSame{placed, Here}(pmm);
    //@ assert take: PmmSameShape{Pre, Here}(pmm);
    //@ assert none: frame == pmm->nframes ==> PmmSame{Pre, Here}(pmm);
    //@ assert take: frame < pmm->nframes ==> PmmSameOutside{Pre, Here}(pmm, frame, frame + count);
    //@ assert take: frame < pmm->nframes ==> PmmAll(pmm, frame, frame + count, OWNER_ALLOCATED);
    //@ assert take: frame < pmm->nframes ==> FramesTake{Pre, Here}(pmm, frame, frame + count);
    return status;
}

frame_t pmm_alloc_in(pmm_t *pmm, frame_t below) {
    frame_t frame = place(pmm, 1, 1, below);
    return frame == pmm->nframes ? FRAME_NONE : frame;
}

mm_status_t pmm_free_contiguous(pmm_t *pmm, frame_t first, uint32_t count) {
    if (count == 0) return MM_EINVAL;
    if (first >= pmm->nframes || count > pmm->nframes - first) return MM_ERANGE;
    if (!all_are(pmm, first, first + count, OWNER_ALLOCATED)) return MM_EOWNER;
    if (first + count > pmm->top) pmm_lift_top(pmm);
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
