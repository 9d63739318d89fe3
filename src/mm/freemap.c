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
    freemap_tell_open(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapTail(map);
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
        freemap_put(map, w, bits_or(map->words[w], freemap_part(w, first, end)));
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
        freemap_put(map, w, bits_and(map->words[w], bits_invert(freemap_part(w, first, end))));
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
