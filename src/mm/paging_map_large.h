/* A run of frames is mapped at a large page, with these rights. */
#ifndef MM_PAGING_MAP_LARGE_H
#define MM_PAGING_MAP_LARGE_H

#include "paging_map.h"

#include "../../specs/paging_large.acsl"

/* Map a large page of `level`, which begins at `page` in the space of `root`, to the frames from `frame` on. A page of level 2 is
   SPAN_2 pages of 4 KiB (2 MiB with four levels, 4 MiB with two), one of level 3 is SPAN_3 (1 GiB, four levels only). All of its frames are
   allocated: they are mapped then (OWNER_MAPPED), there and nowhere else. `rights` as in rights.h; the page has tag 0. Tables that are
   missing on the way are made of free frames. There is nothing to tell the TLB.
   MM_EINVAL: no such level; `page` or `frame` is no multiple of the page's size; no such page, one of a window's, one of the kernel's
   half by another root than the kernel's or for users, a global one of a space's own half; rights that make no sense. MM_ENOTSUP: this
   processor has no such pages or rights. MM_ERANGE: not all frames exist. MM_EFREE, MM_EOWNER: the first of them that is not allocated is
   free, or something else. MM_EBUSY: something is mapped among those pages, or a table hangs there. MM_ENOSPC: the kernel's half has no
   table there, or the entry would be the roots' own, which all of them have. MM_ENOMEM: no frames for tables. Then nothing changed. */
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
  @   assumes !LargeAsked(p, root, page, frame, level, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes LargeAsked(p, root, page, frame, level, rights);
  @   assumes RightsAbsent(p->features, rights) || LargeAbsent(p->features, level);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes LargeAllowed(p, root, page, frame, level, rights) && p->pmm->nframes < frame + SpanOf(level);
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes LargeAllowed(p, root, page, frame, level, rights) && frame + SpanOf(level) <= p->pmm->nframes;
  @   assumes !FramesAre(p->pmm, frame, frame + SpanOf(level), OWNER_ALLOCATED);
  @   ensures none: \old(FramesRefused(p->pmm, frame, frame + SpanOf(level), \at(\result, Post)));
  @ behavior busy:
  @   assumes LargeReady(p, root, page, frame, level, rights) && LargeBusy(p, root, page, level);
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes LargeReady(p, root, page, frame, level, rights) && !LargeBusy(p, root, page, level);
  @   assumes !LargeRoom(p, root, page, level);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes LargeReady(p, root, page, frame, level, rights) && !LargeBusy(p, root, page, level) && LargeRoom(p, root, page, level);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> \old(TooFew(p, TablesMissingTo(&p->tables, root, page, level)));
  @   ensures take: \result == MM_OK ==> LargeMapped(p, root, page, frame, level, rights);
  @   ensures take: \result == MM_OK ==> FramesAre(p->pmm, frame, frame + SpanOf(level), OWNER_MAPPED);
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && RunMoved{Old, Here}(p->pmm, frame, frame + SpanOf(level));
  @   ensures unchanged: \result == MM_OK ==> WalksSameAside{Old, Here}(&p->tables, root, page, SpanOf(level));
  @   ensures unchanged: \result == MM_OK ==> PathsGrew{Old, Here}(&p->tables);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_map_large(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                             uint32_t rights);

#endif
