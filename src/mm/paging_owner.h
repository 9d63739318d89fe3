/* What a frame is for changes, and no table. For paging*.c alone. */
#ifndef MM_PAGING_OWNER_H
#define MM_PAGING_OWNER_H

#include "paging.h"

#include "../../specs/pmm_moved.acsl"

/* Say what a frame in use is for; no table changes. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p) && PagingAside(p);
  @ requires take:  0 < frame < p->pmm->nframes && OwnerUsed(p->pmm->owner[frame]) && OwnerUsed(state);
  @ terminates \true; exits \false;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(p->pmm);
  @ ensures take:  FrameUse{Old, Here}(p->pmm, frame, state);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static inline void paging_own(const paging_t *p, frame_t frame, owner_t state) {
    pmm_set_owner(p->pmm, frame, state);
}

/* Frames first .. first+count-1 that are mapped are allocated now; no table changes. Frames that do not exist are none. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p) && PagingAside(p);
  @ requires bound: first + count <= 0xFFFFFFFF;
  @ terminates \true; exits \false;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(p->pmm);
  @ ensures give:  FramesMoved{Old, Here}(p->pmm, first, first + count, OWNER_MAPPED, OWNER_ALLOCATED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
void paging_let_frames(const paging_t *p, frame_t first, uint32_t count);

/* Frames first .. first+count-1 that are allocated are mapped now, at entry `i` of `table` as the ghost coordinates say; no table
   changes. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p) && PagingAside(p);
  @ requires bound: first + count <= 0xFFFFFFFF && p->pmm->nframes <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1];
  @ ensures valid: PmmValid(p->pmm);
  @ ensures take:  FramesMoved{Old, Here}(p->pmm, first, first + count, OWNER_ALLOCATED, OWNER_MAPPED);
  @ ensures take:  \forall integer f; FrameExists{Old}(p->pmm, f) && first <= f < first + count &&
  @                  \old(p->pmm->owner[\at(f, Here)]) == OWNER_ALLOCATED ==> map_table[f] == table && map_place[f] == i;
  @ ensures unchanged: \forall integer f; FrameExists{Old}(p->pmm, f) &&
  @                  !(first <= f < first + count && \old(p->pmm->owner[\at(f, Here)]) == OWNER_ALLOCATED) ==>
  @                  map_table[f] == \old(map_table[\at(f, Here)]) && map_place[f] == \old(map_place[\at(f, Here)]);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
void paging_use_frames(const paging_t *p, frame_t table, uint32_t i, frame_t first, uint32_t count);

#endif
