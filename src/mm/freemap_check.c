/* The runtime twin of FreemapInv. */
#include "freemap.h"

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
        bool busy_told = bitmap_test(&map->summary, 2 * map->span + g), idle = freemap_group_idle(map, g);
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
