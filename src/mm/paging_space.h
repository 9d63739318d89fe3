/* Address spaces come and go. */
#ifndef MM_PAGING_SPACE_H
#define MM_PAGING_SPACE_H

#include "paging.h"

/* A new space: its root. It has the kernel's half, which all spaces share, and nothing else is mapped in it. FRAME_NONE only when no
   frame is free that may be a table; then nothing changed. From the first space on, the entries of the kernel's half of roots
   stay as they are: what the kernel maps later comes under the tables that hang there already. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  \result == FRAME_NONE ==> \old(PmmNoRun(p->pmm, 1, 1, p->tables.nframes));
  @ ensures none:  \result == FRAME_NONE ==> PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures take:  \result != FRAME_NONE ==> IsRoot(&p->tables, \result);
  @ ensures take:  \result != FRAME_NONE ==> \old(p->pmm->owner[\at(\result, Here)]) == OWNER_FREE;
  @ ensures take:  \result != FRAME_NONE ==> PmmSameBut{Old, Here}(p->pmm, \result);
  @ ensures none:  \result != FRAME_NONE ==>
  @                  \forall integer v; IsPage(v) && !KernelPage(v) ==> !EntryPresent(Walk(&p->tables, \result, v));
  @ ensures take:  \result != FRAME_NONE ==> \forall integer v; IsPage(v) && KernelPage(v) ==>
  @                  Walk(&p->tables, \result, v) == Walk(&p->tables, p->tables.kernel, v);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
frame_t paging_new_space(const paging_t *p);

#endif
