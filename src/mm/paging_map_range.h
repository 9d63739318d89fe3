/* Frames in a row are mapped at pages in a row. */
#ifndef MM_PAGING_MAP_RANGE_H
#define MM_PAGING_MAP_RANGE_H

#include "paging_map.h"
#include "paging_unmap_range.h"

#include "../../specs/paging_map_range.acsl"

/* Map frames frame .. frame+count-1, all of which are allocated, at pages first .. first+count-1 in the space of `root`, all or none,
   with the same rights (rights.h). There is nothing to tell the TLB.
   MM_EINVAL: no page at all (count 0). What paging_map says of the first page that it would refuse, also for pages and frames
   beyond the last: MM_EINVAL, MM_ENOTSUP, MM_ERANGE, MM_EFREE, MM_EOWNER, MM_EBUSY, MM_ENOSPC. Then nothing changed.
   MM_ENOMEM: no frames for tables that are missing. Then every page and every frame is as before. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result != MM_OK && \result != MM_ENOMEM ==> PagingSame{Old, Here}(p);
  @ behavior empty:
  @   assumes count == 0;
  @   ensures none: \result == MM_EINVAL;
  @ behavior refused:
  @   assumes 0 < count && !RangeAsked(p, root, first, first + count, frame - first, rights);
  @   ensures none: MapRefused{Old}(p, root, first, first + count, frame - first, rights, \result);
  @ behavior take:
  @   assumes 0 < count && RangeAsked(p, root, first, first + count, frame - first, rights);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> RangeUndone{Old, Here}(p) && RangeMissing{Old}(&p->tables, root, first, first + count);
  @   ensures take: \result == MM_OK ==> RangeMapped(p, root, first, first + count, frame - first, rights);
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && RangeMoved{Old, Here}(p->pmm, frame, frame + count);
  @   ensures unchanged: \result == MM_OK ==> WalksSameOutside{Old, Here}(&p->tables, root, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_map_range(const paging_t *p, frame_t root, pageno_t first, frame_t frame, pageno_t count,
                             uint32_t rights);

#endif
