/* Frames for tables: taken and given back beside everything that is mapped. For paging*.c alone. */
#ifndef MM_PAGING_FRAME_H
#define MM_PAGING_FRAME_H

#include "paging.h"

/* Take a free frame that may become a table. FRAME_NONE only when none that the allocator may give out lies there; then
   nothing changed. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  \result == FRAME_NONE ==> \old(PmmNoRun(p->pmm, 1, 1, p->tables.nframes)) && PmmSame{Old, Here}(p->pmm);
  @ ensures take:  \result != FRAME_NONE ==> FrameTake{Old, Here}(p->pmm, \result) && \result < p->tables.nframes;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
frame_t paging_take_frame(const paging_t *p);

/* Give back a frame that is allocated. */
/*@ requires valid: PagingValid(p);
  @ requires take:  0 < frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures give:  FrameGive{Old, Here}(p->pmm, frame);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
void paging_give_frame(const paging_t *p, frame_t frame);

#endif
