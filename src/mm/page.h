/* Frames whose bytes matter: handed out zeroed, given back poisoned, so that nobody reads what another owner left.

   `pages` is the window through which the kernel touches physical memory: pages[f] is frame f, for each frame below
   WINDOW_LIMIT. Only the frames that a request may take or give need be there. */
#ifndef MM_PAGE_H
#define MM_PAGE_H

#include "pmm.h"

#define PAGE_WORDS 512

/* The bytes of one frame. Signed words, because no table of the allocator has these (see pmm_t, count). */
typedef struct {
    int64_t word[PAGE_WORDS];
} page_t;

/* What a poisoned frame holds in every byte: no canonical address on amd64, in user space on i386. */
#define PAGE_POISON 0x6B6B6B6B6B6B6B6B

#include "../../specs/page.acsl"

/* Take one free frame below `below` and below WINDOW_LIMIT, as pmm_alloc_in does, and clear its bytes. FRAME_NONE when
   there is none; then nothing changed. */
/*@ requires valid: PmmValid(pmm) && PagesWritable(pmm, pages, OWNER_FREE);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1],
  @         pages[0 .. WINDOW_LIMIT - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior none:
  @   assumes PmmNoRun(pmm, 1, 1, PageLimit(below));
  @   ensures none:      \result == FRAME_NONE;
  @   ensures unchanged: PmmSame{Old, Here}(pmm) && PagesSameBut{Old, Here}(pages, -1);
  @ behavior take:
  @   assumes !PmmNoRun(pmm, 1, 1, PageLimit(below));
  @   ensures take:  FramesTake{Old, Here}(pmm, \result, \result + 1) && \result < below && \result < WINDOW_LIMIT;
  @   ensures high:  \old(PmmBest(pmm, \at(\result, Here), 1, 1, PageLimit(below)));
  @   ensures take:  PageAll(&pages[\result], 0);
  @   ensures unchanged: PagesSameBut{Old, Here}(pages, \result);
  @ complete behaviors; disjoint behaviors;
  @*/
frame_t page_alloc_zeroed(pmm_t *pmm, page_t *pages, frame_t below);

/* Give an allocated frame back, as pmm_free does, and fill its bytes with PAGE_POISON, so that a use after this is seen.
   A frame beyond the window is given back as it is. */
/*@ requires valid: PmmValid(pmm) && PagesWritable(pmm, pages, OWNER_ALLOCATED);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1],
  @         pages[0 .. WINDOW_LIMIT - 1];
  @ ensures valid: PmmValid(pmm);
  @ ensures range: \result == MM_ERANGE <==> !\old(FrameExists(pmm, frame));
  @ ensures free:  \result == MM_EFREE <==> \old(FrameExists(pmm, frame) && FrameFree(pmm, frame));
  @ ensures give:  \result == MM_OK <==> \old(FrameExists(pmm, frame) && pmm->owner[frame] == OWNER_ALLOCATED);
  @ ensures owner: \result == MM_OK || \result == MM_ERANGE || \result == MM_EFREE || \result == MM_EOWNER;
  @ ensures unchanged: \result != MM_OK ==> PmmSame{Old, Here}(pmm) && PagesSameBut{Old, Here}(pages, -1);
  @ ensures give:  \result == MM_OK ==> FrameGive{Old, Here}(pmm, frame) && PagesSameBut{Old, Here}(pages, frame);
  @ ensures give:  \result == MM_OK && frame < WINDOW_LIMIT ==> PageAll(&pages[frame], PAGE_POISON);
  @*/
mm_status_t page_free_poisoned(pmm_t *pmm, page_t *pages, frame_t frame);

#endif
