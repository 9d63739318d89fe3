#include "pmm_search.h"

void pmm_set_top(pmm_t *pmm, frame_t top) {
    pmm->top = top;
    //@ assert valid: PmmSame{Pre, Here}(pmm) && PmmMemory(pmm);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&pmm->free.summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&pmm->free.summary, -1), Here);
    //@ assert valid: \at(FreemapUntouched{Pre, Here}(&pmm->free), Here);
    //@ assert valid: FreemapInv(&pmm->free);
    //@ assert valid: PmmIndex(pmm);
}

void pmm_close(pmm_t *pmm) {
    freemap_close(&pmm->free);
    //@ assert valid: PmmMemory(pmm) && PmmSame{Pre, Here}(pmm) && PmmShape(pmm) && PmmIndex(pmm);
    //@ assert valid: PmmZeroTaken(pmm) && PmmOwners(pmm) && PmmCounts(pmm);
    //@ assert valid: PmmOpen(pmm);
}

void pmm_lift_top(pmm_t *pmm) {
    pmm_close(pmm);
    pmm_set_top(pmm, ZONE_ANY);
}

uint32_t pmm_lowest_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t from) {
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
