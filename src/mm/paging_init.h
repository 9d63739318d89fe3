/* The first address space: the kernel's. */
#ifndef MM_PAGING_INIT_H
#define MM_PAGING_INIT_H

#include "paging.h"
#include "status.h"

#include "../../specs/paging_init.acsl"

/* Begin with the kernel's space, in which nothing is mapped: its root is a frame of `pmm`, which has to outlive `p`. `pool` is each of
   the `nframes` frames that may be tables, seen as one (of them only frames of RAM are touched), `live` has one count for each, `shares`
   one for each frame of `pmm`, whatever is in it; all stay the caller's. `features` are the processor's (rights.h). Pages
   window .. window_end-1 are the kernel's window on all memory (none when both are the same), in which paging_window maps and nobody
   else.
   MM_EINVAL: `nframes` is 0 or more than `pmm` has, or that has more than an entry can name; the window is not in the kernel's half,
   does not begin at a multiple of the largest page that there is (SpanOf(LARGEST_LEVEL)), or has more than FRAME_LIMIT pages.
   MM_ENOMEM: no frame is free that may be a table. Then nothing changed. */
/*@ requires valid: PmmValid(pmm);
  @ requires valid: InitMemory(p, pmm, pool, live, nframes);
  @ requires valid: InitShares(p, pmm, pool, live, shares, nframes);
  @ requires none:  InitNone(pmm);
  @ terminates \true; exits \false;
  @ assigns *p, pool[0 .. nframes - 1], live[0 .. nframes - 1];
  @ assigns table_level[0 .. nframes - 1], table_root[0 .. nframes - 1], table_base[0 .. nframes - 1];
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ behavior senseless:
  @   assumes !InitSense(pmm, nframes) || !WindowRange(window, window_end);
  @   assigns \nothing;
  @   ensures none: \result == MM_EINVAL;
  @ behavior none:
  @   assumes InitSense(pmm, nframes) && WindowRange(window, window_end) && PmmNoRun(pmm, 1, 1, nframes);
  @   assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @           pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @           pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @           pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @   ensures none: \result == MM_ENOMEM;
  @   ensures none: PmmValid(pmm) && PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes InitSense(pmm, nframes) && WindowRange(window, window_end) && !PmmNoRun(pmm, 1, 1, nframes);
  @   ensures take:  \result == MM_OK;
  @   ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @   ensures take:  p->pmm == pmm && p->features == features;
  @   ensures take:  p->window == window && p->window_end == window_end;
  @   ensures take:  p->tables.pool == pool && p->tables.live == live && p->tables.nframes == nframes;
  @   ensures take:  p->shares == shares;
  @   ensures take:  \old(pmm->owner[\at(p->tables.kernel, Here)]) == OWNER_FREE && pmm->owner[p->tables.kernel] == OWNER_TABLE;
  @   ensures take:  PmmSameBut{Old, Here}(pmm, p->tables.kernel);
  @   ensures none:  TableEmpty(&p->tables, p->tables.kernel);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_init(paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live, int16_t *shares,
                        uint32_t nframes, uint32_t features, pageno_t window, pageno_t window_end);

#endif
