/* A page of any size is put: its entry and the owners of its frames change in one step. For paging*.c alone. */
#ifndef MM_PAGING_PUT_H
#define MM_PAGING_PUT_H

#include "paging.h"

#include "../../specs/pmm_moved.acsl"

/* Write `entry`, of a page of `span` frames, at entry `i` of `table`, which was absent: what paging_take_page undoes. Frames that were
   allocated are mapped now, there and nowhere else; those that are a device's stay what they are, and so does whatever the allocator
   does not know. No processor remembers an absent entry (Intel SDM vol. 3A, 4.10.2.3), so there is nothing to tell the TLB. */
/*@ requires valid: PagingValid(p);
  @ requires bound: PagingTable(p, table) && table_level[table] <= 3 && i < TABLE_ENTRIES && span == MapsSpan(p, table);
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]) && !PagingWindow(p, table, i) && !PagingCopy(p, table, i);
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires large: 2 <= table_level[table] ==> EntryLarge(entry);
  @ requires take:  EntryPresent(entry) && EntryFrame(entry) < FRAME_LIMIT;
  @ requires take:  FramesReady(p->pmm, PageStart(entry, span), PageStart(entry, span) + span);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1];
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  FramesMoved{Old, Here}(p->pmm, PageStart(entry, span), PageStart(entry, span) + span, OWNER_ALLOCATED, OWNER_MAPPED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSameBut{Old, Here}(&p->tables, table, i);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
void paging_put_page(const paging_t *p, frame_t table, uint32_t i, entry_t entry, uint32_t span);

#endif
