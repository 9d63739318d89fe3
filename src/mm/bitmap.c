#include "bitmap.h"

/* Set every bit of `n` words. */
/*@ requires valid: \valid(words + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns words[0 .. n - 1];
  @ ensures take: \forall integer v; 0 <= v < n ==> WordFull(words[v]);
  @*/
static void fill(word_t *words, uint32_t n) {
    /*@ loop invariant bound: 0 <= w <= n;
      @ loop invariant take:  \forall integer v; 0 <= v < w ==> WordFull(words[v]);
      @ loop assigns w, words[0 .. n - 1];
      @ loop variant n - w;
      @*/
    for (uint32_t w = 0; w < n; w++) words[w] = bits_invert(0);
}

/* Set every bit of every level. */
/*@ requires valid: BitmapMemory(bitmap) && BitmapShape(bitmap);
  @ terminates \true; exits \false;
  @ assigns bitmap->level[0][0 .. BitmapWords0(bitmap->nbits) - 1], bitmap->level[1][0 .. BitmapWords1(bitmap->nbits) - 1],
  @         bitmap->level[2][0 .. BitmapWords2(bitmap->nbits) - 1], bitmap->level[3][0];
  @ ensures valid: BitmapMemory(bitmap) && BitmapShape(bitmap);
  @ ensures valid: BitmapTails(bitmap);
  @ ensures valid: BitmapSummaries(bitmap);
  @ ensures take:  BitmapAllTaken(bitmap);
  @ ensures unchanged: BitmapSameShape{Old, Here}(bitmap);
  @*/
static void take_all(const bitmap_t *bitmap) {
    uint32_t n0 = BITMAP_WORDS(bitmap->nbits), n1 = BITMAP_WORDS(n0), n2 = BITMAP_WORDS(n1);
    fill(bitmap->level[0], n0);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert take: BitmapLevelFull(bitmap, 0, BitmapWords0(bitmap->nbits));
    fill(bitmap->level[1], n1);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert take: BitmapLevelFull(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 1, BitmapWords1(bitmap->nbits));
    fill(bitmap->level[2], n2);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert take: BitmapLevelFull(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 2, BitmapWords2(bitmap->nbits));
    fill(bitmap->level[3], 1);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert take: BitmapLevelFull(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 2, BitmapWords2(bitmap->nbits));
    //@ assert take: BitmapLevelFull(bitmap, 3, 1);
}

void bitmap_init(bitmap_t *bitmap, word_t *words, uint32_t nbits) {
    uint32_t n0 = BITMAP_WORDS(nbits), n1 = BITMAP_WORDS(n0), n2 = BITMAP_WORDS(n1);
    bitmap->nbits = nbits;
    bitmap->level[0] = words;
    bitmap->level[1] = words + n0;
    bitmap->level[2] = words + n0 + n1;
    bitmap->level[3] = words + n0 + n1 + n2;
    //@ assert valid: BitmapMemory(bitmap) && BitmapShape(bitmap) && BitmapPlace(bitmap);
    take_all(bitmap);
}

/* Set bit `i` of a level. Is its word full now? */
/*@ requires valid: \valid(level + i / WORD_BITS);
  @ terminates \true; exits \false;
  @ assigns level[i / WORD_BITS];
  @ ensures take:      BitSet(level[i / WORD_BITS], i % WORD_BITS);
  @ ensures take:      \result <==> WordFull(level[i / WORD_BITS]);
  @ ensures take:      \old(WordFull(level[i / WORD_BITS])) ==> \result;
  @ ensures unchanged: SameBitsBut(\old(level[i / WORD_BITS]), level[i / WORD_BITS], i % WORD_BITS);
  @*/
static inline bool mark(word_t *level, uint32_t i) {
    word_t *word = &level[i / WORD_BITS];
    *word = bits_set(*word, i % WORD_BITS);
    return bits_full(*word);
}

/* Clear bit `i` of a level. Was its word full before? */
/*@ requires valid: \valid(level + i / WORD_BITS);
  @ terminates \true; exits \false;
  @ assigns level[i / WORD_BITS];
  @ ensures give:      !BitSet(level[i / WORD_BITS], i % WORD_BITS);
  @ ensures give:      \result <==> WordFull(\old(level[i / WORD_BITS]));
  @ ensures give:      !WordFull(level[i / WORD_BITS]);
  @ ensures unchanged: SameBitsBut(\old(level[i / WORD_BITS]), level[i / WORD_BITS], i % WORD_BITS);
  @*/
static inline bool unmark(word_t *level, uint32_t i) {
    word_t *word = &level[i / WORD_BITS];
    bool full = bits_full(*word);
    *word = bits_clear(*word, i % WORD_BITS);
    return full;
}

void bitmap_take(bitmap_t *bitmap, uint32_t index) {
    uint32_t i1 = index / WORD_BITS, i2 = i1 / WORD_BITS, i3 = i2 / WORD_BITS;
    bool up = mark(bitmap->level[0], index);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert take: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert take: BitmapAgreeBut(bitmap, 0, BitmapWords0(bitmap->nbits), i1);
    //@ assert take: !up ==> (BitmapBit(bitmap, 1, i1) <==> BitmapWordFull(bitmap, 0, i1));
    //@ assert take: !up ==> BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    up = mark(bitmap->level[1], i1);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert take: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert take: BitmapAgreeBut(bitmap, 0, BitmapWords0(bitmap->nbits), i1);
    //@ assert take: BitmapWordFull(bitmap, 0, i1) && BitmapBit(bitmap, 1, i1);
    //@ assert take: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapAgreeBut(bitmap, 1, BitmapWords1(bitmap->nbits), i2);
    //@ assert take: !up ==> (BitmapBit(bitmap, 2, i2) <==> BitmapWordFull(bitmap, 1, i2));
    //@ assert take: !up ==> BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    up = mark(bitmap->level[2], i2);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert take: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert take: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapAgreeBut(bitmap, 1, BitmapWords1(bitmap->nbits), i2);
    //@ assert take: BitmapWordFull(bitmap, 1, i2) && BitmapBit(bitmap, 2, i2);
    //@ assert take: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapAgreeBut(bitmap, 2, BitmapWords2(bitmap->nbits), i3);
    //@ assert take: !up ==> (BitmapBit(bitmap, 3, i3) <==> BitmapWordFull(bitmap, 2, i3));
    //@ assert take: !up ==> BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    mark(bitmap->level[3], i3);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert take: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert take: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert take: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: BitmapAgreeBut(bitmap, 2, BitmapWords2(bitmap->nbits), i3);
    //@ assert take: BitmapWordFull(bitmap, 2, i3) && BitmapBit(bitmap, 3, i3);
    //@ assert take: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
}

void bitmap_give(bitmap_t *bitmap, uint32_t index) {
    uint32_t i1 = index / WORD_BITS, i2 = i1 / WORD_BITS, i3 = i2 / WORD_BITS;
    bool up = unmark(bitmap->level[0], index);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert give: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert give: BitmapAgreeBut(bitmap, 0, BitmapWords0(bitmap->nbits), i1);
    //@ assert give: !up ==> (BitmapBit(bitmap, 1, i1) <==> BitmapWordFull(bitmap, 0, i1));
    //@ assert give: !up ==> BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    up = unmark(bitmap->level[1], i1);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert give: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert give: BitmapAgreeBut(bitmap, 0, BitmapWords0(bitmap->nbits), i1);
    //@ assert give: !BitmapWordFull(bitmap, 0, i1) && !BitmapBit(bitmap, 1, i1);
    //@ assert give: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapAgreeBut(bitmap, 1, BitmapWords1(bitmap->nbits), i2);
    //@ assert give: !up ==> (BitmapBit(bitmap, 2, i2) <==> BitmapWordFull(bitmap, 1, i2));
    //@ assert give: !up ==> BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    up = unmark(bitmap->level[2], i2);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert give: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert give: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapAgreeBut(bitmap, 1, BitmapWords1(bitmap->nbits), i2);
    //@ assert give: !BitmapWordFull(bitmap, 1, i2) && !BitmapBit(bitmap, 2, i2);
    //@ assert give: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapAgreeBut(bitmap, 2, BitmapWords2(bitmap->nbits), i3);
    //@ assert give: !up ==> (BitmapBit(bitmap, 3, i3) <==> BitmapWordFull(bitmap, 2, i3));
    //@ assert give: !up ==> BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    if (!up) return;
    unmark(bitmap->level[3], i3);
    //@ assert valid: BitmapSameShape{Pre, Here}(bitmap) && BitmapMemory(bitmap);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(bitmap, index);
    //@ assert give: BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert give: BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    //@ assert give: BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert give: BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert give: BitmapAgreeBut(bitmap, 2, BitmapWords2(bitmap->nbits), i3);
    //@ assert give: !BitmapWordFull(bitmap, 2, i3) && !BitmapBit(bitmap, 3, i3);
    //@ assert give: BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
}

/* Place of the first clear bit in the word of bit `i` of a level, from `i` on; WORD_BITS when there is none. */
/*@ requires valid: \valid_read(level + i / WORD_BITS);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= WORD_BITS;
  @ ensures give:  \result < WORD_BITS ==> i % WORD_BITS <= \result && !BitSet(level[i / WORD_BITS], \result);
  @ ensures none:  \forall integer k; i % WORD_BITS <= k < \result ==> BitSet(level[i / WORD_BITS], k);
  @*/
static inline uint32_t clear_from(const word_t *level, uint32_t i) {
    return bits_lowest_clear(bits_or(level[i / WORD_BITS], bits_invert(bits_from(i % WORD_BITS))));
}

/* From a free summary bit `i` to the first free bit of the level below it. */
/*@ requires valid: \valid_read(level + i) && !WordFull(level[i]);
  @ requires bound: i < BITMAP_LIMIT / WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: i * WORD_BITS <= \result < i * WORD_BITS + WORD_BITS;
  @ ensures give:  !BitSet(level[\result / WORD_BITS], \result % WORD_BITS);
  @ ensures none:  \forall integer j; i * WORD_BITS <= j < \result ==> BitSet(level[j / WORD_BITS], j % WORD_BITS);
  @*/
static inline uint32_t below(const word_t *level, uint32_t i) {
    return i * WORD_BITS + bits_lowest_clear(level[i]);
}

uint32_t bitmap_find(const bitmap_t *bitmap, uint32_t from) {
    uint32_t n0 = BITMAP_WORDS(bitmap->nbits), n1 = BITMAP_WORDS(n0), n2 = BITMAP_WORDS(n1);
    if (from >= bitmap->nbits) return bitmap->nbits;
    uint32_t k = clear_from(bitmap->level[0], from), i = from;
    if (k < WORD_BITS) {
        i = i / WORD_BITS * WORD_BITS + k;
        //@ assert bound: from <= i < bitmap->nbits && !BitmapTaken(bitmap, i);
        //@ assert none: BitmapNoneIn(bitmap, from, i);
        return i;
    }
    //@ assert take: BitmapCovers(bitmap, 1);
    i = i / WORD_BITS + 1;
    //@ assert none: BitmapNoneBefore(bitmap, from, 1, i);
    //@ assert none: i >= n0 ==> BitmapNoneIn(bitmap, from, bitmap->nbits);
    if (i >= n0) return bitmap->nbits;
    k = clear_from(bitmap->level[1], i);
    if (k < WORD_BITS) {
        i = i / WORD_BITS * WORD_BITS + k;
        //@ assert give: !BitmapBit(bitmap, 1, i) && from / WORD_BITS < i;
        //@ assert bound: i < BitmapWords0(bitmap->nbits);
        //@ assert none: BitmapNoneBefore(bitmap, from, 1, i);
        i = below(bitmap->level[0], i);
        //@ assert bound: from <= i < bitmap->nbits && !BitmapTaken(bitmap, i);
        //@ assert none: BitmapNoneIn(bitmap, from, i);
        return i;
    }
    //@ assert take: BitmapCovers(bitmap, 2);
    i = i / WORD_BITS + 1;
    //@ assert none: BitmapNoneBefore(bitmap, from, 2, i);
    //@ assert none: i >= n1 ==> BitmapNoneIn(bitmap, from, bitmap->nbits);
    if (i >= n1) return bitmap->nbits;
    k = clear_from(bitmap->level[2], i);
    if (k < WORD_BITS) {
        i = below(bitmap->level[1], i / WORD_BITS * WORD_BITS + k);
        //@ assert give: !BitmapBit(bitmap, 1, i) && from / WORD_BITS < i;
        //@ assert bound: i < BitmapWords0(bitmap->nbits);
        //@ assert none: BitmapNoneBefore(bitmap, from, 1, i);
        i = below(bitmap->level[0], i);
        //@ assert bound: from <= i < bitmap->nbits && !BitmapTaken(bitmap, i);
        //@ assert none: BitmapNoneIn(bitmap, from, i);
        return i;
    }
    //@ assert take: BitmapCovers(bitmap, 3);
    i = i / WORD_BITS + 1;
    //@ assert none: BitmapNoneBefore(bitmap, from, 3, i);
    //@ assert none: i >= n2 ==> BitmapNoneIn(bitmap, from, bitmap->nbits);
    if (i >= n2) return bitmap->nbits;
    k = clear_from(bitmap->level[3], i);
    //@ assert none: k == WORD_BITS ==> BitmapNoneIn(bitmap, from, bitmap->nbits);
    if (k == WORD_BITS) return bitmap->nbits;
    i = below(bitmap->level[2], k);
    //@ assert bound: i < BitmapWords1(bitmap->nbits);
    //@ assert none: BitmapNoneBefore(bitmap, from, 2, i);
    i = below(bitmap->level[1], i);
    //@ assert give: !BitmapBit(bitmap, 1, i) && from / WORD_BITS < i;
    //@ assert bound: i < BitmapWords0(bitmap->nbits);
    //@ assert none: BitmapNoneBefore(bitmap, from, 1, i);
    i = below(bitmap->level[0], i);
    //@ assert bound: from <= i < bitmap->nbits && !BitmapTaken(bitmap, i);
    //@ assert none: BitmapNoneIn(bitmap, from, i);
    return i;
}

/* Are the bits first .. end-1 of a level set? */
/*@ requires valid: 0 < end ==> \valid_read(level + (0 .. (end - 1) / WORD_BITS));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> \forall integer i; first <= i < end ==> BitSet(level[i / WORD_BITS], i % WORD_BITS);
  @*/
static bool all_set(const word_t *level, uint32_t first, uint32_t end) {
    /*@ loop invariant bound: first <= i && (first <= end ==> i <= end);
      @ loop invariant take:  \forall integer j; first <= j < i ==> BitSet(level[j / WORD_BITS], j % WORD_BITS);
      @ loop assigns i;
      @ loop variant end - i;
      @*/
    for (uint32_t i = first; i < end; i++) {
        if (!bits_test(level[i / WORD_BITS], i % WORD_BITS)) return false;
    }
    return true;
}

/* Do the bits of `upper` say which of the `n` words of `lower` are full? */
/*@ requires valid: \valid_read(lower + (0 .. n - 1)) && (0 < n ==> \valid_read(upper + (0 .. (n - 1) / WORD_BITS)));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> \forall integer w; 0 <= w < n ==>
  @                 (BitSet(upper[w / WORD_BITS], w % WORD_BITS) <==> WordFull(lower[w]));
  @*/
static bool summarises(const word_t *upper, const word_t *lower, uint32_t n) {
    /*@ loop invariant bound: 0 <= w <= n;
      @ loop invariant take:  \forall integer v; 0 <= v < w ==>
      @                         (BitSet(upper[v / WORD_BITS], v % WORD_BITS) <==> WordFull(lower[v]));
      @ loop assigns w;
      @ loop variant n - w;
      @*/
    for (uint32_t w = 0; w < n; w++) {
        if (bits_test(upper[w / WORD_BITS], w % WORD_BITS) != bits_full(lower[w])) return false;
    }
    return true;
}

bool bitmap_check(const bitmap_t *bitmap) {
    uint32_t n0 = BITMAP_WORDS(bitmap->nbits), n1 = BITMAP_WORDS(n0), n2 = BITMAP_WORDS(n1);
    if (bitmap->nbits == 0) return false;
    //@ assert bound: n0 == BitmapWords0(bitmap->nbits) && n1 == BitmapWords1(bitmap->nbits);
    //@ assert bound: n2 == BitmapWords2(bitmap->nbits);
    bool tail0 = all_set(bitmap->level[0], bitmap->nbits, n0 * WORD_BITS);
    bool tail1 = all_set(bitmap->level[1], n0, n1 * WORD_BITS);
    bool tail2 = all_set(bitmap->level[2], n1, n2 * WORD_BITS);
    bool tail3 = all_set(bitmap->level[3], n2, WORD_BITS);
    //@ assert take: tail0 <==> BitmapTail(bitmap, 0, bitmap->nbits, BitmapWords0(bitmap->nbits));
    //@ assert take: tail1 <==> BitmapTail(bitmap, 1, BitmapWords0(bitmap->nbits), BitmapWords1(bitmap->nbits));
    //@ assert take: tail2 <==> BitmapTail(bitmap, 2, BitmapWords1(bitmap->nbits), BitmapWords2(bitmap->nbits));
    //@ assert take: tail3 <==> BitmapTail(bitmap, 3, BitmapWords2(bitmap->nbits), 1);
    bool agree0 = summarises(bitmap->level[1], bitmap->level[0], n0);
    bool agree1 = summarises(bitmap->level[2], bitmap->level[1], n1);
    bool agree2 = summarises(bitmap->level[3], bitmap->level[2], n2);
    //@ assert take: agree0 <==> BitmapAgree(bitmap, 0, BitmapWords0(bitmap->nbits));
    //@ assert take: agree1 <==> BitmapAgree(bitmap, 1, BitmapWords1(bitmap->nbits));
    //@ assert take: agree2 <==> BitmapAgree(bitmap, 2, BitmapWords2(bitmap->nbits));
    return tail0 && tail1 && tail2 && tail3 && agree0 && agree1 && agree2;
}
