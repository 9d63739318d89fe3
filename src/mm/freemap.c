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

/* Set every bit of the words of a map whose bitmap says so already. */
/*@ requires valid: FreemapMemory(map) && FreemapShape(map) && FreemapClosed(map) && BitmapInv(&map->full);
  @ requires take:  BitmapAllTaken(&map->full);
  @ terminates \true; exits \false;
  @ assigns map->words[0 .. FreemapWords(map->nbits)];
  @ ensures valid: FreemapMemory(map) && FreemapShape(map) && FreemapClosed(map);
  @ ensures valid: FreemapTail(map);
  @ ensures valid: FreemapAgree(map);
  @ ensures valid: BitmapInv(&map->full);
  @ ensures take:  FreemapNoneIn(map, 0, map->nbits);
  @ ensures unchanged: FreemapSameShape{Old, Here}(map);
  @*/
static void shut(const freemap_t *map) {
    fill(map->words, BITMAP_WORDS(map->nbits));
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->full), Here);
    //@ assert valid: BitmapAllTaken(&map->full);
}

void freemap_init(freemap_t *map, word_t *words, uint32_t nbits) {
    uint32_t n = BITMAP_WORDS(nbits);
    map->nbits = nbits;
    map->open = n;
    map->words = words;
    bitmap_init(&map->full, words + n + 1, n);
    //@ assert valid: FreemapShape(map) && FreemapPlace(map, words);
    //@ assert valid: FreemapMemory(map);
    shut(map);
}

void freemap_close(freemap_t *map) {
    uint32_t n = BITMAP_WORDS(map->nbits);
    uint32_t w = map->open;
    if (w == n) return;
    map->open = n;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: FreemapAgreeBut(map, w);
    if (!bits_full(map->words[w])) bitmap_give(&map->full, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: BitmapTaken(&map->full, w) <==> WordFull(map->words[w]) || w == map->open;
    //@ assert unchanged: FreemapSame{Pre, Here}(map);
}

void freemap_open(freemap_t *map, uint32_t unit) {
    uint32_t w = unit / WORD_BITS;
    map->open = w;
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->full), Here);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: FreemapAgreeBut(map, w);
    bitmap_take(&map->full, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert unchanged: FreemapSame{Pre, Here}(map);
}

uint32_t freemap_find(const freemap_t *map, uint32_t from) {
    if (from >= map->nbits) return map->nbits;
    uint32_t w = from / WORD_BITS;
    uint32_t k = bits_lowest_clear(bits_or(map->words[w], bits_invert(bits_from(from % WORD_BITS))));
    if (k == WORD_BITS) {
        //@ assert none: FreemapNoneIn(map, from, (w + 1) * WORD_BITS);
        w = bitmap_find(&map->full, w + 1);
        //@ assert none: FreemapNoneIn(map, from, w * WORD_BITS);
        if (w == map->full.nbits) return map->nbits;
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

uint32_t freemap_alloc(freemap_t *map) {
    uint32_t unit = freemap_pick(map);
    if (unit < map->nbits) return unit;
    freemap_close(map);
    unit = freemap_find(map, 0);
    //@ assert unchanged: FreemapSame{Pre, Here}(map) && FreemapSameShape{Pre, Here}(map);
    //@ assert none: unit == map->nbits ==> FreemapNoneIn{Pre}(map, 0, map->nbits);
    if (unit == map->nbits) return unit;
    freemap_open(map, unit);
    //@ assert unchanged: FreemapSame{Pre, Here}(map) && FreemapSameShape{Pre, Here}(map);
    //@ assert give: !FreemapTaken(map, unit);
    //@ assert give: !WordFull(map->words[map->open]);
    return freemap_pick(map);
}

void freemap_take(freemap_t *map, uint32_t unit) {
    uint32_t w = unit / WORD_BITS;
    map->words[w] = bits_set(map->words[w], unit % WORD_BITS);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->full), Here);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert unchanged: FreemapSameBut{Pre, Here}(map, unit);
    //@ assert take: \at(WordFull(map->words[unit / WORD_BITS]), Pre) ==> WordFull(map->words[w]);
    //@ assert take: BitmapTaken(&map->full, w) <==> \at(WordFull(map->words[unit / WORD_BITS]), Pre) || w == map->open;
    //@ assert take: !WordFull(map->words[w]) ==> (BitmapTaken(&map->full, w) <==> w == map->open);
    if (bits_full(map->words[w])) bitmap_take(&map->full, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: BitmapTaken(&map->full, w) <==> WordFull(map->words[w]) || w == map->open;
    //@ assert unchanged: FreemapSameBut{Pre, Here}(map, unit);
}

void freemap_give(freemap_t *map, uint32_t unit) {
    uint32_t w = unit / WORD_BITS;
    bool full = bits_full(map->words[w]);
    map->words[w] = bits_clear(map->words[w], unit % WORD_BITS);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: \at(BitmapUntouched{Pre, Here}(&map->full), Here);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert unchanged: FreemapSameBut{Pre, Here}(map, unit);
    //@ assert give: !WordFull(map->words[w]) && (BitmapTaken(&map->full, w) <==> full || w == map->open);
    if (full && w != map->open) bitmap_give(&map->full, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapMemory(map) && FreemapShape(map);
    //@ assert valid: FreemapTail(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: BitmapInv(&map->full);
    //@ assert valid: BitmapTaken(&map->full, w) <==> WordFull(map->words[w]) || w == map->open;
    //@ assert unchanged: FreemapSameBut{Pre, Here}(map, unit);
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

/* Does the bitmap say which words are full or open? */
/*@ requires valid: FreemapMemory(map) && map->full.nbits == FreemapWords(map->nbits) && BitmapInv(&map->full);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FreemapAgree(map);
  @*/
static bool agrees(const freemap_t *map) {
    /*@ loop invariant bound: 0 <= w <= map->full.nbits;
      @ loop invariant take:  \forall integer v; 0 <= v < w ==>
      @                         (BitmapTaken(&map->full, v) <==> WordFull(map->words[v]) || v == map->open);
      @ loop assigns w;
      @ loop variant map->full.nbits - w;
      @*/
    for (uint32_t w = 0; w < map->full.nbits; w++) {
        bool shut = bits_full(map->words[w]) || w == map->open;
        if (bitmap_test(&map->full, w) != shut) return false;
    }
    return true;
}

bool freemap_check(const freemap_t *map) {
    uint32_t n = BITMAP_WORDS(map->nbits);
    if (map->nbits == 0 || map->open > n || map->full.nbits != n) return false;
    if (!bitmap_check(&map->full)) return false;
    if (!none_free(map, map->nbits, (n + 1) * WORD_BITS)) return false;
    return agrees(map);
}
