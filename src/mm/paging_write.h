/* An entry that points to no table is written, and nothing of the frame allocator's. For paging*.c alone. */
#ifndef MM_PAGING_WRITE_H
#define MM_PAGING_WRITE_H

#include "paging.h"

#include "../../specs/pmm_untouched.acsl"

/* Write entry `i` of `table`; it may point to a table neither before nor after. The owners of the frames that it maps are the
   caller's business, and so is telling the TLB. */
/*@ requires valid: PagingBase(p);
  @ requires bound: 0 < table < p->tables.nframes && 1 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires none:  2 <= table_level[table] ==> !EntryLink(p->tables.pool[table].e[i]) && !EntryLink(entry);
  @ requires large: 4 <= table_level[table] ==> !EntryPresent(entry);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ ensures valid: TablesValid(&p->tables);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: \old(EntryPresent(p->tables.pool[table].e[i]) && !EntryMeans(p->tables.pool[table].e[i], entry)) ==>
  @                  TlbGrew{Old, Here}(EntryFirst(&p->tables, table, i),
  @                                     EntryFirst(&p->tables, table, i) + SpanOf(table_level[table]));
  @ ensures stale: \old(!EntryPresent(p->tables.pool[table].e[i]) || EntryMeans(p->tables.pool[table].e[i], entry)) ==>
  @                  TlbSame{Old, Here};
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm) && PagingSameShape{Old, Here}(p);
  @ ensures unchanged: TablesSameBut{Old, Here}(&p->tables, table, i) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
void paging_write(const paging_t *p, frame_t table, uint32_t i, entry_t entry);

#endif
