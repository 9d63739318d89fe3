/* A bitmap whose first free bit, from any place on, is found in a few steps whatever its size. Bit = 1 means taken.

   Above the bits stand three levels of summaries: a bit there is set when the word below it is full. A search climbs
   until a summary shows something free and then descends; it never looks at a full word twice. The levels lie one
   after another in one array of words that the caller owns: the bitmap never allocates.

   An index is a bit number, 0 .. nbits-1. */
#ifndef MM_BITMAP_H
#define MM_BITMAP_H

#include "bits.h"

#define BITMAP_LEVELS 4

/* Most bits that a bitmap may have: what one word at the top can summarise. 2^24. */
#define BITMAP_LIMIT (WORD_BITS * WORD_BITS * WORD_BITS * WORD_BITS)

/* Words that `nbits` bits need, without summaries and with them. */
#define BITMAP_WORDS(nbits) (((nbits) + WORD_BITS - 1u) / WORD_BITS)
#define BITMAP_SIZE(nbits)                                                                                   \
    (BITMAP_WORDS(nbits) + BITMAP_WORDS(BITMAP_WORDS(nbits)) +                                               \
     BITMAP_WORDS(BITMAP_WORDS(BITMAP_WORDS(nbits))) + 1u)

typedef struct {
    uint32_t nbits;               /* bits in use */
    word_t *level[BITMAP_LEVELS]; /* they lie one after another in the caller's array */
} bitmap_t;

#include "../../specs/bitmap.acsl"

/* Make `bitmap` a bitmap of `nbits` bits over BITMAP_SIZE(nbits) words, every bit taken. */
/*@ requires bound: 0 < nbits <= BITMAP_LIMIT;
  @ requires valid: \valid(bitmap) && \valid(words + (0 .. BitmapSize(nbits) - 1));
  @ requires sep:   \separated(bitmap, words + (0 .. BitmapSize(nbits) - 1));
  @ terminates \true; exits \false;
  @ assigns *bitmap, words[0 .. BitmapSize(nbits) - 1];
  @ ensures valid:  BitmapValid(bitmap);
  @ ensures take:   bitmap->nbits == nbits && BitmapAllTaken(bitmap) && bitmap->level[0] == words;
  @*/
void bitmap_init(bitmap_t *bitmap, word_t *words, uint32_t nbits);

/* Is bit `index` taken? */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> BitmapTaken(bitmap, index);
  @*/
static inline bool bitmap_test(const bitmap_t *bitmap, uint32_t index) {
    return bits_test(bitmap->level[0][index / WORD_BITS], index % WORD_BITS);
}

/* Take bit `index`, whether it was free or not. */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns bitmap->level[0][0 .. BitmapSize(bitmap->nbits) - 1];
  @ ensures valid:     BitmapValid(bitmap);
  @ ensures take:      BitmapTaken(bitmap, index);
  @ ensures unchanged: BitmapSameBut{Old, Here}(bitmap, index);
  @*/
void bitmap_take(bitmap_t *bitmap, uint32_t index);

/* Give bit `index` back, whether it was taken or not. */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns bitmap->level[0][0 .. BitmapSize(bitmap->nbits) - 1];
  @ ensures valid:     BitmapValid(bitmap);
  @ ensures give:      !BitmapTaken(bitmap, index);
  @ ensures unchanged: BitmapSameBut{Old, Here}(bitmap, index);
  @*/
void bitmap_give(bitmap_t *bitmap, uint32_t index);

/* Index of the first free bit at or after `from`, or `nbits` when there is none. */
/*@ requires valid: BitmapValid(bitmap);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < bitmap->nbits ==> from <= \result;
  @ ensures bound: \result <= bitmap->nbits;
  @ ensures give:  \result < bitmap->nbits ==> !BitmapTaken(bitmap, \result);
  @ ensures none:  BitmapNoneIn(bitmap, from, \result);
  @*/
uint32_t bitmap_find(const bitmap_t *bitmap, uint32_t from);

/* Does the invariant hold? The runtime twin of BitmapInv, for tests and self-tests: walks every bit. */
/*@ requires valid: BitmapMemory(bitmap) && bitmap->nbits <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> BitmapInv(bitmap);
  @*/
bool bitmap_check(const bitmap_t *bitmap);

#endif
