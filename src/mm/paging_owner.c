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
