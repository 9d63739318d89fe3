/* The tables on the way to a page, made on demand. For paging*.c alone. */
#ifndef MM_PAGING_GROW_H
#define MM_PAGING_GROW_H

#include "paging.h"

/* The table of level `to` for `page` in the space of `root`, where nothing is mapped. Tables that are missing on the way down to it
   are made of free frames; FRAME_NONE only when there are too few, and then nothing changed. In the kernel's half the entries
   of the roots are not made here, as every root has them. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires bound: 1 <= to <= TABLE_LEVELS;
  @ requires own:   KernelPage(page) && to < TABLE_LEVELS ==> TableAt(&p->tables, root, page, TABLE_LEVELS - 1) != 0;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ ensures none:  \result == FRAME_NONE ==> \old(TooFew(p, TablesMissingTo(&p->tables, root, page, to)));
  @ ensures none:  \result == FRAME_NONE ==> PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures none:  \result == FRAME_NONE ==> TablesSameGhost{Old, Here}(&p->tables);
  @ ensures none:  \result == FRAME_NONE ==> PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ ensures take:  \result != FRAME_NONE ==> \result == TableAt(&p->tables, root, page, to);
  @ ensures none:  1 < to && \old(TableAt(&p->tables, root, page, to - 1)) == 0 ==> TableAt(&p->tables, root, page, to - 1) == 0;
  @ ensures take:  \result != FRAME_NONE ==> OwnersGrew{Old, Here}(p->pmm);
  @ ensures unchanged: RootsStay{Old, Here}(&p->tables) && NoRootMore{Old, Here}(&p->tables);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PathsGrew{Old, Here}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
frame_t paging_grow(const paging_t *p, frame_t root, pageno_t page, uint32_t to);

#endif
