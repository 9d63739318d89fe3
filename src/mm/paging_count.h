/* A page of a frame that is shared, more or less: its entry and the frame's count change in one step. For paging*.c alone. */
#ifndef MM_PAGING_COUNT_H
#define MM_PAGING_COUNT_H

#include "paging.h"

#include "../../specs/paging_count.acsl"

/* Map a frame that is shared, or allocated, at entry `i` of a table of the lowest level, which was absent: it is shared then, by one page
   more. No processor remembers an absent entry (Intel SDM vol. 3A, 4.10.2.3), so there is nothing to tell the TLB. */
/*@ requires valid: PagingValid(p);
  @ requires bound: IsTable(&p->tables, table, 1) && i < TABLE_ENTRIES;
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]) && !PagingWindow(p, table, i);
  @ requires take:  EntryPresent(entry) && ShareReady(p, EntryFrame(entry));
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns p->shares[EntryFrame(entry)], SHARE_PLACES;
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  FrameUse{Old, Here}(p->pmm, EntryFrame(entry), OWNER_SHARED);
  @ ensures take:  p->shares[EntryFrame(entry)] == \old(ShareCount(p, EntryFrame(entry))) + 1;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSameBut{Old, Here}(&p->tables, table, i);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
void paging_put_shared(const paging_t *p, frame_t table, uint32_t i, entry_t entry);

/* Take the page at entry `i` of a table of the lowest level, whose frame is shared: that frame. It is shared by one page less now; when
   this was the last it is allocated. The caller has to tell the TLB before anyone uses it. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && table_level[table] == 1 && FrameShared(p, EntryFrame(p->tables.pool[table].e[i]));
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns p->shares[EntryFrame(p->tables.pool[table].e[i])], SHARE_PLACES;
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: TlbGrew{Old, Here}(table_base[table] + i, table_base[table] + i + 1);
  @ ensures give:  \result == \old(EntryFrame(p->tables.pool[table].e[i]));
  @ ensures give:  PmmSameBut{Old, Here}(p->pmm, \result) && p->shares[\result] == \old(p->shares[\at(\result, Here)]) - 1;
  @ ensures give:  p->shares[\result] == 0 ==> p->pmm->owner[\result] == OWNER_ALLOCATED;
  @ ensures give:  p->shares[\result] != 0 ==> 0 < p->shares[\result] && p->pmm->owner[\result] == OWNER_SHARED;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSameBut{Old, Here}(&p->tables, table, i);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
frame_t paging_take_shared(const paging_t *p, frame_t table, uint32_t i);

#endif
