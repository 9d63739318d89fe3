/* One root: the table at which a space begins and the owner of its frame change in one step. For paging*.c alone. */
#ifndef MM_PAGING_ROOT_H
#define MM_PAGING_ROOT_H

#include "paging.h"

/* Make frame `root`, which is allocated, the root of a new space: the kernel's half, which all share, and nothing else. */
/*@ requires valid: PagingValid(p);
  @ requires take:  0 < root < p->tables.nframes && p->pmm->owner[root] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ ensures take:  FrameUse{Old, Here}(p->pmm, root, OWNER_TABLE);
  @ ensures none:  \forall integer v; IsPage(v) && !KernelPage(v) ==> !EntryPresent(Walk(&p->tables, root, v));
  @ ensures take:  \forall integer v; IsPage(v) && KernelPage(v) ==>
  @                  Walk(&p->tables, root, v) == Walk(&p->tables, p->tables.kernel, v);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
void paging_hang_root(const paging_t *p, frame_t root);

/* Take back root `root`, whose own half is empty: its frame is allocated now. No processor may be in its space. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && root != p->tables.kernel;
  @ requires none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> !EntryPresent(p->tables.pool[root].e[j]);
  @ terminates \true; exits \false;
  @ assigns table_level[root];
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p) && table_level[root] == 0;
  @ ensures give:  FrameUse{Old, Here}(p->pmm, root, OWNER_ALLOCATED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @*/
void paging_cut_root(const paging_t *p, frame_t root);

#endif
