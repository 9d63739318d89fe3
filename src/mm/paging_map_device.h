/* A device's registers are mapped at a page. */
#ifndef MM_PAGING_MAP_DEVICE_H
#define MM_PAGING_MAP_DEVICE_H

#include "paging_map.h"

#include "../../specs/paging_map_device.acsl"

/* Map `frame`, which is a device's (OWNER_DEVICE) or one that the frame allocator does not know, at `page` in the space of `root`.
   It may be mapped elsewhere too, and its owner stays. `rights` as in rights.h, with KIND_UNCACHED or KIND_COMBINE: a cache would
   answer for the device. The page has tag 0. Tables that are missing on the way are made of free frames. There is nothing to tell
   the TLB.
   MM_EINVAL: as in paging_map, or another kind. MM_ENOTSUP: rights that this processor cannot give. MM_ERANGE: no frame_t of
   this machine names such a frame. MM_EFREE, MM_EOWNER: it is RAM that is free, or that is not. MM_EBUSY: something is mapped there.
   MM_ENOSPC: the kernel's half has no table there. MM_ENOMEM: no frames for tables. Then nothing changed. */
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
  @   assumes !MapPlace(p, root, page) || !DeviceRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && DeviceRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes DeviceAllowed(p, root, page, rights) && frame >= FRAME_LIMIT;
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes DeviceAllowed(p, root, page, rights) && frame < FRAME_LIMIT && !FrameDevice(p->pmm, frame);
  @   ensures none: \result == (\old(p->pmm->owner[frame]) == OWNER_FREE ? MM_EFREE : MM_EOWNER);
  @ behavior busy:
  @   assumes DeviceReady(p, root, page, frame, rights) && EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes DeviceReady(p, root, page, frame, rights);
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes DeviceReady(p, root, page, frame, rights) && MapVacant(p, root, page);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> \old(TooFew(p, TablesMissing(&p->tables, root, page)));
  @   ensures take: \result == MM_OK ==> EntrySays(Walk(&p->tables, root, page), p->features, frame, rights);
  @   ensures take: \result == MM_OK ==> EntryTag(Walk(&p->tables, root, page)) == 0;
  @   ensures take: \result == MM_OK ==> Table1(&p->tables, root, page) != 0 && FrameDevice(p->pmm, frame);
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && OwnersGrew{Old, Here}(p->pmm);
  @   ensures unchanged: \result == MM_OK ==> WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_map_device(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

#endif
