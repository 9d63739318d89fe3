/* Physical frames: who owns each, take one, give it back.

   Every frame has one owner byte; a bitmap indexes the free ones. Frame 0 is never free, so FRAME_NONE (0) is the
   error value. The tables belong to the caller, who carves them from the boot memory map (memmap_find) before the
   first allocation. The structure locks nothing: one caller at a time. */
#ifndef MM_PMM_H
#define MM_PMM_H

#include "freemap.h"
#include "memmap.h"

/* What an owner byte says. */
typedef enum {
    OWNER_FREE = 0,  /* anyone may take it */
    OWNER_RESERVED,  /* firmware, kernel image, boot data, the memory manager's own tables */
    OWNER_DEVICE,    /* not RAM */
    OWNER_ALLOCATED, /* handed out, not mapped */
    OWNER_TABLE,     /* a page table */
    OWNER_MAPPED,    /* mapped at one place */
    OWNER_SHARED     /* mapped on purpose more than once */
} owner_t;

typedef struct {
    uint32_t nframes; /* frames 0 .. nframes-1 are managed */
    uint8_t *owner;   /* an owner_t for each frame */
    freemap_t free;   /* unit f is free exactly when owner[f] is OWNER_FREE */
} pmm_t;

#include "../../specs/pmm.acsl"

/* Manage frames 0 .. nframes-1 as `map` describes them: usable frames are free, reserved ones OWNER_RESERVED, the
   others OWNER_DEVICE; frame 0 is reserved whatever the map says. `words` has FREEMAP_SIZE(nframes) words, `owner`
   has nframes bytes. MM_EINVAL when nframes is 0 or beyond FRAME_LIMIT; then nothing changed. */
/*@ requires valid: \valid(pmm) && MemmapReadable(map);
  @ requires valid: 0 < nframes <= FRAME_LIMIT ==>
  @                   \valid(words + (0 .. FreemapSize(nframes) - 1)) && \valid(owner + (0 .. nframes - 1));
  @ requires sep:   \separated(pmm, map, words + (0 .. FreemapSize(nframes) - 1), owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns *pmm, words[0 .. FreemapSize(nframes) - 1], owner[0 .. nframes - 1];
  @ behavior none:
  @   assumes nframes == 0 || nframes > FRAME_LIMIT;
  @   assigns \nothing;
  @   ensures none: \result == MM_EINVAL;
  @ behavior take:
  @   assumes 0 < nframes <= FRAME_LIMIT;
  @   ensures valid: \result == MM_OK && PmmValid(pmm);
  @   ensures take:  pmm->nframes == nframes && pmm->owner == owner && pmm->free.words == words;
  @   ensures take:  PmmFromMap{Old, Here}(pmm, map);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, uint32_t nframes, word_t *words, uint8_t *owner);

/* Take a free frame: one near the last one taken or, when there is none, the lowest. FRAME_NONE when nothing is
   free; then nothing changed.
   THEOREM AllocFresh: the frame returned was free, exists, is not 0, and is now allocated; no other frame changed;
   the call fails only when no frame is free. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->free.words[0 .. FreemapWords(pmm->nframes)], pmm->free.open,
  @         pmm->free.full.level[0][0 .. BitmapSize(FreemapWords(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior none:
  @   assumes NoneFree(pmm);
  @   ensures none:      \result == FRAME_NONE;
  @   ensures unchanged: PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes !NoneFree(pmm);
  @   ensures take:  FrameTake{Old, Here}(pmm, \result);
  @ complete behaviors; disjoint behaviors;
  @*/
frame_t pmm_alloc(pmm_t *pmm);

/* Give an allocated frame back. MM_ERANGE: no such frame; MM_EFREE: it is free already; MM_EOWNER: it is reserved, a
   device's, a table or mapped. Then nothing changed.
   THEOREM FreeChecked: only an allocated frame is freed; everything else is refused and changes nothing. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->free.words[0 .. FreemapWords(pmm->nframes)], pmm->free.open,
  @         pmm->free.full.level[0][0 .. BitmapSize(FreemapWords(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior range:
  @   assumes !FrameExists(pmm, frame);
  @   ensures unchanged: \result == MM_ERANGE && PmmSame{Old, Here}(pmm);
  @ behavior free:
  @   assumes FrameExists(pmm, frame) && FrameFree(pmm, frame);
  @   ensures unchanged: \result == MM_EFREE && PmmSame{Old, Here}(pmm);
  @ behavior owner:
  @   assumes FrameExists(pmm, frame) && !FrameFree(pmm, frame) &&
  @           (frame == 0 || pmm->owner[frame] != OWNER_ALLOCATED);
  @   ensures unchanged: \result == MM_EOWNER && PmmSame{Old, Here}(pmm);
  @ behavior give:
  @   assumes FrameExists(pmm, frame) && frame != 0 && pmm->owner[frame] == OWNER_ALLOCATED;
  @   ensures give: \result == MM_OK && FrameGive{Old, Here}(pmm, frame);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_free(pmm_t *pmm, frame_t frame);

/* Who owns `frame`; a frame that is not managed is a device's. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FrameExists(pmm, frame) ==> \result == pmm->owner[frame];
  @ ensures none: !FrameExists(pmm, frame) ==> \result == OWNER_DEVICE;
  @*/
owner_t pmm_owner(const pmm_t *pmm, frame_t frame);

/* Does the invariant hold? The runtime twin of PmmInv, for tests and self-tests: walks every frame. */
/*@ requires valid: PmmMemory(pmm) && pmm->free.nbits <= FREEMAP_LIMIT && pmm->free.full.nbits <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PmmInv(pmm);
  @*/
bool pmm_check(const pmm_t *pmm);

#endif
