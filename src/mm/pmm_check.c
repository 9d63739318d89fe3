/* The runtime twin of PmmInv. */
#include "pmm_search.h"

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
        if (first < pmm->low || pmm->top != pmm_band_end(pmm, first)) return false;
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
/*@ requires valid: PmmMemory(pmm) && pmm->nframes <= FREEMAP_LIMIT;
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
    if (pmm->nframes == 0 || pmm->nframes > FREEMAP_LIMIT || pmm->free.nbits != pmm->nframes) return false;
    if (pmm->high < ZONE_ISA || pmm->high > FREEMAP_LIMIT || pmm->high % WORD_BITS != 0) return false;
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
