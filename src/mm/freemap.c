#include "freemap.h"

/* Set every bit of words 0 .. n. */
/*@ requires valid: n < FREEMAP_LIMIT && \valid(words + (0 .. n));
  @ terminates \true; exits \false;
  @ assigns words[0 .. n];
  @ ensures take: \forall integer w; 0 <= w <= n ==> WordFull(words[w]);
  @*/
static void fill(word_t *words, uint32_t n) {
    /*@ loop invariant bound: 0 <= w <= n + 1;
      @ loop invariant take:  \forall integer v; 0 <= v < w ==> WordFull(words[v]);
      @ loop assigns w, words[0 .. n];
      @ loop variant n + 1 - w;
      @*/
    for (uint32_t w = 0; w <= n; w++) words[w] = bits_invert(0);
}

/* Set every bit of the words of a map whose summary says so already. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapClosed(map) && BitmapInv(&map->summary);
  @ requires take:  BitmapAllTaken(&map->summary);
  @ requires none:  map->from == 0 && map->to == 0 && map->blocks == 0 && map->groups == 0;
  @ terminates \true; exits \false;
  @ assigns map->words[0 .. FreemapWords(map->nbits)];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map) && FreemapClosed(map);
  @ ensures valid: FreemapTail(map);
  @ ensures valid: FreemapAgree(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures take:  FreemapNoneIn(map, 0, map->nbits);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map);
  @*/
static void shut(const freemap_t *map) {
    fill(map->words, BITMAP_WORDS(map->nbits));
    //@ assert take: \forall integer w; 0 <= w <= FreemapWords(map->nbits) ==> BitSet(map->words[w], 0);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    /*@ assert valid: \forall integer w; 0 <= w < BitmapWords0(map->summary.nbits) ==>
      @   map->summary.level[0][w] == \at(map->summary.level[0][\at(w, Here)], Pre); */
    /*@ assert valid: \forall integer w; 0 <= w < BitmapWords1(map->summary.nbits) ==>
      @   map->summary.level[1][w] == \at(map->summary.level[1][\at(w, Here)], Pre); */
    /*@ assert valid: \forall integer w; 0 <= w < BitmapWords2(map->summary.nbits) ==>
      @   map->summary.level[2][w] == \at(map->summary.level[2][\at(w, Here)], Pre); */
    //@ assert valid: map->summary.level[3][0] == \at(map->summary.level[3][0], Pre);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: BitmapAllTaken(&map->summary);
    //@ assert valid: \forall integer w; 0 <= w < map->span ==> FreemapFull(map, w) && FreemapBusy(map, w);
    //@ assert valid: FreemapPadding(map);
    /*@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP && FreemapGroupIdle(map, g) ==>
      @   !FreemapBusy(map, FREEMAP_GROUP * g); */
    //@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP ==> !FreemapGroupIdle(map, g);
    //@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP ==> FreemapGroupBusy(map, g);
    //@ assert valid: FreemapGroups(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapLearntGroups(map);
}

void freemap_init(freemap_t *map, word_t *words, uint32_t nbits) {
    uint32_t n = BITMAP_WORDS(nbits);
    map->nbits = nbits;
    map->open = n;
    map->span = FREEMAP_SPAN(nbits);
    map->words = words;
    map->from = map->to = map->blocks = map->groups = 0;
    uint32_t bits = FREEMAP_BITS(nbits);
    //@ assert bound: n == FreemapWords(nbits) && map->span == FreemapSpan(nbits) && bits == FreemapBits(nbits);
    //@ assert bound: n + 1 + BitmapSize(bits) == FreemapSize(nbits);
    bitmap_init(&map->summary, words + n + 1, bits);
    //@ assert valid: FreemapShape(map);
    //@ assert valid: FreemapPlace(map, words);
    //@ assert valid: FreemapMemory(map);
    shut(map);
}

/* Is no word of group `g` busy? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map);
  @ requires bound: g < map->span / FREEMAP_GROUP;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures give: \result <==> FreemapGroupIdle(map, g);
  @*/
static inline bool group_idle(const freemap_t *map, uint32_t g) {
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

/* Do not count on word `w` to be full. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ requires bound: w < map->span;
  @ terminates \true; exits \false;
  @ assigns map->to;
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ ensures give:  !(map->from <= w < map->to);
  @ ensures give:  map->to <= \old(map->to);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, -1);
  @ ensures unchanged: \at(BitmapSameBut{Old, Here}(&map->summary, -1), Here);
  @*/
static inline void forget_full(freemap_t *map, uint32_t w) {
    if (map->from <= w && w < map->to) map->to = w;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
    //@ assert valid: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapGroupsToldSame{Pre, Here}(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Make the summary say whether word `w` is full. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map);
  @ requires bound: w < FreemapWords(map->nbits);
  @ terminates \true; exits \false;
  @ assigns map->to, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures take:  FreemapFull(map, w) <==> full;
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, w);
  @ ensures unchanged: FreemapBusy(map, w) <==> \old(FreemapBusy(map, w));
  @*/
static void tell_full(freemap_t *map, uint32_t w, bool full) {
    if (full)
        bitmap_take(&map->summary, w);
    else {
        forget_full(map, w);
        bitmap_give(&map->summary, w);
    }
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert unchanged: \at(BitmapSameBut{Pre, Here}(&map->summary, w), Here);
    //@ assert unchanged: \forall integer v; 0 <= v < map->span ==> (FreemapBusy(map, v) <==> FreemapBusy{Pre}(map, v));
    /*@ assert unchanged: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP ==>
      @   (FreemapGroupBusy(map, g) <==> FreemapGroupBusy{Pre}(map, g)); */
    //@ assert valid: FreemapPadding(map);
    /*@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP ==>
      @   (FreemapGroupIdle(map, g) <==> FreemapGroupIdle{Pre}(map, g)); */
    //@ assert valid: FreemapGroups(map);
    //@ assert valid: !full ==> !(map->from <= w < map->to);
    //@ assert valid: map->from == \at(map->from, Pre) && map->to <= \at(map->to, Pre);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert take: FreemapFull(map, w) <==> full;
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Make the summary say that word `w` is busy, and its group. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map);
  @ requires bound: w < FreemapWords(map->nbits);
  @ terminates \true; exits \false;
  @ assigns map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures take:  FreemapBusy(map, w);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, w);
  @ ensures unchanged: FreemapFull(map, w) <==> \old(FreemapFull(map, w));
  @*/
static void tell_busy(freemap_t *map, uint32_t w) {
    bitmap_take(&map->summary, map->span + w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert take: FreemapBusy(map, w);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert unchanged: FreemapFull(map, w) <==> FreemapFull{Pre}(map, w);
    /*@ assert unchanged: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP ==>
      @   (FreemapGroupBusy(map, g) <==> FreemapGroupBusy{Pre}(map, g)); */
    /*@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP && g != w / FREEMAP_GROUP ==>
      @   (FreemapGroupIdle(map, g) <==> FreemapGroupIdle{Pre}(map, g)); */
    bitmap_take(&map->summary, 2 * map->span + w / FREEMAP_GROUP);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert take: FreemapBusy(map, w);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert unchanged: FreemapFull(map, w) <==> FreemapFull{Pre}(map, w);
    //@ assert valid: FreemapPadding(map);
    /*@ assert valid: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP && g != w / FREEMAP_GROUP ==>
      @   (FreemapGroupIdle(map, g) <==> FreemapGroupIdle{Pre}(map, g)); */
    /*@ assert unchanged: \forall integer g; 0 <= g < map->span / FREEMAP_GROUP && g != w / FREEMAP_GROUP ==>
      @   (FreemapGroupBusy(map, g) <==> FreemapGroupBusy{Pre}(map, g)); */
    //@ assert valid: FreemapGroupBusy(map, w / FREEMAP_GROUP) && !FreemapGroupIdle(map, w / FREEMAP_GROUP);
    //@ assert valid: FreemapGroups(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Do not count on word `w` to be busy. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ requires bound: w < map->span;
  @ terminates \true; exits \false;
  @ assigns map->blocks;
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ ensures give:  w < map->blocks;
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, -1);
  @ ensures unchanged: \at(BitmapSameBut{Old, Here}(&map->summary, -1), Here);
  @*/
static inline void forget_block(freemap_t *map, uint32_t w) {
    if (map->blocks <= w) map->blocks = w + 1;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
    //@ assert valid: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapGroupsToldSame{Pre, Here}(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Do not count on group `g` to be busy. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ requires bound: g < map->span / FREEMAP_GROUP;
  @ terminates \true; exits \false;
  @ assigns map->groups;
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ ensures give:  g < map->groups;
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, -1);
  @ ensures unchanged: \at(BitmapSameBut{Old, Here}(&map->summary, -1), Here);
  @*/
static inline void forget_group(freemap_t *map, uint32_t g) {
    if (map->groups <= g) map->groups = g + 1;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->summary), Here);
    //@ assert valid: \at(BitmapSameBut{Pre, Here}(&map->summary, -1), Here);
    //@ assert valid: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: BitmapInv(&map->summary);
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapGroupsToldSame{Pre, Here}(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Clear the bit that says that word `w` is busy; its group's may be wrong then. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map);
  @ requires bound: w < FreemapWords(map->nbits) && w < map->blocks;
  @ terminates \true; exits \false;
  @ assigns map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ ensures valid: FreemapGroupsBut(map, w / FREEMAP_GROUP);
  @ ensures valid: !FreemapGroupIdle(map, w / FREEMAP_GROUP) ==> FreemapGroupBusy(map, w / FREEMAP_GROUP);
  @ ensures give:  !FreemapBusy(map, w);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, w);
  @ ensures unchanged: FreemapFull(map, w) <==> \old(FreemapFull(map, w));
  @*/
static inline void give_busy(freemap_t *map, uint32_t w) {
    bitmap_give(&map->summary, map->span + w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert give: !FreemapBusy(map, w);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert unchanged: FreemapFull(map, w) <==> FreemapFull{Pre}(map, w);
    /*@ assert unchanged: \forall integer h; 0 <= h < map->span / FREEMAP_GROUP ==>
      @   (FreemapGroupBusy(map, h) <==> FreemapGroupBusy{Pre}(map, h)); */
    /*@ assert valid: \forall integer h; 0 <= h < map->span / FREEMAP_GROUP && h != w / FREEMAP_GROUP ==>
      @   (FreemapGroupIdle(map, h) <==> FreemapGroupIdle{Pre}(map, h)); */
    //@ assert valid: FreemapPadding(map);
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Clear the bit that says that group `g` is busy. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map);
  @ requires valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ requires valid: FreemapGroupsBut(map, g);
  @ requires bound: g < map->span / FREEMAP_GROUP;
  @ terminates \true; exits \false;
  @ assigns map->groups, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapPadding(map) && FreemapLearnt(map) && BitmapInv(&map->summary);
  @ ensures valid: FreemapGroupsBut(map, g);
  @ ensures give:  !FreemapGroupBusy(map, g);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, -1);
  @*/
static inline void give_group(freemap_t *map, uint32_t g) {
    forget_group(map, g);
    bitmap_give(&map->summary, 2 * map->span + g);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, -1);
    //@ assert valid: FreemapPadding(map);
    /*@ assert unchanged: \forall integer h; 0 <= h < map->span / FREEMAP_GROUP && h != g ==>
      @   (FreemapGroupBusy(map, h) <==> FreemapGroupBusy{Pre}(map, h)); */
    /*@ assert valid: \forall integer h; 0 <= h < map->span / FREEMAP_GROUP ==>
      @   (FreemapGroupIdle(map, h) <==> FreemapGroupIdle{Pre}(map, h)); */
    //@ assert valid: FreemapLearntFull(map);
    //@ assert valid: FreemapLearntBlocks(map);
    //@ assert valid: FreemapLearntGroups(map);
}

/* Make the summary say that word `w` is not busy, nor its group if nothing else in it is. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapSummary(map);
  @ requires bound: w < FreemapWords(map->nbits);
  @ terminates \true; exits \false;
  @ assigns map->blocks, map->groups, map->summary.level[0][0 .. BitmapSize(map->summary.nbits) - 1];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map);
  @ ensures valid: FreemapSummary(map);
  @ ensures give:  !FreemapBusy(map, w);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map) && FreemapWordsSame{Old, Here}(map);
  @ ensures unchanged: FreemapToldSameBut{Old, Here}(map, w);
  @ ensures unchanged: FreemapFull(map, w) <==> \old(FreemapFull(map, w));
  @*/
static void tell_idle(freemap_t *map, uint32_t w) {
    uint32_t g = w / FREEMAP_GROUP;
    forget_block(map, w);
    //@ assert valid: FreemapGroups(map);
    give_busy(map, w);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert unchanged: FreemapFull(map, w) <==> FreemapFull{Pre}(map, w);
    if (group_idle(map, g)) give_group(map, g);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert unchanged: FreemapToldSameBut{Pre, Here}(map, w);
    //@ assert unchanged: FreemapFull(map, w) <==> FreemapFull{Pre}(map, w);
    //@ assert valid: FreemapGroupBusy(map, g) <==> !FreemapGroupIdle(map, g);
    //@ assert valid: FreemapGroups(map);
}

void freemap_tell(freemap_t *map, uint32_t w) {
    tell_full(map, w, bits_full(map->words[w]));
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert take: FreemapFull(map, w) <==> WordFull(map->words[w]);
    if (bits_empty(map->words[w]))
        tell_idle(map, w);
    else
        tell_busy(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: FreemapTold(map, w);
}

void freemap_close(freemap_t *map) {
    uint32_t w = map->open;
    if (w == BITMAP_WORDS(map->nbits)) return;
    map->open = BITMAP_WORDS(map->nbits);
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
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: FreemapFull(map, w) && FreemapBusy(map, w);
    //@ assert valid: WordFull(map->words[w]) ==> !WordEmpty(map->words[w]);
    if (!bits_full(map->words[w])) freemap_tell(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgree(map);
    //@ assert valid: FreemapTail(map);
}

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
static void tell_open(freemap_t *map, uint32_t w) {
    tell_full(map, w, true);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert take: FreemapFull(map, w) && (FreemapBusy(map, w) <==> !WordEmpty(map->words[w]));
    if (bits_empty(map->words[w])) tell_busy(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: FreemapTold(map, w);
}

void freemap_open(freemap_t *map, uint32_t unit) {
    uint32_t w = unit / WORD_BITS;
    map->open = w;
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
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: FreemapBusy(map, w) <==> !WordEmpty(map->words[w]);
    tell_open(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapTail(map);
}

/* The bits of word `w` that stand for units of first .. end-1, of which it has at least one. */
/*@ requires bound: first < w * WORD_BITS + WORD_BITS && w * WORD_BITS < end <= FREEMAP_LIMIT && first < end;
  @ requires bound: w < FREEMAP_LIMIT / WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer k; 0 <= k < WORD_BITS ==>
  @                 (BitSet(\result, k) <==> first <= w * WORD_BITS + k < end);
  @*/
static inline word_t part(uint32_t w, uint32_t first, uint32_t end) {
    uint32_t base = w * WORD_BITS;
    return bits_range(first > base ? first - base : 0, end - base < WORD_BITS ? end - base : WORD_BITS);
}

void freemap_take_run(freemap_t *map, uint32_t first, uint32_t end) {
    if (first >= end) return;
    /*@ loop invariant bound: first / WORD_BITS <= w <= (end - 1) / WORD_BITS + 1;
      @ loop invariant valid: FreemapValid(map);
      @ loop invariant unchanged: FreemapSameShape{Pre, Here}(map);
      @ loop invariant take: \forall integer i; first <= i < end && i / WORD_BITS < w ==> FreemapTaken(map, i);
      @ loop invariant unchanged: \forall integer v; w <= v <= FreemapWords(\at(map->nbits, Pre)) ==>
      @                             map->words[v] == \at(map->words[\at(v, Here)], Pre);
      @ loop invariant unchanged: FreemapSameOutside{Pre, Here}(map, first, end);
      @ loop assigns w, map->words[0 .. FreemapWords(\at(map->nbits, Pre))], map->to, map->blocks, map->groups,
      @   map->summary.level[0][0 .. BitmapSize(\at(map->summary.nbits, Pre)) - 1];
      @ loop variant (end - 1) / WORD_BITS + 1 - w;
      @*/
    for (uint32_t w = first / WORD_BITS; w <= (end - 1) / WORD_BITS; w++) {
        freemap_put(map, w, bits_or(map->words[w], part(w, first, end)));
        /*@ assert take: \forall integer k; 0 <= k < WORD_BITS && first <= w * WORD_BITS + k < end ==>
          @   BitSet(map->words[w], k); */
        /*@ assert unchanged: \forall integer k; 0 <= k < WORD_BITS && !(first <= w * WORD_BITS + k < end) ==>
          @   (BitSet(map->words[w], k) <==> BitSet(\at(map->words[\at(w, Here)], Pre), k)); */
        /*@ assert unchanged: \forall integer j; 0 <= j < map->nbits && j / WORD_BITS == w && !(first <= j < end) ==>
          @   (FreemapTaken(map, j) <==> FreemapTaken{Pre}(map, j)); */
        /*@ assert unchanged: \forall integer j; 0 <= j < map->nbits && j / WORD_BITS != w && !(first <= j < end) ==>
          @   (FreemapTaken(map, j) <==> FreemapTaken{Pre}(map, j)); */
    }
}

void freemap_give_run(freemap_t *map, uint32_t first, uint32_t end) {
    if (first >= end) return;
    /*@ loop invariant bound: first / WORD_BITS <= w <= (end - 1) / WORD_BITS + 1;
      @ loop invariant valid: FreemapValid(map);
      @ loop invariant unchanged: FreemapSameShape{Pre, Here}(map);
      @ loop invariant give: \forall integer i; first <= i < end && i / WORD_BITS < w ==> !FreemapTaken(map, i);
      @ loop invariant unchanged: \forall integer v; w <= v <= FreemapWords(\at(map->nbits, Pre)) ==>
      @                             map->words[v] == \at(map->words[\at(v, Here)], Pre);
      @ loop invariant unchanged: FreemapSameOutside{Pre, Here}(map, first, end);
      @ loop assigns w, map->words[0 .. FreemapWords(\at(map->nbits, Pre))], map->to, map->blocks, map->groups,
      @   map->summary.level[0][0 .. BitmapSize(\at(map->summary.nbits, Pre)) - 1];
      @ loop variant (end - 1) / WORD_BITS + 1 - w;
      @*/
    for (uint32_t w = first / WORD_BITS; w <= (end - 1) / WORD_BITS; w++) {
        freemap_put(map, w, bits_and(map->words[w], bits_invert(part(w, first, end))));
        /*@ assert give: \forall integer k; 0 <= k < WORD_BITS && first <= w * WORD_BITS + k < end ==>
          @   !BitSet(map->words[w], k); */
        /*@ assert unchanged: \forall integer k; 0 <= k < WORD_BITS && !(first <= w * WORD_BITS + k < end) ==>
          @   (BitSet(map->words[w], k) <==> BitSet(\at(map->words[\at(w, Here)], Pre), k)); */
        /*@ assert unchanged: \forall integer j; 0 <= j < map->nbits && j / WORD_BITS == w && !(first <= j < end) ==>
          @   (FreemapTaken(map, j) <==> FreemapTaken{Pre}(map, j)); */
        /*@ assert unchanged: \forall integer j; 0 <= j < map->nbits && j / WORD_BITS != w && !(first <= j < end) ==>
          @   (FreemapTaken(map, j) <==> FreemapTaken{Pre}(map, j)); */
    }
}

uint32_t freemap_find(const freemap_t *map, uint32_t from) {
    if (from >= map->nbits) return map->nbits;
    uint32_t w = from / WORD_BITS;
    uint32_t k = bits_lowest_clear(bits_or(map->words[w], bits_invert(bits_from(from % WORD_BITS))));
    if (k == WORD_BITS) {
        //@ assert none: \forall integer j; from % WORD_BITS <= j < WORD_BITS ==> BitSet(map->words[w], j);
        //@ assert none: FreemapNoneIn(map, from, (w + 1) * WORD_BITS);
        w = bitmap_find(&map->summary, w + 1);
        //@ assert none: w >= map->span ==> FreemapNoneIn(map, from, map->nbits);
        if (w >= map->span) return map->nbits;
        //@ assert none: FreemapNoneIn(map, from, w * WORD_BITS);
        k = bits_lowest_clear(map->words[w]);
        //@ assert bound: k < WORD_BITS;
    }
    //@ assert none: FreemapNoneIn(map, from, w * WORD_BITS) || w == from / WORD_BITS;
    uint32_t unit = w * WORD_BITS + k;
    //@ assert none: \forall integer i; from <= i < unit && w * WORD_BITS <= i ==> FreemapTaken(map, i);
    //@ assert give: !FreemapTaken(map, unit);
    //@ assert bound: from <= unit < map->nbits;
    //@ assert none: FreemapNoneIn(map, from, unit);
    return unit;
}

/* Remember that words first .. w-1 are full. */
/*@ requires valid: FreemapValid(map) && FreemapClosed(map);
  @ requires bound: first <= w <= map->span;
  @ requires none:  \forall integer v; first <= v < w ==> FreemapFull(map, v);
  @ terminates \true; exits \false;
  @ assigns map->from, map->to;
  @ ensures valid:     FreemapValid(map) && FreemapClosed(map);
  @ ensures unchanged: FreemapUntouched{Old, Here}(map);
  @*/
static void learn_full(freemap_t *map, uint32_t first, uint32_t w) {
    map->from = first;
    map->to = w;
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

uint32_t freemap_lowest(freemap_t *map, uint32_t first) {
    uint32_t w = bitmap_find(&map->summary, map->from == first ? map->to : first);
    if (w > map->span) w = map->span;
    //@ assert none: \forall integer v; first <= v < w ==> FreemapFull(map, v);
    learn_full(map, first, w);
    //@ assert none: \forall integer v; first <= v < w ==> FreemapFull(map, v);
    //@ assert none: \forall integer v; first <= v < w && v < FreemapWords(map->nbits) ==> WordFull(map->words[v]);
    //@ assert none: FreemapNoneIn(map, first * WORD_BITS, map->nbits < w * WORD_BITS ? map->nbits : w * WORD_BITS);
    if (w == map->span) return map->nbits;
    //@ assert give: w < FreemapWords(map->nbits) && !WordFull(map->words[w]);
    uint32_t k = bits_lowest_clear(map->words[w]), unit = w * WORD_BITS + k;
    //@ assert none: \forall integer i; w * WORD_BITS <= i < unit ==> FreemapTaken(map, i);
    //@ assert give: !FreemapTaken(map, unit);
    //@ assert bound: unit < map->nbits;
    return unit;
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
        word_t taken = bits_and(map->words[w], part(w, first, end));
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

/* Are the units first .. end-1 taken, as far as the words reach? */
/*@ requires valid: FreemapMemory(map);
  @ requires bound: end <= (FreemapWords(map->nbits) + 1) * WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapNoneIn(map, first, end);
  @*/
static bool none_free(const freemap_t *map, uint32_t first, uint32_t end) {
    /*@ loop invariant bound: first <= i && (first <= end ==> i <= end);
      @ loop invariant take:  FreemapNoneIn(map, first, i);
      @ loop assigns i;
      @ loop variant end - i;
      @*/
    for (uint32_t i = first; i < end; i++) {
        if (!bits_test(map->words[i / WORD_BITS], i % WORD_BITS)) return false;
    }
    return true;
}

/* Does the summary say which words are full and busy, or open? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && BitmapInv(&map->summary);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapAgree(map);
  @*/
static bool words_agree(const freemap_t *map) {
    /*@ loop invariant bound: 0 <= w <= FreemapWords(map->nbits);
      @ loop invariant take:  \forall integer v; 0 <= v < w ==> FreemapTold(map, v);
      @ loop assigns w;
      @ loop variant FreemapWords(map->nbits) - w;
      @*/
    for (uint32_t w = 0; w < BITMAP_WORDS(map->nbits); w++) {
        bool full = bits_full(map->words[w]) || w == map->open,
             busy = !bits_empty(map->words[w]) || w == map->open;
        bool full_told = bitmap_test(&map->summary, w), busy_told = bitmap_test(&map->summary, map->span + w);
        //@ assert take: (full_told <==> FreemapFull(map, w)) && (busy_told <==> FreemapBusy(map, w));
        bool agrees = full_told == full && busy_told == busy;
        //@ assert take: agrees <==> FreemapTold(map, w);
        if (!agrees) {
            //@ assert take: !FreemapAgree(map);
            return false;
        }
    }
    //@ assert take: FreemapAgree(map);
    return true;
}

/* Are the bits that stand for no word taken? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && BitmapInv(&map->summary);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapPadding(map);
  @*/
static bool padding_taken(const freemap_t *map) {
    /*@ loop invariant bound: FreemapWords(map->nbits) <= w <= map->span;
      @ loop invariant take:  \forall integer v; FreemapWords(map->nbits) <= v < w ==> FreemapFull(map, v) && FreemapBusy(map, v);
      @ loop assigns w;
      @ loop variant map->span - w;
      @*/
    for (uint32_t w = BITMAP_WORDS(map->nbits); w < map->span; w++) {
        bool taken = bitmap_test(&map->summary, w) && bitmap_test(&map->summary, map->span + w);
        //@ assert take: taken <==> FreemapFull(map, w) && FreemapBusy(map, w);
        if (!taken) return false;
    }
    return true;
}

/* Does the summary say which groups are busy? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && BitmapInv(&map->summary);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapGroups(map);
  @*/
static bool groups_agree(const freemap_t *map) {
    /*@ loop invariant bound: 0 <= g <= map->span / FREEMAP_GROUP;
      @ loop invariant take:  \forall integer h; 0 <= h < g ==> (FreemapGroupBusy(map, h) <==> !FreemapGroupIdle(map, h));
      @ loop assigns g;
      @ loop variant map->span / FREEMAP_GROUP - g;
      @*/
    for (uint32_t g = 0; g < map->span / FREEMAP_GROUP; g++) {
        bool busy_told = bitmap_test(&map->summary, 2 * map->span + g), idle = group_idle(map, g);
        //@ assert take: (busy_told <==> FreemapGroupBusy(map, g)) && (idle <==> FreemapGroupIdle(map, g));
        if (busy_told == idle) return false;
    }
    return true;
}

/* Are the bits first .. end-1 of the section of the summary that begins at bit `base` taken? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && BitmapInv(&map->summary);
  @ requires bound: first <= end && base + end <= map->summary.nbits;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> \forall integer i; first <= i < end ==> FreemapSaid(map, base, i);
  @*/
static bool told_taken(const freemap_t *map, uint32_t base, uint32_t first, uint32_t end) {
    /*@ loop invariant bound: first <= i <= end;
      @ loop invariant take:  \forall integer j; first <= j < i ==> FreemapSaid(map, base, j);
      @ loop assigns i;
      @ loop variant end - i;
      @*/
    for (uint32_t i = first; i < end; i++) {
        bool taken = bitmap_test(&map->summary, base + i);
        //@ assert take: taken <==> FreemapSaid(map, base, i);
        if (!taken) return false;
    }
    return true;
}

/* Is it so what searches learnt? */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && BitmapInv(&map->summary);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapLearnt(map);
  @*/
static bool learnt_is_so(const freemap_t *map) {
    if (map->from > map->to || map->to > map->span) return false;
    if (map->blocks > map->span || map->groups > map->span / FREEMAP_GROUP) return false;
    bool full = told_taken(map, 0, map->from, map->to);
    bool blocks = told_taken(map, map->span, map->blocks, map->span);
    bool groups = told_taken(map, 2 * map->span, map->groups, map->span / FREEMAP_GROUP);
    //@ assert take: \forall integer w; FreemapSaid(map, 0, w) <==> FreemapFull(map, w);
    //@ assert take: \forall integer w; FreemapSaid(map, map->span, w) <==> FreemapBusy(map, w);
    //@ assert take: \forall integer g; FreemapSaid(map, 2 * map->span, g) <==> FreemapGroupBusy(map, g);
    //@ assert take: full <==> \forall integer w; map->from <= w < map->to ==> FreemapFull(map, w);
    //@ assert take: blocks <==> \forall integer w; map->blocks <= w < map->span ==> FreemapBusy(map, w);
    //@ assert take: groups <==> \forall integer g; map->groups <= g < map->span / FREEMAP_GROUP ==> FreemapGroupBusy(map, g);
    return full && blocks && groups;
}

bool freemap_check(const freemap_t *map) {
    uint32_t n = BITMAP_WORDS(map->nbits);
    if (map->nbits == 0 || map->open > n || map->span != FREEMAP_SPAN(map->nbits)) return false;
    if (map->summary.nbits != FREEMAP_BITS(map->nbits) || !bitmap_check(&map->summary)) return false;
    if (!none_free(map, map->nbits, (n + 1) * WORD_BITS)) return false;
    return words_agree(map) && padding_taken(map) && groups_agree(map) && learnt_is_so(map);
}
