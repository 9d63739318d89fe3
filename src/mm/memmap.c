#include "memmap.h"

void memmap_init(memmap_t *map) { map->count = 0; }

/* Does a range end beyond the 64-bit address space? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> BytesWrap(base, length);
  @*/
static bool bytes_wrap(uint64_t base, uint64_t length) { return length > UINT64_MAX - base; }

/* The frame that holds byte `address`, or FRAME_LIMIT when it lies beyond. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == (address / FRAME_SIZE < FRAME_LIMIT ? address / FRAME_SIZE : FRAME_LIMIT);
  @*/
static frame_t frame_down(uint64_t address) {
    uint64_t frame = address / FRAME_SIZE;
    return frame < FRAME_LIMIT ? (frame_t)frame : FRAME_LIMIT;
}

/* The first frame that begins at or after byte `address`, or FRAME_LIMIT when it lies beyond. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= FRAME_LIMIT;
  @ ensures take:  \forall integer f; 0 <= f < FRAME_LIMIT ==> (\result <= f <==> address <= f * FRAME_SIZE);
  @*/
static frame_t frame_up(uint64_t address) {
    frame_t frame = frame_down(address);
    return frame < FRAME_LIMIT && address % FRAME_SIZE != 0 ? frame + 1 : frame;
}

/* Append a range to a map that has room. */
/*@ requires valid: MemmapValid(map);
  @ requires bound: map->count < MEMMAP_CAPACITY;
  @ requires bound: first < end <= FRAME_LIMIT && (kind == MEM_USABLE || kind == MEM_RESERVED);
  @ terminates \true; exits \false;
  @ assigns map->count, map->range[map->count];
  @ ensures valid: MemmapValid(map);
  @ ensures take:  \forall integer f, k; MemCoveredBy(map, map->count, k, f) <==>
  @                  MemCoveredBy{Old}(map, \old(map->count), k, f) || (k == kind && first <= f < end);
  @*/
static void append(memmap_t *map, frame_t first, frame_t end, uint32_t kind) {
    mem_range_t *range = &map->range[map->count];
    range->first = first;
    range->end = end;
    range->kind = kind;
    map->count++;
}

mm_status_t memmap_add_usable(memmap_t *map, uint64_t base, uint64_t length) {
    if (bytes_wrap(base, length)) return MM_EINVAL;
    frame_t first = frame_up(base), end = frame_down(base + length);
    if (first >= end) return MM_OK;
    if (map->count == MEMMAP_CAPACITY) return MM_ENOSPC;
    append(map, first, end, MEM_USABLE);
    return MM_OK;
}

/* Take frames first .. end-1 out of range `i` if it is usable: keep the larger part, or, when nothing is left, make
   it a reservation.

       usable      |-----------------|          |--------|            |------|
       cut              |###|                |#######|              |##########|
       left                 |--------|               |---|            reserved       */
/*@ requires valid: MemmapValid(map);
  @ requires bound: i < map->count && first < end <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns map->range[i];
  @ ensures valid: MemmapValid(map);
  @ ensures bound: \old(map->range[i].kind) == MEM_RESERVED ==>
  @                  map->range[i] == \old(map->range[i]);
  @ ensures take:  map->range[i].kind == MEM_USABLE ==> \old(map->range[i].kind) == MEM_USABLE &&
  @                  \forall integer f; RangeCovers(map, i, f) ==> RangeCovers{Old}(map, i, f) && !(first <= f < end);
  @*/
static void cut(memmap_t *map, uint32_t i, frame_t first, frame_t end) {
    mem_range_t *range = &map->range[i];
    if (range->kind != MEM_USABLE || range->end <= first || end <= range->first) return;
    uint32_t before = first > range->first ? first - range->first : 0;
    uint32_t after = range->end > end ? range->end - end : 0;
    if (before == 0 && after == 0)
        range->kind = MEM_RESERVED;
    else if (before >= after)
        range->end = first;
    else
        range->first = end;
}

/* Take frames first .. end-1 out of every usable range: how a full map keeps a reservation. */
/*@ requires valid: MemmapValid(map);
  @ requires bound: first < end <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns map->range[0 .. MEMMAP_CAPACITY - 1];
  @ ensures valid: MemmapValid(map);
  @ ensures sep:   \forall integer f; MemUsableSaid(map, f) ==> MemUsableSaid{Old}(map, f) && !(first <= f < end);
  @ ensures sep:   \forall integer f; MemReserved{Old}(map, f) ==> MemReserved(map, f);
  @*/
static void cut_all(memmap_t *map, frame_t first, frame_t end) {
    /*@ loop invariant bound: 0 <= i <= map->count && map->count == \at(map->count, Pre);
      @ loop invariant valid: MemmapValid(map);
      @ loop invariant sep:   \forall integer j, f; 0 <= j < i && map->range[j].kind == MEM_USABLE &&
      @                         RangeCovers(map, j, f) ==> \at(map->range[\at(j, Here)].kind, Pre) == MEM_USABLE &&
      @                         RangeCovers{Pre}(map, j, f) && !(first <= f < end);
      @ loop invariant sep:   \forall integer j; 0 <= j < map->count &&
      @                         (i <= j || \at(map->range[\at(j, Here)].kind, Pre) == MEM_RESERVED) ==>
      @                         map->range[j] == \at(map->range[\at(j, Here)], Pre);
      @ loop assigns i, map->range[0 .. MEMMAP_CAPACITY - 1];
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) cut(map, i, first, end);
}

mm_status_t memmap_add_reserved(memmap_t *map, uint64_t base, uint64_t length) {
    frame_t first = frame_down(base);
    frame_t end = bytes_wrap(base, length) ? FRAME_LIMIT : frame_up(base + length);
    if (length == 0 || first >= end) return MM_OK;
    if (map->count < MEMMAP_CAPACITY) {
        append(map, first, end, MEM_RESERVED);
        return MM_OK;
    }
    cut_all(map, first, end);
    return MM_ENOSPC;
}

/* Does a range of this kind cover `frame`? */
/*@ requires valid: MemmapReadable(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> MemCoveredBy(map, map->count, kind, frame);
  @*/
static bool covered(const memmap_t *map, uint32_t kind, frame_t frame) {
    /*@ loop invariant bound: 0 <= i <= map->count;
      @ loop invariant none:  !MemCoveredBy(map, i, kind, frame);
      @ loop assigns i;
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) {
        const mem_range_t *range = &map->range[i];
        if (range->kind == kind && range->first <= frame && frame < range->end) return true;
    }
    return false;
}

mem_kind_t memmap_kind(const memmap_t *map, frame_t frame) {
    if (covered(map, MEM_RESERVED, frame)) return MEM_RESERVED;
    return covered(map, MEM_USABLE, frame) ? MEM_USABLE : MEM_DEVICE;
}

frame_t memmap_limit(const memmap_t *map) {
    frame_t limit = 0;
    /*@ loop invariant bound: 0 <= i <= map->count && limit <= FRAME_LIMIT;
      @ loop invariant none:  \forall integer j; 0 <= j < i && map->range[j].kind == MEM_USABLE ==>
      @                         map->range[j].end <= limit;
      @ loop invariant take:  0 < limit ==> MemCoveredBy(map, i, MEM_USABLE, limit - 1);
      @ loop assigns i, limit;
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) {
        const mem_range_t *range = &map->range[i];
        if (range->kind == MEM_USABLE && range->end > limit) limit = range->end;
    }
    return limit;
}

/* End of a reserved range that meets frames first .. first+count-1, or 0 when none does. */
/*@ requires valid: MemmapReadable(map);
  @ requires bound: 0 < count && first + count <= FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result != 0 ==> \exists integer i; 0 <= i < map->count &&
  @                 MemRunHit(map, i, first, count) && \result == map->range[i].end;
  @ ensures none: \result == 0 ==> \forall integer i; 0 <= i < map->count ==> !MemRunHit(map, i, first, count);
  @*/
static frame_t reserved_end(const memmap_t *map, frame_t first, uint32_t count) {
    /*@ loop invariant bound: 0 <= i <= map->count;
      @ loop invariant none:  \forall integer j; 0 <= j < i ==> !MemRunHit(map, j, first, count);
      @ loop assigns i;
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) {
        const mem_range_t *range = &map->range[i];
        if (range->kind == MEM_RESERVED && range->first < first + count && first < range->end)
            return range->end;
    }
    return 0;
}

/* The lowest frame, at or after `first`, from which `count` frames fit inside one usable range; FRAME_LIMIT when
   there is none. */
/*@ requires valid: MemmapReadable(map);
  @ requires bound: 0 < count <= FRAME_LIMIT && first < FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: first <= \result <= FRAME_LIMIT;
  @ ensures take:  \result < FRAME_LIMIT ==>
  @                  \exists integer i; 0 <= i < map->count && MemRunInRange(map, i, \result, count);
  @ ensures none:  \forall integer f, i; first <= f < \result && 0 <= i < map->count ==>
  @                  !MemRunInRange(map, i, f, count);
  @*/
static frame_t usable_from(const memmap_t *map, frame_t first, uint32_t count) {
    frame_t best = FRAME_LIMIT;
    /*@ loop invariant bound: 0 <= i <= map->count && first <= best <= FRAME_LIMIT;
      @ loop invariant take:  best < FRAME_LIMIT ==> \exists integer j; 0 <= j < i && MemRunInRange(map, j, best, count);
      @ loop invariant none:  \forall integer f, j; first <= f < best && 0 <= j < i ==>
      @                         !MemRunInRange(map, j, f, count);
      @ loop assigns i, best;
      @ loop variant map->count - i;
      @*/
    for (uint32_t i = 0; i < map->count; i++) {
        const mem_range_t *range = &map->range[i];
        frame_t start = range->first > first ? range->first : first;
        if (range->kind == MEM_USABLE && start < best && count <= range->end && start <= range->end - count) {
            //@ assert take: MemRunInRange(map, i, start, count);
            best = start;
        }
    }
    return best;
}

frame_t memmap_find(const memmap_t *map, uint32_t count, frame_t below) {
    if (count == 0 || count > FRAME_LIMIT) return FRAME_NONE;
    frame_t limit = below < FRAME_LIMIT ? below : FRAME_LIMIT;
    frame_t frame = 1;
    /*@ loop invariant bound: 0 < frame <= FRAME_LIMIT;
      @ loop invariant none:  \forall integer f; 0 < f < frame ==> !MemRun(map, f, count);
      @ loop assigns frame;
      @ loop variant FRAME_LIMIT - frame;
      @*/
    while (count <= limit && frame <= limit - count) {
        frame_t start = usable_from(map, frame, count);
        if (start > limit - count) break;
        frame_t end = reserved_end(map, start, count);
        if (end == 0) return start;
        //@ assert none: \forall integer f; frame <= f < start ==> !MemRun(map, f, count);
        //@ assert none: \forall integer f; start <= f < end ==> !MemRun(map, f, count);
        frame = end;
    }
    return FRAME_NONE;
}
