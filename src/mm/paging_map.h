/* A frame is mapped at a page, with these rights. */
#ifndef MM_PAGING_MAP_H
#define MM_PAGING_MAP_H

#include "paging.h"
#include "rights.h"

#include "../../specs/paging_map.acsl"

/* Whether what is mapped at `page` in the space of `root` may change at all. */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> MapPlace(p, root, page);
  @*/
static inline bool paging_may_change(const paging_t *p, frame_t root, pageno_t page) {
    if (page >= PAGE_LIMIT) return false;
    if (root == p->tables.kernel) return !(p->window <= page && page < p->window_end);
    return !paging_is_kernels(page);
}

/* What is wrong with asking for these rights at `page` in the space of `root`, whatever is mapped there. */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !MapRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && MapRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior take:
  @   assumes MapAllowed(p, root, page, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static inline mm_status_t paging_ask(const paging_t *p, frame_t root, pageno_t page, uint32_t rights) {
    if (!paging_may_change(p, root, page)) return MM_EINVAL;
    if (rights / (paging_is_kernels(page) ? RIGHT_USER : RIGHT_GLOBAL) % 2u == 1u) return MM_EINVAL;
    return rights_check(p->features, rights);
}

/* Map `frame`, which is allocated, at `page` in the space of `root`: it is mapped then (OWNER_MAPPED), there and nowhere else.
   `rights` as in rights.h; the page has tag 0. Tables that are missing on the way are made of free frames. There is nothing to tell the TLB.
   MM_EINVAL: no such page, a window's, one of the kernel's half by another root than the kernel's or for users, a global one
   of a space's own half, rights that make no sense. MM_ENOTSUP: rights that this processor cannot give. MM_ERANGE: no such
   frame. MM_EFREE, MM_EOWNER: it is free, or not allocated. MM_EBUSY: something is mapped there. MM_ENOSPC: the kernel's half
   has no table there. MM_ENOMEM: no frames for tables. Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p);
  @ ensures stale: TlbSame{Old, Here};
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !MapRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && MapRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes MapAllowed(p, root, page, rights) && !FrameExists(p->pmm, frame);
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes MapAllowed(p, root, page, rights) && FrameExists(p->pmm, frame) && p->pmm->owner[frame] != OWNER_ALLOCATED;
  @   ensures none: \result == (\old(p->pmm->owner[frame]) == OWNER_FREE ? MM_EFREE : MM_EOWNER);
  @ behavior busy:
  @   assumes MapReady(p, root, page, frame, rights) && EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes MapReady(p, root, page, frame, rights);
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes MapReady(p, root, page, frame, rights) && MapVacant(p, root, page);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> \old(TooFew(p, TablesMissing(&p->tables, root, page)));
  @   ensures take: \result == MM_OK ==> EntrySays(Walk(&p->tables, root, page), p->features, frame, rights);
  @   ensures take: \result == MM_OK ==> EntryTag(Walk(&p->tables, root, page)) == 0;
  @   ensures take: \result == MM_OK ==> Table1(&p->tables, root, page) != 0 && p->pmm->owner[frame] == OWNER_MAPPED;
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && OwnersMoved{Old, Here}(p->pmm, frame);
  @   ensures unchanged: \result == MM_OK ==> WalksSameBut{Old, Here}(&p->tables, root, page) && PathsGrew{Old, Here}(&p->tables);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

#endif
