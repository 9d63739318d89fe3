/* Changing the owner of frames, and the counts with it. For pmm*.c alone. */
#ifndef MM_PMM_CHANGE_H
#define MM_PMM_CHANGE_H

#include "owners.h"
#include "pmm.h"

/* Write the owner byte of one frame, which says `old`, and the counts. The loop is a proof by induction. */
/*@ requires valid: PmmMemory(pmm) && PmmShape(pmm) && PmmCounts(pmm);
  @ requires bound: frame < pmm->nframes && pmm->owner[frame] == old && old <= OWNER_SHARED && state <= OWNER_SHARED;
  @ terminates \true; exits \false;
  @ assigns pmm->owner[frame], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures take:  pmm->owner[frame] == state;
  @ ensures valid: PmmCounts(pmm);
  @*/
static inline void pmm_change_owner(pmm_t *pmm, frame_t frame, uint8_t old, uint8_t state) {
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
static inline void pmm_change_owners(pmm_t *pmm, frame_t first, frame_t end, uint8_t old, uint8_t state) {
    //@ assert count: old != OWNER_ALLOCATED ==> PmmCount(pmm, old);
    //@ assert count: state != OWNER_ALLOCATED ==> PmmCount(pmm, state);
    owners_paint(pmm->owner, pmm->nframes, first, end, state);
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

#endif
