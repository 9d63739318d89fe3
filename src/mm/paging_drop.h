/* A page of any size or an empty table is dropped: what it lay in is free at once. For paging*.c alone. */
#ifndef MM_PAGING_DROP_H
#define MM_PAGING_DROP_H

#include "paging.h"

#include "../../specs/paging_cells.acsl"
#include "../../specs/paging_dropped.acsl"

/* Drop the page of `span` frames at entry `i` of `table`: pages first .. first+span-1. Frames that were mapped are free; those that
   are shared are so by one page less, and free when this was the last; those that are a device's stay. The TLB is told before. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && span == MapsSpan(p, table);
  @ requires take:  first == EntryFirst(&p->tables, table, i) && first + span <= PAGE_LIMIT;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: TlbClean;
  @ ensures give:  FramesDropped{Old, Here}(p, \old(MapsStart(p, table, i)), \old(MapsStart(p, table, i)) + span);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && CellsSameBut{Old, Here}(p, table, i);
  @*/
void paging_drop_page(const paging_t *p, frame_t table, uint32_t i, pageno_t first, uint32_t span);

/* Drop the empty table under entry `i` of `table`, which serves `page`. The TLB is told before its frame is free. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES && IsPage(page);
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires take:  EntryLink(p->tables.pool[table].e[i]) && p->tables.live[TableNext(&p->tables, table, i)] == 0;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], table_level[TableNext(&p->tables, table, i)];
  @ assigns tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0 && table_level[\old(TableNext(&p->tables, table, i))] == 0;
  @ ensures stale: TlbClean;
  @ ensures give:  PmmSameBut{Old, Here}(p->pmm, \old(TableNext(&p->tables, table, i)));
  @ ensures give:  FrameFree(p->pmm, \old(TableNext(&p->tables, table, i)));
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && CellsSameBut{Old, Here}(p, table, i);
  @*/
void paging_drop_table(const paging_t *p, frame_t table, uint32_t i, pageno_t page);

#endif
