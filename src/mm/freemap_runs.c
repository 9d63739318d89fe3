/* Finding runs: from one wholly free word or group to the next, then backwards through the candidate. */
#include "freemap.h"

/* Remember that no word from `w` on is wholly free, and no group from `g` on. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: w <= map->span && g <= map->span / FREEMAP_GROUP;
  @ requires none:  \forall integer v; w <= v < map->span ==> FreemapBusy(map, v);
  @ requires none:  \forall integer h; g <= h < map->span / FREEMAP_GROUP ==> FreemapGroupBusy(map, h);
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid:     FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @*/
static void learn_busy(freemap_t *map, uint32_t w, uint32_t g) {
    map->blocks = w;
    map->groups = g;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
    //@ assert valid: FreemapUntouched{Pre, Here}(map);
    //@ assert valid: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapGroups(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapGroupsToldSame{Pre, Here}(map);
    //@ assert valid: FreemapLearntGroups(map);
    //@ assert valid: FreemapAgree(map);
    //@ assert valid: FreemapTail(map);
}

/* The lowest multiple of `align` that is at least `i`. */
/*@ requires bound: i <= 2 * FREEMAP_LIMIT && 0 < align <= FREEMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: i <= \result < i + align;
  @ ensures take:  FreemapMultiple(align, \result);
  @ ensures none:  \forall integer t; i <= t && FreemapMultiple(align, t) ==> \result <= t;
  @*/
static uint32_t align_up(uint32_t i, uint32_t align) {
    uint32_t m = (i + (align - 1)) / align;
    //@ assert bound: (m - 1) * align < i <= m * align < i + align;
    //@ assert take: FreemapTimes(m, align, m * align);
    //@ assert none: \forall integer n; n <= m - 1 ==> n * align <= (m - 1) * align;
    //@ assert none: \forall integer n, t; FreemapTimes(n, align, t) && n <= m - 1 ==> t <= (m - 1) * align;
    //@ assert none: \forall integer n; m <= n ==> m * align <= n * align;
    //@ assert none: \forall integer n, t; FreemapTimes(n, align, t) && m <= n ==> m * align <= t;
    return m * align;
}

/* The last taken unit of first .. end-1, or `end` when all are free. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map);
  @ requires bound: first < end <= map->nbits;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result != end ==> first <= \result < end && FreemapTaken(map, \result);
  @ ensures none: \result == end ==> FreemapFreeIn(map, first, end);
  @*/
static uint32_t last_taken(const freemap_t *map, uint32_t first, uint32_t end) {
    uint32_t w = (end - 1) / WORD_BITS + 1;
    /*@ loop invariant bound: first / WORD_BITS <= w <= (end - 1) / WORD_BITS + 1;
      @ loop invariant none:  \forall integer i; first <= i < end && w <= i / WORD_BITS ==> !FreemapTaken(map, i);
      @ loop assigns w;
      @ loop variant w;
      @*/
    while (w > first / WORD_BITS) {
        w--;
        if (bits_empty(map->words[w])) continue;
        word_t taken = bits_and(map->words[w], freemap_part(w, first, end));
        if (!bits_empty(taken)) return w * WORD_BITS + bits_highest_set(taken);
        /*@ assert none: \forall integer k; 0 <= k < WORD_BITS && first <= w * WORD_BITS + k < end ==>
          @   !BitSet(map->words[w], k); */
    }
    return end;
}

/* The first of the units i, i+1 .. that a wholly free word starts with; at least `nbits` when there is none. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: i < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @ ensures bound: i <= \result <= 2 * FREEMAP_LIMIT;
  @ ensures none:  \forall integer w; i <= w * WORD_BITS < \result ==> !FreemapBlockFree(map, w);
  @*/
static uint32_t next_block(freemap_t *map, uint32_t i) {
    /*@ assert take: \forall integer v, k; 0 <= v && 0 <= k < WORD_BITS ==>
      @   (FreemapTaken(map, v * WORD_BITS + k) <==> BitSet(map->words[v], k)); */
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> v < FreemapWords(map->nbits);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> WordEmpty(map->words[v]);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> !FreemapBusy(map, v);
    uint32_t w = (i + WORD_BITS - 1) / WORD_BITS;
    //@ assert none: w >= map->blocks ==> \forall integer v; w <= v ==> !FreemapBlockFree(map, v);
    if (w >= map->blocks) return map->span * WORD_BITS;
    uint32_t at = bitmap_find(&map->summary, map->span + w);
    //@ assert none: \forall integer v; w <= v < map->span && map->span + v < at ==> FreemapBusy(map, v);
    //@ assert none: \forall integer v; w <= v && map->span + v < at ==> !FreemapBlockFree(map, v);
    if (at < 2 * map->span) return (at - map->span) * WORD_BITS;
    //@ assert none: \forall integer v; w <= v ==> !FreemapBlockFree(map, v);
    learn_busy(map, w, map->groups);
    //@ assert none: \forall integer v; FreemapBlockFree(map, v) ==> FreemapBlockFree{Pre}(map, v);
    //@ assert none: \forall integer v; w <= v ==> !FreemapBlockFree(map, v);
    return map->span * WORD_BITS;
}

/* The first of the units i, i+1 .. that a wholly free group starts with; at least `nbits` when there is none. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: i < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @ ensures bound: i <= \result <= 2 * FREEMAP_LIMIT;
  @ ensures none:  \forall integer g; i <= g * FREEMAP_GROUP * WORD_BITS < \result ==> !FreemapGroupFree(map, g);
  @*/
static uint32_t next_group(freemap_t *map, uint32_t i) {
    uint32_t units = FREEMAP_GROUP * WORD_BITS;
    /*@ assert take: \forall integer v, k; 0 <= v && 0 <= k < WORD_BITS ==>
      @   (FreemapTaken(map, v * WORD_BITS + k) <==> BitSet(map->words[v], k)); */
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> v < FreemapWords(map->nbits);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> WordEmpty(map->words[v]);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> !FreemapBusy(map, v);
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> FreemapBlockFree(map, FREEMAP_GROUP * h);
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> 0 <= h < map->span / FREEMAP_GROUP;
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> FreemapGroupIdle(map, h);
    uint32_t g = (i + units - 1) / units;
    //@ assert none: g >= map->groups ==> \forall integer h; g <= h ==> !FreemapGroupFree(map, h);
    if (g >= map->groups) return map->span * WORD_BITS;
    uint32_t at = bitmap_find(&map->summary, 2 * map->span + g);
    //@ assert none: \forall integer h; g <= h < map->span / FREEMAP_GROUP && 2 * map->span + h < at ==> FreemapGroupBusy(map, h);
    //@ assert none: \forall integer h; g <= h && 2 * map->span + h < at ==> !FreemapGroupFree(map, h);
    if (at < map->summary.nbits) return (at - 2 * map->span) * units;
    //@ assert none: \forall integer h; g <= h ==> !FreemapGroupFree(map, h);
    learn_busy(map, map->blocks, g);
    //@ assert none: \forall integer v; FreemapBlockFree(map, v) ==> FreemapBlockFree{Pre}(map, v);
    //@ assert none: \forall integer h; FreemapGroupFree(map, h) ==> FreemapGroupFree{Pre}(map, h);
    //@ assert none: \forall integer h; g <= h ==> !FreemapGroupFree(map, h);
    return map->span * WORD_BITS;
}

/* Is a run of this size and alignment sure to contain a whole group? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result ==> FreemapHolds(count, align, FREEMAP_GROUP * WORD_BITS);
  @*/
static inline bool holds_group(uint32_t count, uint32_t align) {
    uint32_t units = FREEMAP_GROUP * WORD_BITS;
    //@ assert take: align % units == 0 ==> FreemapTimes(align / units, FREEMAP_GROUP * WORD_BITS, align);
    return count >= 2 * units - 1 || (count >= units && align % units == 0);
}

/* Is a run of this size and alignment sure to contain a whole word? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result ==> FreemapHolds(count, align, WORD_BITS);
  @*/
static inline bool holds_block(uint32_t count, uint32_t align) {
    //@ assert take: align % WORD_BITS == 0 ==> FreemapTimes(align / WORD_BITS, WORD_BITS, align);
    return count >= 2 * WORD_BITS - 1 || (count >= WORD_BITS && align % WORD_BITS == 0);
}

/* Where the next run may start that is sure to contain a wholly free group. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: s < map->nbits && 0 < align <= FREEMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @ ensures bound: s <= \result && FreemapMultiple(align, \result);
  @ ensures none:  \forall integer t, n; s <= t < \result && FreemapHolds(n, align, FREEMAP_GROUP * WORD_BITS) ==>
  @                  !FreemapStarts(map, t, n, align);
  @*/
static uint32_t skip_groups(freemap_t *map, uint32_t s, uint32_t align) {
    uint32_t units = FREEMAP_GROUP * WORD_BITS;
    uint32_t group = next_group(map, s);
    uint32_t start = group - s < units ? s : group - (units - 1);
    //@ assert take: \forall integer t; FreemapMultiple(FREEMAP_GROUP * WORD_BITS, t) ==> t % units == 0;
    /*@ assert take: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) ==>
      @   (t + units - 1) / units * units + units <= t + n; */
    /*@ assert take: \forall integer t, n, w; FreemapStarts(map, t, n, align) && t <= w * WORD_BITS &&
      @   w * WORD_BITS + WORD_BITS <= t + n ==> FreemapBlockFree(map, w); */
    /*@ assert take: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) ==>
      @   FreemapGroupFree(map, (t + units - 1) / units); */
    /*@ assert none: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) && s <= t ==>
      @   group <= (t + units - 1) / units * units; */
    /*@ assert none: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) && s <= t ==>
      @   start <= t; */
    return align_up(start, align);
}

/* Where the next run may start that is sure to contain a wholly free word. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: s < map->nbits && 0 < align <= FREEMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @ ensures bound: s <= \result && FreemapMultiple(align, \result);
  @ ensures none:  \forall integer t, n; s <= t < \result && FreemapHolds(n, align, WORD_BITS) ==>
  @                  !FreemapStarts(map, t, n, align);
  @*/
static uint32_t skip_blocks(freemap_t *map, uint32_t s, uint32_t align) {
    uint32_t block = next_block(map, s);
    uint32_t start = block - s < WORD_BITS ? s : block - (WORD_BITS - 1);
    //@ assert take: \forall integer t; FreemapMultiple(WORD_BITS, t) ==> t % WORD_BITS == 0;
    /*@ assert take: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) ==>
      @   (t + WORD_BITS - 1) / WORD_BITS * WORD_BITS + WORD_BITS <= t + n; */
    /*@ assert take: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) ==>
      @   FreemapBlockFree(map, (t + WORD_BITS - 1) / WORD_BITS); */
    /*@ assert none: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) && s <= t ==>
      @   block <= (t + WORD_BITS - 1) / WORD_BITS * WORD_BITS; */
    /*@ assert none: \forall integer t, n; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) && s <= t ==>
      @   start <= t; */
    return align_up(start, align);
}

/* Where the next run may start, as its first unit must be free. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: s < map->nbits && 0 < align <= FREEMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: s <= \result && FreemapMultiple(align, \result);
  @ ensures none:  \forall integer t, n; s <= t < \result && 0 < n ==> !FreemapStarts(map, t, n, align);
  @*/
static uint32_t skip_taken(const freemap_t *map, uint32_t s, uint32_t align) {
    uint32_t start = freemap_find(map, s);
    //@ assert take: \forall integer t, n; FreemapStarts(map, t, n, align) && 0 < n ==> !FreemapTaken(map, t);
    //@ assert none: \forall integer t, n; FreemapStarts(map, t, n, align) && 0 < n && s <= t ==> start <= t;
    return align_up(start, align);
}

/* Is it known that no run which is sure to contain a wholly free group starts at or after `from`? */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none: \result ==> \forall integer t, n, align; from <= t && FreemapHolds(n, align, FREEMAP_GROUP * WORD_BITS) ==>
  @                 !FreemapStarts(map, t, n, align);
  @*/
static inline bool no_group(const freemap_t *map, uint32_t from) {
    uint32_t units = FREEMAP_GROUP * WORD_BITS;
    /*@ assert take: \forall integer v, k; 0 <= v && 0 <= k < WORD_BITS ==>
      @   (FreemapTaken(map, v * WORD_BITS + k) <==> BitSet(map->words[v], k)); */
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> v < FreemapWords(map->nbits);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> WordEmpty(map->words[v]);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> !FreemapBusy(map, v);
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> FreemapBlockFree(map, FREEMAP_GROUP * h);
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> 0 <= h < map->span / FREEMAP_GROUP;
    //@ assert take: \forall integer h; FreemapGroupFree(map, h) ==> FreemapGroupIdle(map, h);
    //@ assert none: \forall integer h; FreemapGroupFree(map, h) ==> h < map->groups;
    //@ assert take: \forall integer t; FreemapMultiple(FREEMAP_GROUP * WORD_BITS, t) ==> t % units == 0;
    /*@ assert take: \forall integer t, n, align; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) ==>
      @   (t + units - 1) / units * units + units <= t + n; */
    /*@ assert take: \forall integer t, n, align, w; FreemapStarts(map, t, n, align) && t <= w * WORD_BITS &&
      @   w * WORD_BITS + WORD_BITS <= t + n ==> FreemapBlockFree(map, w); */
    /*@ assert take: \forall integer t, n, align; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, units) ==>
      @   FreemapGroupFree(map, (t + units - 1) / units); */
    return from >= map->groups * units;
}

/* Is it known that no run which is sure to contain a wholly free word starts at or after `from`? */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none: \result ==> \forall integer t, n, align; from <= t && FreemapHolds(n, align, WORD_BITS) ==>
  @                 !FreemapStarts(map, t, n, align);
  @*/
static inline bool no_block(const freemap_t *map, uint32_t from) {
    /*@ assert take: \forall integer v, k; 0 <= v && 0 <= k < WORD_BITS ==>
      @   (FreemapTaken(map, v * WORD_BITS + k) <==> BitSet(map->words[v], k)); */
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> v < FreemapWords(map->nbits);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> WordEmpty(map->words[v]);
    //@ assert take: \forall integer v; FreemapBlockFree(map, v) ==> !FreemapBusy(map, v);
    //@ assert none: \forall integer v; FreemapBlockFree(map, v) ==> v < map->blocks;
    //@ assert take: \forall integer t; FreemapMultiple(WORD_BITS, t) ==> t % WORD_BITS == 0;
    /*@ assert take: \forall integer t, n, align; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) ==>
      @   (t + WORD_BITS - 1) / WORD_BITS * WORD_BITS + WORD_BITS <= t + n; */
    /*@ assert take: \forall integer t, n, align; FreemapStarts(map, t, n, align) && FreemapHolds(n, align, WORD_BITS) ==>
      @   FreemapBlockFree(map, (t + WORD_BITS - 1) / WORD_BITS); */
    return from >= map->blocks * WORD_BITS;
}

bool freemap_refuses(const freemap_t *map, uint32_t count, uint32_t align, uint32_t from) {
    if (holds_group(count, align)) return no_group(map, from);
    return holds_block(count, align) && no_block(map, from);
}

uint32_t freemap_find_run(freemap_t *map, uint32_t count, uint32_t align, uint32_t from, uint32_t end) {
    bool groups = holds_group(count, align), blocks = holds_block(count, align);
    uint32_t s = from;
    /*@ loop invariant bound: from <= s;
      @ loop invariant valid: FreemapValid(map) && FreemapClosed(map);
      @ loop invariant unchanged: FreemapUntouched{Pre, Here}(map);
      @ loop invariant none: FreemapNoRun(map, count, align, from, end, s);
      @ loop assigns s, map->blocks, map->groups;
      @ loop variant end - s;
      @*/
    while (s < end) {
        if (groups)
            s = skip_groups(map, s, align);
        else if (blocks)
            s = skip_blocks(map, s, align);
        else
            s = skip_taken(map, s, align);
        //@ assert none: FreemapNoRun(map, count, align, from, end, s);
        if (s >= end || count > end - s) return map->nbits;
        uint32_t last = last_taken(map, s, s + count);
        if (last == s + count) return s;
        //@ assert take: \forall integer t; s <= t <= last ==> !FreemapRun(map, t, count, align, from, end);
        s = last + 1;
    }
    return map->nbits;
}
