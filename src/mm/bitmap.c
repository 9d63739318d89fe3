#include "bitmap.h"

void bitmap_init(bitmap_t *bitmap, word_t *words, uint32_t nbits) {
    bitmap->nbits = nbits;
    bitmap->nwords = BITMAP_WORDS(nbits);
    bitmap->hint = 0;
    bitmap->words = words;
    /*@ loop invariant bound: 0 <= w <= bitmap->nwords;
      @ loop invariant take:  \forall integer v, k; 0 <= v < w && 0 <= k < WORD_BITS ==> BitSet(words[v], k);
      @ loop assigns w, words[0 .. BITMAP_WORDS(nbits) - 1];
      @ loop variant bitmap->nwords - w;
      @*/
    for (uint32_t w = 0; w < bitmap->nwords; w++) words[w] = bits_invert(0);
}

bool bitmap_test(const bitmap_t *bitmap, uint32_t index) {
    return bits_test(bitmap->words[index / WORD_BITS], index % WORD_BITS);
}

void bitmap_take(bitmap_t *bitmap, uint32_t index) {
    word_t *word = &bitmap->words[index / WORD_BITS];
    *word = bits_set(*word, index % WORD_BITS);
}

void bitmap_give(bitmap_t *bitmap, uint32_t index) {
    uint32_t w = index / WORD_BITS;
    bitmap->words[w] = bits_clear(bitmap->words[w], index % WORD_BITS);
    if (w < bitmap->hint) bitmap->hint = w;
}

uint32_t bitmap_first_free(bitmap_t *bitmap) {
    /*@ loop invariant bound: \at(bitmap->hint, Pre) <= w <= bitmap->nwords;
      @ loop invariant none:  \forall integer i; 0 <= i < w * WORD_BITS ==> BitmapTaken(bitmap, i);
      @ loop assigns w, bitmap->hint;
      @ loop variant bitmap->nwords - w;
      @*/
    for (uint32_t w = bitmap->hint; w < bitmap->nwords; w++) {
        uint32_t k = bits_lowest_clear(bitmap->words[w]);
        if (k < WORD_BITS) {
            //@ assert give: !BitmapTaken(bitmap, w * WORD_BITS + k);
            bitmap->hint = w;
            return w * WORD_BITS + k;
        }
        //@ assert none: \forall integer i; w * WORD_BITS <= i < (w + 1) * WORD_BITS ==> BitmapTaken(bitmap, i);
    }
    bitmap->hint = bitmap->nwords;
    return bitmap->nbits;
}

/* Are all bits of [first, end) taken? */
/*@ requires valid: \valid_read(bitmap) && \valid_read(bitmap->words + (0 .. bitmap->nwords - 1));
  @ requires bound: end <= bitmap->nwords * WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> \forall integer i; first <= i < end ==> BitmapTaken(bitmap, i);
  @*/
static bool all_taken(const bitmap_t *bitmap, uint64_t first, uint64_t end) {
    /*@ loop invariant bound: first <= i && (first <= end ==> i <= end);
      @ loop invariant take:  \forall integer j; first <= j < i ==> BitmapTaken(bitmap, j);
      @ loop assigns i;
      @ loop variant end - i;
      @*/
    for (uint64_t i = first; i < end; i++) {
        if (!bits_test(bitmap->words[i / WORD_BITS], (uint32_t)(i % WORD_BITS))) return false;
    }
    return true;
}

bool bitmap_check(const bitmap_t *bitmap) {
    if (bitmap->nbits == 0 || bitmap->nbits > BITMAP_LIMIT) return false;
    if (bitmap->nwords != BITMAP_WORDS(bitmap->nbits) || bitmap->hint > bitmap->nwords) return false;
    uint64_t tail = (uint64_t)bitmap->nwords * WORD_BITS, hint = (uint64_t)bitmap->hint * WORD_BITS;
    return all_taken(bitmap, bitmap->nbits, tail) && all_taken(bitmap, 0, hint);
}
