/* A bitmap that is searched for its first free bit. Bit = 1 means taken.

   An index is a bit number, 0 .. nbits-1. The words belong to the caller, who also says where they are: the
   bitmap never allocates. Searches begin at `hint`, the first word that may hold a free bit; taking moves it
   forward, giving moves it back, so a run of takes costs one step each. */
#ifndef MM_BITMAP_H
#define MM_BITMAP_H

#include "bits.h"

/* Most bits that a bitmap may have: 2^28, so that index arithmetic stays far from 32 bits. */
#define BITMAP_LIMIT 0x10000000u

/* Words that `nbits` bits need. */
#define BITMAP_WORDS(nbits) (((nbits) + WORD_BITS - 1u) / WORD_BITS)

typedef struct {
    uint32_t nbits;  /* bits in use */
    uint32_t nwords; /* BITMAP_WORDS(nbits) */
    uint32_t hint;   /* every word before this one is full */
    word_t *words;
} bitmap_t;

#include "../../specs/bitmap.acsl"

/* Make `bitmap` a bitmap of `nbits` bits over `words`, every bit taken. */
/*@ requires bound: 0 < nbits <= BITMAP_LIMIT;
  @ requires valid: \valid(bitmap) && \valid(words + (0 .. BITMAP_WORDS(nbits) - 1));
  @ requires sep:   \separated(bitmap, words + (0 .. BITMAP_WORDS(nbits) - 1));
  @ terminates \true; exits \false;
  @ assigns *bitmap, words[0 .. BITMAP_WORDS(nbits) - 1];
  @ ensures valid:  BitmapValid(bitmap);
  @ ensures take:   bitmap->nbits == nbits && bitmap->words == words && BitmapFull(bitmap);
  @*/
void bitmap_init(bitmap_t *bitmap, word_t *words, uint32_t nbits);

/* Is bit `index` taken? */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take:   \result <==> BitmapTaken(bitmap, index);
  @*/
bool bitmap_test(const bitmap_t *bitmap, uint32_t index);

/* Take bit `index`, whether it was free or not. */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns bitmap->words[index / WORD_BITS];
  @ ensures valid:     BitmapValid(bitmap);
  @ ensures take:      BitmapTaken(bitmap, index);
  @ ensures unchanged: BitmapSameBut{Old, Here}(bitmap, index);
  @*/
void bitmap_take(bitmap_t *bitmap, uint32_t index);

/* Give bit `index` back, whether it was taken or not. */
/*@ requires valid: BitmapValid(bitmap);
  @ requires bound: index < bitmap->nbits;
  @ terminates \true; exits \false;
  @ assigns bitmap->words[index / WORD_BITS], bitmap->hint;
  @ ensures valid:     BitmapValid(bitmap);
  @ ensures give:      !BitmapTaken(bitmap, index);
  @ ensures unchanged: BitmapSameBut{Old, Here}(bitmap, index);
  @*/
void bitmap_give(bitmap_t *bitmap, uint32_t index);

/* Index of the first free bit, or `nbits` when every bit is taken. Takes nothing; only the hint moves. */
/*@ requires valid: BitmapValid(bitmap);
  @ terminates \true; exits \false;
  @ assigns bitmap->hint;
  @ ensures valid: BitmapValid(bitmap);
  @ ensures bound: \result <= bitmap->nbits;
  @ ensures give:  \result < bitmap->nbits ==> !BitmapTaken(bitmap, \result);
  @ ensures none:  \forall integer i; 0 <= i < \result ==> BitmapTaken(bitmap, i);
  @ ensures unchanged: BitmapSame{Old, Here}(bitmap);
  @*/
uint32_t bitmap_first_free(bitmap_t *bitmap);

/* Does the invariant hold? The runtime twin of BitmapInv, for tests and self-tests: walks every bit. */
/*@ requires valid: BitmapMemory(bitmap) && bitmap->nwords <= BITMAP_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> BitmapInv(bitmap);
  @*/
bool bitmap_check(const bitmap_t *bitmap);

#endif
