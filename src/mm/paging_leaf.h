/* One page: its entry and the owner of its frame change in one step. For paging*.c alone. */
#ifndef MM_PAGING_LEAF_H
#define MM_PAGING_LEAF_H

#include "paging.h"

/* Map a frame that is allocated at entry `i` of a table of the lowest level, which was absent. No processor remembers an
   absent entry (Intel SDM vol. 3A, 4.10.2.3), so there is nothing to tell the TLB. */
/*@ requires valid: PagingValid(p);
  @ requires bound: IsTable(&p->tables, table, 1) && i < TABLE_ENTRIES;
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]) && !PagingWindow(p, table, i);
  @ requires take:  EntryPresent(entry) && 0 < EntryFrame(entry) < p->pmm->nframes;
  @ requires take:  p->pmm->owner[EntryFrame(entry)] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[EntryFrame(entry)], map_place[EntryFrame(entry)];
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  FrameUse{Old, Here}(p->pmm, EntryFrame(entry), OWNER_MAPPED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSameBut{Old, Here}(&p->tables, table, i);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
void paging_put_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry);

/* Write the entry of a page anew: other rights or another tag for the same frame. The caller has to tell the TLB, unless the entry
   means the same to the processor. */
/*@ requires valid: PagingValid(p);
  @ requires bound: IsTable(&p->tables, table, 1) && i < TABLE_ENTRIES && EntryPresent(p->tables.pool[table].e[i]);
  @ requires take:  EntryPresent(entry) && EntryFrame(entry) == EntryFrame(p->tables.pool[table].e[i]);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: \old(!EntryMeans(p->tables.pool[table].e[i], entry)) ==>
  @                  TlbGrew{Old, Here}(table_base[table] + i, table_base[table] + i + 1);
  @ ensures stale: \old(EntryMeans(p->tables.pool[table].e[i], entry)) ==> TlbSame{Old, Here};
  @ ensures unchanged: PmmSame{Old, Here}(p->pmm) && PagingSameShape{Old, Here}(p);
  @ ensures unchanged: TablesSameBut{Old, Here}(&p->tables, table, i) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
void paging_change_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry);

#endif
