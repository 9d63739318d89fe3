/* The boot memory map, made sane.

   Firmware reports byte ranges that may be unsorted, overlapping, empty, wrapping, or end in the middle of a frame.
   The map takes them one by one, in any order, as ranges of frames; nothing is sorted or merged, because the kind of
   a frame is defined by all ranges together (specs/memmap.acsl). Rules: reserved wins over usable, whatever the
   order; a frame that is only partly usable is not usable, one that is partly reserved is reserved; a frame that no
   range names is a device's.

   The table has a fixed size. When it is full, more usable memory is refused, and a reservation is cut out of the
   usable ranges instead of being written down (of each, the larger part is kept): the map may lose memory, never
   gain it. */
#ifndef MM_MEMMAP_H
#define MM_MEMMAP_H

#include "status.h"
#include "types.h"

/* Ranges that a map can hold. BIOSes report 5 to 40. */
#define MEMMAP_CAPACITY 128u

typedef enum {
    MEM_DEVICE = 0,  /* named by no range: not RAM */
    MEM_USABLE = 1,  /* RAM that nobody reserved */
    MEM_RESERVED = 2 /* firmware's, the kernel's, or boot data */
} mem_kind_t;

/* Frames first .. end-1; `kind` is MEM_USABLE or MEM_RESERVED. */
typedef struct {
    frame_t first;
    frame_t end;
    uint32_t kind;
} mem_range_t;

typedef struct {
    uint32_t count; /* ranges in use */
    mem_range_t range[MEMMAP_CAPACITY];
} memmap_t;

#include "../../specs/memmap.acsl"

/* Make `map` empty: every frame is a device's. */
/*@ requires valid: \valid(map);
  @ terminates \true; exits \false;
  @ assigns map->count;
  @ ensures valid: MemmapValid(map);
  @ ensures none:  \forall integer f; MemKind(map, f, MEM_DEVICE);
  @*/
void memmap_init(memmap_t *map);

/* Add usable memory: `length` bytes from physical address `base`. Frames beyond FRAME_LIMIT are dropped.
   MM_EINVAL: the range ends beyond 2^64 and is not believed. MM_ENOSPC: the map is full. Then nothing changed. */
/*@ requires valid: MemmapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->count, map->range[0 .. MEMMAP_CAPACITY - 1];
  @ ensures valid:     MemmapValid(map);
  @ ensures bound:     \result == MM_OK || \result == MM_EINVAL || \result == MM_ENOSPC;
  @ ensures bound:     \result == MM_EINVAL <==> BytesWrap(base, length);
  @ ensures bound:     \result == MM_ENOSPC ==> \old(map->count) == MEMMAP_CAPACITY;
  @ ensures take:      \result == MM_OK ==> MemmapAddUsable{Old, Here}(map, base, length);
  @ ensures unchanged: \result != MM_OK ==> MemmapSame{Old, Here}(map);
  @*/
mm_status_t memmap_add_usable(memmap_t *map, uint64_t base, uint64_t length);

/* Reserve every frame that the `length` bytes from physical address `base` touch. A range that wraps reserves up to
   FRAME_LIMIT. MM_ENOSPC: the map was full, so the frames were cut out of the usable ranges, and a little more may be
   lost with them; none of the frames is usable, all the same. */
/*@ requires valid: MemmapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->count, map->range[0 .. MEMMAP_CAPACITY - 1];
  @ ensures valid: MemmapValid(map);
  @ ensures bound: \result == MM_OK || \result == MM_ENOSPC;
  @ ensures bound: \result == MM_ENOSPC ==> \old(map->count) == MEMMAP_CAPACITY;
  @ ensures take:  \result == MM_OK ==> MemmapAddReserved{Old, Here}(map, base, length);
  @ ensures sep:   MemmapNoneGained{Old, Here}(map, base, length);
  @*/
mm_status_t memmap_add_reserved(memmap_t *map, uint64_t base, uint64_t length);

/* What the map says of `frame`. */
/*@ requires valid: MemmapReadable(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: MemKind(map, frame, \result);
  @*/
mem_kind_t memmap_kind(const memmap_t *map, frame_t frame);

/* One past the highest frame that was ever called usable, or 0 when none was: how many frames there are to manage. */
/*@ requires valid: MemmapReadable(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= FRAME_LIMIT;
  @ ensures none:  \forall integer f; \result <= f ==> !MemUsableSaid(map, f);
  @ ensures take:  0 < \result ==> MemUsableSaid(map, \result - 1);
  @*/
frame_t memmap_limit(const memmap_t *map);

/* First frame (not 0) of the lowest run of `count` usable frames that ends at or before frame `below`; FRAME_NONE when
   there is none or `count` is 0. Finds the room for the memory manager's own tables before anything can allocate. */
/*@ requires valid: MemmapReadable(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result != FRAME_NONE ==> 0 < count && \result + count <= below && MemRun(map, \result, count);
  @ ensures none: \result != FRAME_NONE ==>
  @                 \forall integer f; 0 < f < \result ==> !MemRun(map, f, count);
  @ ensures none: \result == FRAME_NONE && 0 < count ==>
  @                 \forall integer f; 0 < f && f + count <= below ==> !MemRun(map, f, count);
  @*/
frame_t memmap_find(const memmap_t *map, uint32_t count, frame_t below);

#endif
