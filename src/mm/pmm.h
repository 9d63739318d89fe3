/* Physical frames: who owns each, take one, give it back.

   Every frame has one owner byte; a bitmap indexes the free ones. Frame 0 is never free, so FRAME_NONE (0) is the
   error value. The tables belong to the caller, who carves them from the boot memory map (memmap_find) before the
   first allocation. The structure locks nothing: one caller at a time.

   Where a function says that nothing changed, it means the frames: who owns each. A request that is refused may still
   have closed the open word, and the index may have learnt what need not be searched; the next pmm_alloc then looks for the
   best one again. */
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

#define OWNER_STATES 7

/* Zones: a request names the frame that all its frames must lie below. ISA DMA reaches 16 MiB (Intel 8237A: 24 address
   bits), many devices 4 GiB, the kernel itself its window. */
#define ZONE_ISA    0x1000u
#define ZONE_4G     0x100000u
#define ZONE_WINDOW WINDOW_LIMIT
#define ZONE_ANY    FREEMAP_LIMIT

/* The bands are 0 .. ZONE_ISA .. high .. ZONE_ANY; the machine says where the highest begins (BAND_HIGH). That is kept as a
   number beside the others, so that the proofs of both machines are the same. */

typedef struct {
    uint32_t nframes; /* frames 0 .. nframes-1 are managed */
    frame_t low;  /* frames below are for requests for ZONE_ISA alone; 0 when memory is too small for that */
    frame_t high; /* first frame of the highest band */
    frame_t top;  /* no frame from here on is free */
    uint8_t *owner; /* an owner_t for each frame */
    /* Frames of each owner but OWNER_ALLOCATED, which has the rest. Of a type that no other table has: WP keeps memory
       by type, and so knows that a new count changes nothing else. */
    int32_t count[OWNER_STATES];
    freemap_t free; /* unit f is free exactly when owner[f] is OWNER_FREE */
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
  @   ensures take:  PmmBands(pmm);
  @   ensures take:  PmmFromMap{Old, Here}(pmm, map);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, uint32_t nframes, word_t *words, uint8_t *owner);

/* Take a free frame of the highest band that has one; never one kept for ZONE_ISA. Mostly one of the same 64 as the last, or
   of those where one was freed last. FRAME_NONE when there is none; then nothing changed.
   THEOREM AllocFresh: the frame returned was free, exists, is not 0, and is now allocated; no other frame changed;
   the call fails only when no frame that it may take is free. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior none:
  @   assumes PmmNoRun(pmm, 1, 1, ZONE_ANY);
  @   ensures none:      \result == FRAME_NONE;
  @   ensures unchanged: PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes !PmmNoRun(pmm, 1, 1, ZONE_ANY);
  @   ensures take:  FrameTake{Old, Here}(pmm, \result);
  @   ensures high:  \old(PmmMay(pmm, \at(\result, Here), ZONE_ANY)) && \old(PmmHighest(pmm, \at(\result, Here), 1, 1, ZONE_ANY));
  @ complete behaviors; disjoint behaviors;
  @*/
frame_t pmm_alloc(pmm_t *pmm);

/* Take `count` free frames in a row, all below frame `below` (a ZONE_... or any other limit), the first a multiple of
   `align` frames (a power of two), and store the first in `*first`: the lowest such run of the highest band that one
   starts in. MM_EINVAL: count is 0 or more than there are frames, or align is no power of two; MM_ENOMEM: there is no
   such run. Then nothing changed, `*first` neither. */
/*@ requires valid: PmmValid(pmm) && \valid(first);
  @ requires sep:   \separated(first, pmm, pmm->owner + (0 .. pmm->nframes - 1),
  @                   pmm->free.words + (0 .. FreemapWords(pmm->nframes)),
  @                   pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1));
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1], *first;
  @ ensures valid: PmmValid(pmm);
  @ behavior senseless:
  @   assumes RunSenseless(pmm, count, align);
  @   ensures unchanged: \result == MM_EINVAL && PmmSame{Old, Here}(pmm) && *first == \old(*first);
  @ behavior none:
  @   assumes !RunSenseless(pmm, count, align) && PmmNoRun(pmm, count, align, below);
  @   ensures unchanged: \result == MM_ENOMEM && PmmSame{Old, Here}(pmm) && *first == \old(*first);
  @ behavior take:
  @   assumes !RunSenseless(pmm, count, align) && !PmmNoRun(pmm, count, align, below);
  @   ensures take: \result == MM_OK && FramesTake{Old, Here}(pmm, *first, *first + count);
  @   ensures high: \old(PmmRun(pmm, \at(*first, Here), count, align, below)) &&
  @                 \old(PmmBest(pmm, \at(*first, Here), count, align, below));
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_alloc_contiguous(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t *first);

/* Take the lowest free frame below `below` (a ZONE_... or any other limit) of the highest band that has one. FRAME_NONE
   when there is none; then nothing changed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior none:
  @   assumes PmmNoRun(pmm, 1, 1, below);
  @   ensures none:      \result == FRAME_NONE;
  @   ensures unchanged: PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes !PmmNoRun(pmm, 1, 1, below);
  @   ensures take:  FramesTake{Old, Here}(pmm, \result, \result + 1);
  @   ensures high:  \old(PmmMay(pmm, \at(\result, Here), below)) && \old(PmmBest(pmm, \at(\result, Here), 1, 1, below));
  @ complete behaviors; disjoint behaviors;
  @*/
frame_t pmm_alloc_in(pmm_t *pmm, frame_t below);

/* Give an allocated frame back. MM_ERANGE: no such frame; MM_EFREE: it is free already; MM_EOWNER: it is reserved, a
   device's, a table or mapped. Then nothing changed.
   THEOREM FreeChecked: only an allocated frame is freed; everything else is refused and changes nothing. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior range:
  @   assumes !FrameExists(pmm, frame);
  @   ensures unchanged: \result == MM_ERANGE && PmmSame{Old, Here}(pmm);
  @ behavior free:
  @   assumes FrameExists(pmm, frame) && FrameFree(pmm, frame);
  @   ensures unchanged: \result == MM_EFREE && PmmSame{Old, Here}(pmm);
  @ behavior owner:
  @   assumes FrameExists(pmm, frame) && !FrameFree(pmm, frame) && pmm->owner[frame] != OWNER_ALLOCATED;
  @   ensures unchanged: \result == MM_EOWNER && PmmSame{Old, Here}(pmm);
  @ behavior give:
  @   assumes FrameExists(pmm, frame) && pmm->owner[frame] == OWNER_ALLOCATED;
  @   ensures give: \result == MM_OK && FrameGive{Old, Here}(pmm, frame);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_free(pmm_t *pmm, frame_t frame);

/* Say what a frame in use is for: from OWNER_ALLOCATED, OWNER_TABLE, OWNER_MAPPED or OWNER_SHARED to any of these. Only
   an allocated frame can be freed. MM_EINVAL: `state` is none of them; MM_ERANGE: no such frame; MM_EFREE: it is free;
   MM_EOWNER: it is reserved or a device's. Then nothing changed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior senseless:
  @   assumes !OwnerUsed(state);
  @   ensures unchanged: \result == MM_EINVAL && PmmSame{Old, Here}(pmm);
  @ behavior range:
  @   assumes OwnerUsed(state) && !FrameExists(pmm, frame);
  @   ensures unchanged: \result == MM_ERANGE && PmmSame{Old, Here}(pmm);
  @ behavior free:
  @   assumes OwnerUsed(state) && FrameExists(pmm, frame) && FrameFree(pmm, frame);
  @   ensures unchanged: \result == MM_EFREE && PmmSame{Old, Here}(pmm);
  @ behavior owner:
  @   assumes OwnerUsed(state) && FrameExists(pmm, frame) && !FrameFree(pmm, frame) && !OwnerUsed(pmm->owner[frame]);
  @   ensures unchanged: \result == MM_EOWNER && PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes OwnerUsed(state) && FrameExists(pmm, frame) && OwnerUsed(pmm->owner[frame]);
  @   ensures take: \result == MM_OK && FrameUse{Old, Here}(pmm, frame, state);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_set_owner(pmm_t *pmm, frame_t frame, owner_t state);

/* Give `count` allocated frames from `first` on back, whether they were taken together or not. MM_EINVAL: count is 0;
   MM_ERANGE: some do not exist; MM_EOWNER: one is not allocated. Then nothing changed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior senseless:
  @   assumes count == 0;
  @   ensures unchanged: \result == MM_EINVAL && PmmSame{Old, Here}(pmm);
  @ behavior range:
  @   assumes count != 0 && first + count > pmm->nframes;
  @   ensures unchanged: \result == MM_ERANGE && PmmSame{Old, Here}(pmm);
  @ behavior owner:
  @   assumes count != 0 && first + count <= pmm->nframes &&
  @           !PmmAll(pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures unchanged: \result == MM_EOWNER && PmmSame{Old, Here}(pmm);
  @ behavior give:
  @   assumes count != 0 && first + count <= pmm->nframes &&
  @           PmmAll(pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures give: \result == MM_OK && FramesGive{Old, Here}(pmm, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_free_contiguous(pmm_t *pmm, frame_t first, uint32_t count);

/* Take these very frames, which must all be free: a boot module's, a framebuffer's in RAM. MM_EINVAL: count is 0;
   MM_ERANGE: some do not exist; MM_EOWNER: one is not free. Then nothing changed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm);
  @ behavior senseless:
  @   assumes count == 0;
  @   ensures unchanged: \result == MM_EINVAL && PmmSame{Old, Here}(pmm);
  @ behavior range:
  @   assumes count != 0 && first + count > pmm->nframes;
  @   ensures unchanged: \result == MM_ERANGE && PmmSame{Old, Here}(pmm);
  @ behavior owner:
  @   assumes count != 0 && first + count <= pmm->nframes && !PmmAll(pmm, first, first + count, OWNER_FREE);
  @   ensures unchanged: \result == MM_EOWNER && PmmSame{Old, Here}(pmm);
  @ behavior take:
  @   assumes count != 0 && first + count <= pmm->nframes && PmmAll(pmm, first, first + count, OWNER_FREE);
  @   ensures take: \result == MM_OK && FramesTake{Old, Here}(pmm, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t pmm_claim(pmm_t *pmm, frame_t first, uint32_t count);

/* May a driver map these frames as its device's? MM_OK when none of them is RAM: each is OWNER_DEVICE or beyond the
   managed frames. MM_EINVAL: count is 0; MM_ERANGE: some are beyond FRAME_LIMIT; MM_EOWNER: one is RAM. Nothing ever
   changes: a device's frame stays one, and can be neither allocated nor freed. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none:  \result == MM_EINVAL <==> count == 0;
  @ ensures range: \result == MM_ERANGE <==> count != 0 && first + count > FRAME_LIMIT;
  @ ensures take:  \result == MM_OK <==> count != 0 && first + count <= FRAME_LIMIT &&
  @                  \forall integer f; first <= f < first + count && FrameExists(pmm, f) ==> pmm->owner[f] == OWNER_DEVICE;
  @ ensures owner: \result == MM_OK || \result == MM_EINVAL || \result == MM_ERANGE || \result == MM_EOWNER;
  @*/
mm_status_t pmm_claim_device(const pmm_t *pmm, frame_t first, uint32_t count);

/* Who owns `frame`; a frame that is not managed is a device's. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FrameExists(pmm, frame) ==> \result == pmm->owner[frame];
  @ ensures none: !FrameExists(pmm, frame) ==> \result == OWNER_DEVICE;
  @*/
owner_t pmm_owner(const pmm_t *pmm, frame_t frame);

/* How many frames have this owner; the cost does not depend on how many there are. 0 for a state that there is not. */
/*@ requires valid: PmmValid(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: state < OWNER_STATES ==> \result == OwnerCount(pmm->owner, pmm->nframes, state);
  @ ensures none: state >= OWNER_STATES ==> \result == 0;
  @*/
uint32_t pmm_count(const pmm_t *pmm, uint32_t state);

/* Physical memory as an ordered list of regions: the frame after the region that starts at `first`, all of whose frames
   have the owner of `first`. Walk with `for (f = 0; f < pmm->nframes; f = pmm_region_end(pmm, f))`. */
/*@ requires valid: PmmValid(pmm);
  @ requires bound: first < pmm->nframes;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: first < \result <= pmm->nframes;
  @ ensures take:  PmmAll(pmm, first, \result, pmm->owner[first]);
  @ ensures none:  \result < pmm->nframes ==> pmm->owner[\result] != pmm->owner[first];
  @*/
frame_t pmm_region_end(const pmm_t *pmm, frame_t first);

/* Does the invariant hold? The runtime twin of PmmInv, for tests and self-tests: walks every frame. */
/*@ requires valid: PmmMemory(pmm) && pmm->free.nbits <= FREEMAP_LIMIT && pmm->free.summary.nbits <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> PmmInv(pmm);
  @*/
bool pmm_check(const pmm_t *pmm);

#endif
