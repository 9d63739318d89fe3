/* A large page is no longer mapped. */
#ifndef MM_PAGING_UNMAP_LARGE_H
#define MM_PAGING_UNMAP_LARGE_H

#include "paging_map_large.h"
#include "paging_unmap.h"

/* Unmap the large page that begins at `page` in the space of `root`. Its frames are the caller's (OWNER_ALLOCATED), from the first on,
   which is the result's; tables that are empty then are free. The TLB knows.
   MM_EINVAL: no such page, the window's, one of the kernel's half by another root than the kernel's, or the large page begins
   elsewhere. MM_EABSENT: nothing is mapped there. MM_EOWNER: no large page, or a frame of it may be mapped elsewhere too. MM_ENOSPC: its
   entry is the roots' of the kernel's half, which all of them have. Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result.status != MM_OK ==> PagingSame{Old, Here}(p);
  @ behavior place:
  @   assumes !MapPlace(p, root, page);
  @   ensures none: \result.status == MM_EINVAL;
  @ behavior absent:
  @   assumes MapPlace(p, root, page) && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result.status == MM_EABSENT;
  @ behavior small:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page)) && !PageLarge(p, root, page);
  @   ensures none: \result.status == MM_EOWNER;
  @ behavior middle:
  @   assumes MapPlace(p, root, page) && PageLarge(p, root, page) && !PageBegins(p, root, page);
  @   ensures none: \result.status == MM_EINVAL;
  @ behavior room:
  @   assumes MapPlace(p, root, page) && PageBegins(p, root, page) && !MapRoom(p, root, page);
  @   ensures none: \result.status == MM_ENOSPC;
  @ behavior owner:
  @   assumes MapPlace(p, root, page) && PageBegins(p, root, page) && MapRoom(p, root, page) && !LargeOwned(p, root, page);
  @   ensures none: \result.status == MM_EOWNER;
  @ behavior give:
  @   assumes MapPlace(p, root, page) && PageBegins(p, root, page) && MapRoom(p, root, page) && LargeOwned(p, root, page);
  @   ensures give: \result.status == MM_OK && \result.frame == \old(LargeStart(p, root, page));
  @   ensures give: FramesAre(p->pmm, \result.frame, \result.frame + \old(WalkSpan(&p->tables, root, page)), OWNER_ALLOCATED);
  @   ensures give: !EntryPresent(Walk(&p->tables, root, page)) && Pruned(p, root, page);
  @   ensures unchanged: PagingSameShape{Old, Here}(p);
  @   ensures unchanged: RunLeft{Old, Here}(p->pmm, \result.frame, \result.frame + \old(WalkSpan(&p->tables, root, page)));
  @   ensures unchanged: WalksSameAside{Old, Here}(&p->tables, root, page, \old(WalkSpan(&p->tables, root, page)));
  @ complete behaviors; disjoint behaviors;
  @*/
unmapped_t paging_unmap_large(const paging_t *p, frame_t root, pageno_t page);

#endif
