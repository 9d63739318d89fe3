/* Keeping the summaries true: what a word has become is told here, and nowhere else. */
#include "freemap.h"

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
    if (freemap_group_idle(map, g)) give_group(map, g);
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

void freemap_tell_open(freemap_t *map, uint32_t w) {
    tell_full(map, w, true);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert take: FreemapFull(map, w) && (FreemapBusy(map, w) <==> !WordEmpty(map->words[w]));
    if (bits_empty(map->words[w])) tell_busy(map, w);
    //@ assert valid: FreemapSameShape{Pre, Here}(map) && FreemapWordsSame{Pre, Here}(map);
    //@ assert valid: FreemapAgreeBut(map, w);
    //@ assert valid: FreemapTold(map, w);
}
