/* The entry of one page is written anew, for the same frame. For paging*.c alone. */
#ifndef MM_PAGING_CHANGE_H
#define MM_PAGING_CHANGE_H

#include "paging_map.h"

/* Write the entry of `page`, which is mapped, anew: `table` is its table of the lowest level. The caller has to tell the TLB, unless
   the entry means the same to the processor. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page);
  @ requires take:  0 < table && table == Table1(&p->tables, root, page) && EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  EntryPresent(entry) && EntryFrame(entry) == EntryFrame(Walk(&p->tables, root, page));
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: \old(!EntryMeans(Walk(&p->tables, root, page), entry)) ==> TlbGrew{Old, Here}(page, page + 1);
  @ ensures stale: \old(EntryMeans(Walk(&p->tables, root, page), entry)) ==> TlbSame{Old, Here};
  @ ensures take:  Table1(&p->tables, root, page) == table && Walk(&p->tables, root, page) == entry;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @*/
void paging_change(const paging_t *p, frame_t root, pageno_t page, frame_t table, entry_t entry);

#endif
