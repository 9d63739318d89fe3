/* A frame is shared by pages, of one space or of many: how many is counted. */
#ifndef MM_PAGING_SHARE_H
#define MM_PAGING_SHARE_H

#include "paging_count.h"
#include "paging_map.h"
#include "paging_prune.h"

#include "../../specs/paging_unmap.acsl"
#include "../../specs/paging_share.acsl"

/* How many pages share `frame`: 0 when it is not shared, or does not exist. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FrameShared(p, frame) ==> \result == p->shares[frame] && 0 < \result <= SHARE_LIMIT;
  @ ensures none: !FrameShared(p, frame) ==> \result == 0;
  @*/
static inline uint32_t paging_shares(const paging_t *p, frame_t frame) {
    //@ assert bound: SharedRight(p, frame);
    if (frame >= p->pmm->nframes || p->pmm->owner[frame] != OWNER_SHARED) return 0;
    return (uint32_t)p->shares[frame];
}

/* Map `frame` at `page` in the space of `root`, once more: it is allocated, or shared by other pages already. It is shared then
   (OWNER_SHARED), by one page more. `rights` as in rights.h: other pages may have others. The page has tag 0. Tables that are missing on
   the way are made of free frames. There is nothing to tell the TLB.
   MM_EINVAL: as in paging_map. MM_ENOTSUP: rights that this processor cannot give. MM_ERANGE: no such frame. MM_EFREE, MM_EOWNER: it
   is free, or neither allocated nor shared. MM_ENOSPC: SHARE_LIMIT pages share it; or the kernel's half has no table there. MM_EBUSY:
   something is mapped there. MM_ENOMEM: no frames for tables. Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns tlb_from, tlb_to, p->shares[frame], SHARE_PLACES;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p) && p->shares[frame] == \old(p->shares[frame]);
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
  @   assumes MapAllowed(p, root, page, rights) && FrameExists(p->pmm, frame) && !ShareFrame(p, frame);
  @   ensures none: \result == (\old(p->pmm->owner[frame]) == OWNER_FREE ? MM_EFREE : MM_EOWNER);
  @ behavior full:
  @   assumes MapAllowed(p, root, page, rights) && ShareFrame(p, frame) && !ShareReady(p, frame);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior busy:
  @   assumes ShareAsked(p, root, page, frame, rights) && EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes ShareAsked(p, root, page, frame, rights);
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes ShareAsked(p, root, page, frame, rights) && MapVacant(p, root, page);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> \old(TooFew(p, TablesMissing(&p->tables, root, page)));
  @   ensures take: \result == MM_OK ==> EntrySays(Walk(&p->tables, root, page), p->features, frame, rights);
  @   ensures take: \result == MM_OK ==> EntryTag(Walk(&p->tables, root, page)) == 0;
  @   ensures take: \result == MM_OK ==> Table1(&p->tables, root, page) != 0 && FrameShared(p, frame);
  @   ensures take: \result == MM_OK ==> p->shares[frame] == \old(ShareCount(p, frame)) + 1;
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && OwnersMoved{Old, Here}(p->pmm, frame);
  @   ensures unchanged: \result == MM_OK ==> WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_share(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

typedef struct {
    mm_status_t status;
    frame_t frame; /* the one that was shared, when the status is MM_OK */
    uint32_t left; /* how many pages share it still; when none do, it is the caller's (OWNER_ALLOCATED) */
} unshared_t;

/* Unmap `page` in the space of `root`, whose frame is shared: by one page less now. Tables that are empty then are free. The TLB knows.
   MM_EINVAL: no such page, the window's, or one of the kernel's half by another root than the kernel's. MM_EABSENT: nothing is
   mapped there. MM_EOWNER: not a page of 4 KiB, or its frame is not shared (paging_unmap). Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns p->shares[EntryFrame(Walk(&p->tables, root, page))], SHARE_PLACES;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result.status != MM_OK ==> PagingSame{Old, Here}(p);
  @ ensures none:  \result.status != MM_OK ==> \forall integer f; p->shares[f] == \old(p->shares[\at(f, Here)]);
  @ behavior place:
  @   assumes !MapPlace(p, root, page);
  @   ensures none: \result.status == MM_EINVAL;
  @ behavior absent:
  @   assumes MapPlace(p, root, page) && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result.status == MM_EABSENT;
  @ behavior owner:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page)) && !PageShared(p, root, page);
  @   ensures none: \result.status == MM_EOWNER;
  @ behavior give:
  @   assumes MapPlace(p, root, page) && EntryPresent(Walk(&p->tables, root, page)) && PageShared(p, root, page);
  @   ensures give: \result.status == MM_OK && \result.frame == \old(EntryFrame(Walk(&p->tables, root, page)));
  @   ensures give: \result.left == p->shares[\result.frame];
  @   ensures give: p->shares[\result.frame] == \old(p->shares[EntryFrame(Walk(&p->tables, root, page))]) - 1;
  @   ensures give: p->pmm->owner[\result.frame] == (\result.left == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
  @   ensures give: !EntryPresent(Walk(&p->tables, root, page)) && Pruned(p, root, page);
  @   ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersLeft{Old, Here}(p->pmm, \result.frame);
  @   ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
unshared_t paging_unshare(const paging_t *p, frame_t root, pageno_t page);

#endif
