/* Which of many units are free, and where runs of them are, at a cost that does not grow with their number. Bit = 1
   means taken.

   Single units come from the open word: freemap_pick takes its lowest free bit and touches nothing else, and a unit
   that goes back to it costs one bit too. When the open word has no free unit left the caller closes it (the summaries
   learn what became of it), finds a free unit anywhere and opens that word.

   What a search finds out is remembered: up to where words are full, from where on no word and no group is wholly free. The
   next search begins there, or ends before it began; only a unit that makes it untrue takes it back.

   Runs are found with the help of two more summaries: which words are wholly free (a word is a block of 64 units), and
   which groups of eight words are. A long run must contain such a block or group, so everything else is skipped.

   A unit is a number, 0 .. nbits-1. The words belong to the caller; the map never allocates. */
#ifndef MM_FREEMAP_H
#define MM_FREEMAP_H

#include "bitmap.h"

/* Most units that a map may have: 2^28. Its summaries then have 8.5 of the 16 million bits that a bitmap may have. */
#define FREEMAP_LIMIT 0x10000000u

/* Words of a group: 512 units. */
#define FREEMAP_GROUP 8u

/* Words of memory that a map of `nbits` units needs: the units, a sentinel, the summaries. */
#define FREEMAP_WORDS(nbits) (BITMAP_WORDS(nbits) + 1u)
#define FREEMAP_SPAN(nbits)  (BITMAP_WORDS(BITMAP_WORDS(nbits)) * WORD_BITS)
#define FREEMAP_BITS(nbits)  (2u * FREEMAP_SPAN(nbits) + FREEMAP_SPAN(nbits) / FREEMAP_GROUP)
#define FREEMAP_SIZE(nbits)  (FREEMAP_WORDS(nbits) + BITMAP_SIZE(FREEMAP_BITS(nbits)))

typedef struct {
    uint32_t nbits;   /* units */
    uint32_t open;    /* the word that units come from; the one after the last when none is open */
    uint32_t span;    /* bits of a section of the summary: full words, then busy words, then busy groups */
    uint32_t from;    /* words from .. to-1 are full or open */
    uint32_t to;      /* where a search begins that would begin at `from` */
    uint32_t blocks;  /* no word from here on is wholly free, but perhaps the open one */
    uint32_t groups;  /* no group from here on is */
    word_t *words;    /* a bit for each unit */
    bitmap_t summary; /* what searches read */
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
    //@ assert valid: FreemapWordsSameBut{Pre, Here}(map, map->open);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
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
    return unit;
}

/* Give a unit of the open word back. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits && unit / WORD_BITS == map->open;
  @ terminates \true; exits \false;
  @ assigns map->words[map->open];
  @ ensures valid:     FreemapValid(map);
  @ ensures give:      !FreemapTaken(map, unit);
  @ ensures unchanged: FreemapSameBut{Old, Here}(map, unit) && FreemapSameShape{Old, Here}(map);
  @*/
static inline void freemap_unpick(freemap_t *map, uint32_t unit) {
    map->words[map->open] = bits_clear(map->words[map->open], unit % WORD_BITS);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSameBut{Pre, Here}(map, map->open);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
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

/* Close the open word, if one is: the summaries tell everything again. */
/*@ requires valid: FreemapValid(map);
  @ terminates \true; exits \false;
  @ assigns map->open, map->to, map->blocks, map->groups,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapSame{Old, Here}(map) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_close(freemap_t *map);

/* Open the word of `unit`. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->open, map->to,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map) && map->open == unit / WORD_BITS;
  @ ensures unchanged: FreemapSame{Old, Here}(map) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_open(freemap_t *map, uint32_t unit);

/* Open the word of `unit` in place of one that is used up, or of none, when both are full: no summary has to change. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ requires take:  WordFull(map->words[map->open]) && WordFull(map->words[unit / WORD_BITS]);
  @ terminates \true; exits \false;
  @ assigns map->open;
  @ ensures valid:     FreemapValid(map) && map->open == unit / WORD_BITS;
  @ ensures unchanged: FreemapSame{Old, Here}(map) && FreemapSameShape{Old, Here}(map);
  @*/
static inline void freemap_reopen(freemap_t *map, uint32_t unit) {
    map->open = unit / WORD_BITS;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
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

/* The first free unit of word `first` or a later one, or `nbits` when there is none. Remembers the words that it passed:
   asked again, it goes on where it was. No word may be open. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: first < FreemapWords(map->nbits);
  @ terminates \true; exits \false;
  @ assigns map->from, map->to;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures bound: \result <= map->nbits;
  @ ensures give:  \result < map->nbits ==> first * WORD_BITS <= \result && !FreemapTaken(map, \result);
  @ ensures none:  FreemapNoneIn(map, first * WORD_BITS, \result);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @*/
uint32_t freemap_lowest(freemap_t *map, uint32_t first);

/* The first free unit at or after `from`, or `nbits` when there is none. No word may be open. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= map->nbits;
  @ ensures give:  \result < map->nbits ==> from <= \result && !FreemapTaken(map, \result);
  @ ensures none:  FreemapNoneIn(map, from, \result);
  @*/
uint32_t freemap_find(const freemap_t *map, uint32_t from);

/* Is it known, without a look at a summary, that no run of this size and alignment starts at or after `from`? No word may
   be open. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none: \result ==> \forall integer s; from <= s ==> !FreemapStarts(map, s, count, align);
  @*/
bool freemap_refuses(const freemap_t *map, uint32_t count, uint32_t align, uint32_t from);

/* The lowest run of `count` free units within from .. end-1 whose first is a multiple of `align`; `nbits` when there is
   none. No word may be open. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: 0 < count <= map->nbits && 0 < align <= FREEMAP_LIMIT && end <= map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups;
  @ ensures valid: FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @ ensures take: \result < map->nbits ==> FreemapRun(map, \result, count, align, from, end);
  @ ensures none: FreemapNoRun(map, count, align, from, end, \result);
  @ ensures bound: \result <= map->nbits;
  @*/
uint32_t freemap_find_run(freemap_t *map, uint32_t count, uint32_t align, uint32_t from, uint32_t end);

/* Make the summary say what word `w` is, which is not open. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map) && FreemapAgreeBut(map, w);
  @ requires bound: w < FreemapWords(map->nbits) && w != map->open;
  @ terminates \true; exits \false;
  @ assigns map->to, map->blocks, map->groups, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures valid: FreemapAgree(map);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @*/
void freemap_tell(freemap_t *map, uint32_t w);

/* Make the summary say that word `w` is full and busy, as it is open now. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map) && FreemapAgreeBut(map, w);
  @ requires bound: w < FreemapWords(map->nbits) && w == map->open;
  @ requires take:  FreemapBusy(map, w) <==> !WordEmpty(map->words[w]);
  @ terminates \true; exits \false;
  @ assigns map->to, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures valid: FreemapAgree(map);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @*/
void freemap_tell_open(freemap_t *map, uint32_t w);

/* Is no word of group `g` busy? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map);
  @ requires bound: g < map->span / FREEMAP_GROUP;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures give: \result <==> FreemapGroupIdle(map, g);
  @*/
static inline bool freemap_group_idle(const freemap_t *map, uint32_t g) {
    uint32_t first = map->span + g * FREEMAP_GROUP, at = first % WORD_BITS;
    word_t word = map->summary.level[0][first / WORD_BITS];
    /*@ assert take: \forall integer w; FREEMAP_GROUP * g <= w < FREEMAP_GROUP * g + FREEMAP_GROUP ==>
      @   (FreemapBusy(map, w) <==> BitSet(word, at + w - FREEMAP_GROUP * g)); */
    /*@ assert take: \forall integer k; at <= k < at + FREEMAP_GROUP ==>
      @   (BitSet(word, k) <==> FreemapBusy(map, FREEMAP_GROUP * g + k - at)); */
    word_t busy = bits_and(word, bits_range(at, at + FREEMAP_GROUP));
    //@ assert give: \forall integer k; 0 <= k < WORD_BITS ==> (BitSet(busy, k) <==> BitSet(word, k) && at <= k < at + FREEMAP_GROUP);
    return bits_empty(busy);
}

/* Write word `w`: the only place that writes a word which may not be the open one. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: w < FreemapWords(map->nbits);
  @ requires take:  \forall integer i; map->nbits <= i && i / WORD_BITS == w ==> BitSet(value, i % WORD_BITS);
  @ terminates \true; exits \false;
  @ assigns map->words[w], map->to, map->blocks, map->groups, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapValid(map);
  @ ensures take:  map->words[w] == value;
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSameBut{Old, Here}(map, w);
  @*/
static inline void freemap_put(freemap_t *map, uint32_t w, word_t value) {
    word_t was = map->words[w];
    map->words[w] = value;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSameBut{Pre, Here}(map, w);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
    //@ assert valid: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapGroups(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapGroupsToldSame{Pre, Here}(map);
    //@ assert valid: FreemapLearntGroups(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert take: FreemapFull(map, w) <==> WordFull(was) || w == map->open;
    //@ assert take: FreemapBusy(map, w) <==> !WordEmpty(was) || w == map->open;
    if (w == map->open) return;
    if (bits_full(value) != bits_full(was) || bits_empty(value) != bits_empty(was)) freemap_tell(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map);
    //@ assert valid: FreemapWordsSameBut{Pre, Here}(map, w) && map->words[w] == value;
    //@ assert valid: FreemapTail(map);
    //@ assert valid: FreemapTold(map, w);
    //@ assert valid: FreemapAgree(map);
}

/* Take `unit`, whether it was free or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[unit / WORD_BITS], map->to, map->blocks, map->groups,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures take:      FreemapTaken(map, unit);
  @ ensures unchanged: FreemapSameBut{Old, Here}(map, unit) && FreemapSameShape{Old, Here}(map);
  @*/
static inline void freemap_take(freemap_t *map, uint32_t unit) {
    freemap_put(map, unit / WORD_BITS, bits_set(map->words[unit / WORD_BITS], unit % WORD_BITS));
}

/* Give `unit` back, whether it was taken or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: unit < map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[unit / WORD_BITS], map->to, map->blocks, map->groups,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures give:      !FreemapTaken(map, unit);
  @ ensures unchanged: FreemapSameBut{Old, Here}(map, unit) && FreemapSameShape{Old, Here}(map);
  @*/
static inline void freemap_give(freemap_t *map, uint32_t unit) {
    freemap_put(map, unit / WORD_BITS, bits_clear(map->words[unit / WORD_BITS], unit % WORD_BITS));
}

/* The bits of word `w` that stand for units of first .. end-1, of which it has at least one. */
/*@ requires bound: first < w * WORD_BITS + WORD_BITS && w * WORD_BITS < end <= FREEMAP_LIMIT && first < end;
  @ requires bound: w < FREEMAP_LIMIT / WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer k; 0 <= k < WORD_BITS ==>
  @                 (BitSet(\result, k) <==> first <= w * WORD_BITS + k < end);
  @*/
static inline word_t freemap_part(uint32_t w, uint32_t first, uint32_t end) {
    uint32_t base = w * WORD_BITS;
    return bits_range(first > base ? first - base : 0, end - base < WORD_BITS ? end - base : WORD_BITS);
}

/* Take the units first .. end-1, whether they were free or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: end <= map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[0 .. FreemapWords(map->nbits)], map->to, map->blocks, map->groups,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures take:      FreemapNoneIn(map, first, end);
  @ ensures unchanged: FreemapSameOutside{Old, Here}(map, first, end) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_take_run(freemap_t *map, uint32_t first, uint32_t end);

/* Give the units first .. end-1 back, whether they were taken or not. */
/*@ requires valid: FreemapValid(map);
  @ requires bound: end <= map->nbits;
  @ terminates \true; exits \false;
  @ assigns map->words[0 .. FreemapWords(map->nbits)], map->to, map->blocks, map->groups,
  @         map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid:     FreemapValid(map);
  @ ensures give:      FreemapFreeIn(map, first, end);
  @ ensures unchanged: FreemapSameOutside{Old, Here}(map, first, end) && FreemapSameShape{Old, Here}(map);
  @*/
void freemap_give_run(freemap_t *map, uint32_t first, uint32_t end);

/* Does the invariant hold? The runtime twin of FreemapInv, for tests and self-tests: walks every unit. */
/*@ requires valid: FreemapMemory(map) && map->nbits <= FREEMAP_LIMIT && map->summary.nbits <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapInv(map);
  @*/
bool freemap_check(const freemap_t *map);

#endif
