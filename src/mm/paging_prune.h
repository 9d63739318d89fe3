/* The tables that are empty go back to the frame allocator at once. For paging*.c alone. */
#ifndef MM_PAGING_PRUNE_H
#define MM_PAGING_PRUNE_H

#include "paging.h"

#include "../../specs/paging_prune.acsl"

/* Give back the tables on the way to `page`, which is not mapped, from `table` upwards as long as they are empty. `table` is that of
   `level`, and no lower one is on the way. Each time the TLB is told before the frame is free. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  1 <= level <= TABLE_LEVELS && 0 < table && table == TableAt(&p->tables, root, page, level);
  @ requires none:  1 < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures give:  Pruned(p, root, page) && OwnersShrank{Old, Here}(p->pmm);
  @ ensures stale: TlbClean;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSame{Old, Here}(&p->tables);
  @*/
void paging_prune(const paging_t *p, frame_t root, pageno_t page, uint32_t level, frame_t table);

#endif
