/* Frames in a row: taken and given back beside everything that is mapped. For paging*.c alone. */
#ifndef MM_PAGING_SPACE_RUN_H
#define MM_PAGING_SPACE_RUN_H

#include "paging.h"
#include "status.h"

/* Take `count` free frames in a row that may be tables: the first. FRAME_NONE only when there is no such run; then nothing changed. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < count;
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  \result == FRAME_NONE <==> \old(PmmNoRun(p->pmm, count, 1, p->tables.nframes));
  @ ensures none:  \result == FRAME_NONE ==> PmmSame{Old, Here}(p->pmm);
  @ ensures take:  \result != FRAME_NONE ==> FramesTake{Old, Here}(p->pmm, \result, \result + count);
  @ ensures take:  \result != FRAME_NONE ==> \result + count <= p->tables.nframes;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
frame_t paging_take_run(const paging_t *p, uint32_t count);

/* Give back frames first .. first+count-1, which are allocated; or a status (pmm_free_contiguous), and nothing changed. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < count;
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ behavior range:
  @   assumes first + count > p->pmm->nframes;
  @   ensures none: \result == MM_ERANGE && PmmSame{Old, Here}(p->pmm);
  @ behavior owner:
  @   assumes first + count <= p->pmm->nframes && !PmmAll(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures none: \result == MM_EOWNER && PmmSame{Old, Here}(p->pmm);
  @ behavior give:
  @   assumes first + count <= p->pmm->nframes && PmmAll(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures give: \result == MM_OK && FramesGive{Old, Here}(p->pmm, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_give_run(const paging_t *p, frame_t first, uint32_t count);

#endif
