/* A page of any size is taken: its entry and the owners of its frames change in one step. For paging*.c alone. */
#ifndef MM_PAGING_TAKE_H
#define MM_PAGING_TAKE_H

#include "paging.h"

#include "../../specs/paging_unshared.acsl"
#include "../../specs/pmm_moved.acsl"

/* Take the page of `span` frames at entry `i` of `table`, none of which is shared (paging_take_shared): the first of its frames.
   Those that were mapped are allocated now; those that are a device's stay what they are. The caller has to tell the TLB before
   anyone uses them. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && span == MapsSpan(p, table) && PageUnshared(p, table, i);
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: TlbGrew{Old, Here}(EntryFirst(&p->tables, table, i), EntryFirst(&p->tables, table, i) + span);
  @ ensures give:  \result == \old(MapsStart(p, table, i));
  @ ensures give:  FramesMoved{Old, Here}(p->pmm, \result, \result + span, OWNER_MAPPED, OWNER_ALLOCATED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSameBut{Old, Here}(&p->tables, table, i);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
frame_t paging_take_page(const paging_t *p, frame_t table, uint32_t i, uint32_t span);

#endif
