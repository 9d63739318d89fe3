/* Which of many units are free, at a cost that does not grow with their number. Bit = 1 means taken.

   Single units come from the open word: freemap_pick takes its lowest free bit and touches nothing else, and a unit
   that goes back to it costs one bit too. When the open word is empty of free units the caller closes it (the summary
   learns what became of it), finds a free unit anywhere and opens that word.

   A unit is a number, 0 .. nbits-1. The words belong to the caller; the map never allocates. */
#ifndef MM_FREEMAP_H
#define MM_FREEMAP_H

#include "bitmap.h"

/* Most units that a map may have: 2^28, far fewer than its bitmap of full words can tell apart. */
#define FREEMAP_LIMIT 0x10000000u

/* Words of memory that a map of `nbits` units needs: the units, a sentinel, the summaries. */
#define FREEMAP_WORDS(nbits) (BITMAP_WORDS(nbits) + 1u)
#define FREEMAP_SIZE(nbits)  (FREEMAP_WORDS(nbits) + BITMAP_SIZE(BITMAP_WORDS(nbits)))

typedef struct {
    uint32_t nbits; /* units */
    uint32_t open;  /* the word that units come from; the one after the last when none is open */
    word_t *words;
    bitmap_t full; /* which words are full, or open */
} freemap_t;

#include "../../specs/freemap.acsl"

/* Make `map` a map of `nbits` units over FREEMAP_SIZE(nbits) words: every unit taken, no word open. */
/*@ requires bound: 0 < nbits <= FREEMAP_LIMIT;
  @ requires valid: \valid(map) && \valid(words + (0 .. FreemapSize(nbits) - 1));
  @ requires sep:   \separated(map, words + (0 .. FreemapSize(nbits) - 1));
  @ terminates \true; exits \false;
  @ assigns *map, words[0 .. FreemapSize(nbits) - 1];
  @ ensures valid:  FreemapValid(map) && FreemapClosed(map);
  @ ensures take:   map->nbits == nbits && FreemapNoneIn(map, 0, nbits);
  @ ensures valid:  FreemapPlace(map, words);
  @*/
void freemap_init(freemap_t *map, word_t *words, uint32_t nbits);

/* Is `unit` taken? */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapTaken(map, unit);
  @*/
static inline bool freemap_test(const freemap_t *map, uint32_t unit) {
    return bits_test(map->words[unit / WORD_BITS], unit % WORD_BITS);
}

/* Take the lowest free unit of the open word. `nbits` when it has none; then nothing changed. */
/*@ requires valid: FreemapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->words[map->open];
  @ ensures valid: FreemapValid(map);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map);
  @ behavior none:
  @   assumes WordFull(map->words[map->open]);
  @   ensures none: \result == map->nbits && FreemapSame{Old, Here}(map);
  @ behavior take:
  @   assumes !WordFull(map->words[map->open]);
  @   ensures bound:     \result < map->nbits && \result / WORD_BITS == map->open;
  @   ensures take:      !\old(FreemapTaken(map, \at(\result, Here))) && FreemapTaken(map, \result);
  @   ensures unchanged: FreemapSameBut{Old, Here}(map, \result);
  @ complete behaviors; disjoint behaviors;
  @*/
static inline uint32_t freemap_pick(freemap_t *map) {
    uint32_t k = bits_lowest_clear(map->words[map->open]);
    if (k == WORD_BITS) return map->nbits;
    uint32_t unit = map->open * WORD_BITS + k;
    //@ assert bound: unit < map->nbits && !FreemapTaken(map, unit);
    map->words[map->open] = bits_set(map->words[map->open], k);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->full), Here);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: FreemapAgree(map);
    return unit;
}

/* Close the open word, if one is: the summaries tell everything again. */
/*@ requires valid: FreemapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->open, map->full.level[0][0 .. BitmapSize(map->full.nbits) - 1];
  @ ensures valid:     FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapSame{Old, Here}(map) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_close(freemap_t *map);

/* Open the word of `unit`. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->open, map->full.level[0][0 .. BitmapSize(map->full.nbits) - 1];
  @ ensures valid:     FreemapValid(map) && map->open == unit / WORD_BITS;
  @ ensures unchanged: FreemapSame{Old, Here}(map) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_open(freemap_t *map, uint32_t unit);

/* The first free unit at or after `from`, or `nbits` when there is none. No word may be open. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= map->nbits;
  @ ensures give:  \result < map->nbits ==> from <= \result && !FreemapTaken(map, \result);
  @ ensures none:  FreemapNoneIn(map, from, \result);
  @*/
uint32_t freemap_find(const freemap_t *map, uint32_t from);

/* Take a free unit: of the open word if it has one, else the first there is, whose word is open then. `nbits` when no
   unit is free; then no unit changed. */
/*@ requires valid: FreemapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->words[0 .. FreemapWords(map->nbits)], map->open,
  @         map->full.level[0][0 .. BitmapSize(map->full.nbits) - 1];
  @ ensures valid: FreemapValid(map);
  @ ensures none:  \result == map->nbits ==> FreemapNoneIn{Old}(map, 0, \old(map->nbits)) && FreemapSame{Old, Here}(map);
  @ ensures bound: \result <= map->nbits;
  @ ensures take:  \result < map->nbits ==>
  @                  !\old(FreemapTaken(map, \at(\result, Here))) && FreemapTaken(map, \result) &&
  @                  FreemapSameBut{Old, Here}(map, \result);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map);
  @*/
uint32_t freemap_alloc(freemap_t *map);

/* Take `unit`, whether it was free or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[unit / WORD_BITS], map->full.level[0][0 .. BitmapSize(map->full.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures take:      FreemapTaken(map, unit);
  @ ensures unchanged: FreemapSameBut{Old, Here}(map, unit) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_take(freemap_t *map, uint32_t unit);

/* Give `unit` back, whether it was taken or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[unit / WORD_BITS], map->full.level[0][0 .. BitmapSize(map->full.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures give:      !FreemapTaken(map, unit);
  @ ensures unchanged: FreemapSameBut{Old, Here}(map, unit) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_give(freemap_t *map, uint32_t unit);

/* Does the invariant hold? The runtime twin of FreemapInv, for tests and self-tests: walks every unit. */
/*@ requires valid: FreemapMemory(map) && map->nbits <= FREEMAP_LIMIT && map->full.nbits <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapInv(map);
  @*/
bool freemap_check(const freemap_t *map);

#endif
