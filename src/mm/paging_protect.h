/* What may be done with a page changes; what it is mapped to stays. */
#ifndef MM_PAGING_PROTECT_H
#define MM_PAGING_PROTECT_H

#include "paging_found.h"
#include "paging_map.h"
#include "tag.h"

/* Give `page` in the space of `root` these rights (rights.h) instead of those that it has. Its frame and its tag stay. The TLB
   knows.
   MM_EINVAL, MM_ENOTSUP: as paging_map says. MM_EABSENT: nothing is mapped there. MM_EOWNER: not a page of 4 KiB, or the frame
   may be mapped elsewhere too (shared, a device's). Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to, tlb_links;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && PathsSame{Old, Here}(&p->tables);
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !MapRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && MapRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior absent:
  @   assumes MapAllowed(p, root, page, rights) && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior owner:
  @   assumes MapAllowed(p, root, page, rights) && EntryPresent(Walk(&p->tables, root, page)) && !PageOwned(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior take:
  @   assumes MapAllowed(p, root, page, rights) && EntryPresent(Walk(&p->tables, root, page)) && PageOwned(p, root, page);
  @   ensures take: \result == MM_OK && Table1(&p->tables, root, page) != 0;
  @   ensures take: EntrySays(Walk(&p->tables, root, page), p->features, \old(EntryFrame(Walk(&p->tables, root, page))), rights);
  @   ensures take: EntryTag(Walk(&p->tables, root, page)) == \old(EntryTag(Walk(&p->tables, root, page)));
  @   ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_protect(const paging_t *p, frame_t root, pageno_t page, uint32_t rights);

#endif
