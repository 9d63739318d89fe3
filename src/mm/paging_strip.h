/* Everything under a table of a space's own half goes. For paging*.c alone. */
#ifndef MM_PAGING_STRIP_H
#define MM_PAGING_STRIP_H

#include "paging.h"

#include "../../specs/paging_strip.acsl"

/* Take entries from .. end-1 of `table`, each of which serves `span` pages, the first of the table's `first`: tables and frames
   that were mapped there are free. Those that are shared are so by as many pages less, and free when these were all; those that are a
   device's stay what they are. Of a root these are entries of its own half. The TLB is told. */
/*@ requires valid: PagingValid(p) && PagingTable(p, table);
  @ requires take:  table_root[table] != p->tables.kernel;
  @ requires bound: span == SpanOf(table_level[table]) && from <= end <= TABLE_ENTRIES;
  @ requires bound: first == table_base[table] && first + TABLE_ENTRIES * span <= PAGE_LIMIT;
  @ requires own:   table_level[table] == TABLE_LEVELS ==> end <= KERNEL_FIRST || KERNEL_END <= from;
  @ requires stale: TlbClean;
  @ terminates \true;
  @ decreases 2 * span + 1;
  @ exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures none:  RowAbsent(p, table, from, end);
  @ ensures give:  Stripped{Old, Here}(p, table_root[table], table_level[table]);
  @ ensures unchanged: table_level[table] == \old(table_level[table]);
  @ ensures unchanged: RowSameBut{Old, Here}(p, table, from, end);
  @*/
void paging_strip(const paging_t *p, frame_t table, pageno_t first, uint32_t span, uint32_t from,
                  uint32_t end);

#endif
