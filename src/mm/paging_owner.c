#include "paging_owner.h"

void paging_let_frames(const paging_t *p, frame_t first, uint32_t count) {
    frame_t end = first + count < p->pmm->nframes ? first + count : p->pmm->nframes;
    /*@ loop invariant bound: first <= frame;
      @ loop invariant bound: frame <= end || frame == first;
      @ loop invariant valid: PmmValid(p->pmm) && PagingAside(p);
      @ loop invariant give:  FramesMoved{Pre, Here}(p->pmm, first, frame, OWNER_MAPPED, OWNER_ALLOCATED);
      @ loop invariant unchanged: p->pmm == \at(p->pmm, Pre);
      @ loop assigns frame, \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1];
      @ loop variant end - frame;
      @*/
    for (frame_t frame = first; frame < end; frame++)
        if (p->pmm->owner[frame] == OWNER_MAPPED) paging_own(p, frame, OWNER_ALLOCATED);
}

void paging_use_frames(const paging_t *p, frame_t table, uint32_t i, frame_t first, uint32_t count) {
    frame_t end = first + count < p->pmm->nframes ? first + count : p->pmm->nframes;
    (void)table;
    (void)i;
    //@ assert bound: end <= FRAME_LIMIT;
    /*@ loop invariant bound: first <= frame;
      @ loop invariant bound: frame <= end || frame == first;
      @ loop invariant valid: PmmValid(p->pmm) && PagingAside(p);
      @ loop invariant take:  FramesMoved{Pre, Here}(p->pmm, first, frame, OWNER_ALLOCATED, OWNER_MAPPED);
      @ loop invariant take:  \forall integer f; FrameExists{Pre}(\at(p->pmm, Pre), f) && first <= f < frame &&
      @   \at(p->pmm->owner[\at(f, Here)], Pre) == OWNER_ALLOCATED ==> map_table[f] == table && map_place[f] == i;
      @ loop invariant unchanged: \forall integer f; FrameExists{Pre}(\at(p->pmm, Pre), f) &&
      @   !(first <= f < frame && \at(p->pmm->owner[\at(f, Here)], Pre) == OWNER_ALLOCATED) ==>
      @   map_table[f] == \at(map_table[\at(f, Here)], Pre) && map_place[f] == \at(map_place[\at(f, Here)], Pre);
      @ loop invariant unchanged: p->pmm == \at(p->pmm, Pre);
      @ loop assigns frame, \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1];
      @ loop assigns map_table[0 .. \at(p->pmm->nframes, Pre) - 1], map_place[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop variant end - frame;
      @*/
    for (frame_t frame = first; frame < end; frame++) {
        if (p->pmm->owner[frame] != OWNER_ALLOCATED) continue;
        paging_own(p, frame, OWNER_MAPPED);
        /*@ ghost map_table[frame] = table; */
        /*@ ghost map_place[frame] = i; */
    }
}
