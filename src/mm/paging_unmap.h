/* A page is no longer mapped. */
#ifndef MM_PAGING_UNMAP_H
#define MM_PAGING_UNMAP_H

#include "paging_found.h"
#include "paging_map.h"
#include "paging_prune.h"

#include "../../specs/paging_unmap.acsl"

typedef struct {
    mm_status_t status;
    frame_t frame; /* the one that was mapped, when the status is MM_OK */
} unmapped_t;

/* Unmap `page` in the space of `root`. The frame that was mapped there is the caller's (OWNER_ALLOCATED), unless it is a device's or one
   that the frame allocator does not know: then its owner stays. Tables that are empty then are free. The TLB knows.
   MM_EINVAL: no such page, the window's, or one of the kernel's half by another root than the kernel's. MM_EABSENT: nothing is
   mapped there. MM_EOWNER: not a page of 4 KiB, or the frame is shared. Then nothing changed. */
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
  @ behavior owner:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page));
  @   assumes !PageOwned(p, root, page) && !PageDevice(p, root, page);
  @   ensures none: \result.status == MM_EOWNER;
  @ behavior give:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page)) && PageOwned(p, root, page);
  @   ensures give: \result.status == MM_OK && \result.frame == \old(EntryFrame(Walk(&p->tables, root, page)));
  @   ensures give: p->pmm->owner[\result.frame] == OWNER_ALLOCATED && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures give: Pruned(p, root, page);
  @   ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersLeft{Old, Here}(p->pmm, \result.frame);
  @   ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @ behavior device:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page)) && PageDevice(p, root, page);
  @   ensures give: \result.status == MM_OK && \result.frame == \old(EntryFrame(Walk(&p->tables, root, page)));
  @   ensures give: FrameDevice(p->pmm, \result.frame) && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures give: Pruned(p, root, page);
  @   ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersShrank{Old, Here}(p->pmm);
  @   ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
unmapped_t paging_unmap(const paging_t *p, frame_t root, pageno_t page);

#endif
