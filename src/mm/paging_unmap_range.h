/* Pages in a row are no longer mapped. */
#ifndef MM_PAGING_UNMAP_RANGE_H
#define MM_PAGING_UNMAP_RANGE_H

#include "paging_unmap.h"

#include "../../specs/paging_range.acsl"
#include "../../specs/paging_unmap_range.acsl"

/* Unmap pages first .. end-1 in the space of `root`, all of which are mapped: their frames are the caller's (OWNER_ALLOCATED), in
   the order in which paging_translate named them; tables that are empty then are free. The TLB knows. For paging*.c alone. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  first <= end <= PAGE_LIMIT && RangePlace(p, root, first, end) && RangeOwned(p, root, first, end);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures give:  RangeAbsent(&p->tables, root, first, end) && RangeGiven{Old, Here}(p, root, first, end);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && RangeLeft{Old, Here}(p, root, first, end);
  @ ensures unchanged: WalksSameOutside{Old, Here}(&p->tables, root, first, end);
  @*/
void paging_unmap_owned(const paging_t *p, frame_t root, pageno_t first, pageno_t end);

/* Unmap pages first .. first+count-1 in the space of `root`, all or none. Their frames are the caller's (OWNER_ALLOCATED): who wants
   to know which asks paging_translate before. Tables that are empty then are free. The TLB knows.
   MM_EINVAL: no page at all (count 0). What paging_unmap says of the first page that it would refuse: MM_EINVAL, also for pages beyond
   the last; MM_EABSENT; MM_EOWNER. Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p);
  @ behavior empty:
  @   assumes count == 0;
  @   ensures none: \result == MM_EINVAL;
  @ behavior refused:
  @   assumes 0 < count && !UnmapAllows(p, root, first, first + count);
  @   ensures none: UnmapRefused{Old}(p, root, first, count, \result);
  @ behavior give:
  @   assumes 0 < count && UnmapAllows(p, root, first, first + count);
  @   ensures give: \result == MM_OK && first + count <= PAGE_LIMIT;
  @   ensures give: RangeAbsent(&p->tables, root, first, first + count) && RangeGiven{Old, Here}(p, root, first, first + count);
  @   ensures unchanged: PagingSameShape{Old, Here}(p) && RangeLeft{Old, Here}(p, root, first, first + count);
  @   ensures unchanged: WalksSameOutside{Old, Here}(&p->tables, root, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_unmap_range(const paging_t *p, frame_t root, pageno_t first, pageno_t count);

#endif
