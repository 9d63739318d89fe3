/* Single bits of a machine word. Bit 0 is the lowest; a bit index is always below WORD_BITS. */
#ifndef MM_BITS_H
#define MM_BITS_H

#include "types.h"
#include "word.h"

/* Is bit `k` of `word` set? */
/*@ requires bound: k < WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> BitSet(word, k);
  @*/
static inline bool bits_test(word_t word, uint32_t k) { return (word & ((word_t)1 << k)) != 0; }

/* `word` with bit `k` set. */
/*@ requires bound: k < WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take:      BitSet(\result, k);
  @ ensures unchanged: SameBitsBut(word, \result, k);
  @*/
static inline word_t bits_set(word_t word, uint32_t k) { return word | ((word_t)1 << k); }

/* `word` with bit `k` cleared. */
/*@ requires bound: k < WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures give:      !BitSet(\result, k);
  @ ensures unchanged: SameBitsBut(word, \result, k);
  @*/
static inline word_t bits_clear(word_t word, uint32_t k) { return word & ~((word_t)1 << k); }

/* `word` with every bit inverted. bits_invert(0) is the full word. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer k; 0 <= k < WORD_BITS ==> (BitSet(\result, k) <==> !BitSet(word, k));
  @*/
static inline word_t bits_invert(word_t word) { return (word_t)~word; }

/* Index of the lowest clear bit of `word`, or WORD_BITS when every bit is set. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= WORD_BITS;
  @ ensures take:  LowestClear(word, \result);
  @*/
static inline uint32_t bits_lowest_clear(word_t word) {
    word_t clear = (word_t)~word;
    return clear == 0 ? WORD_BITS : word_lowest_set(clear);
}

/* Index of the lowest set bit of `word`, or WORD_BITS when none is, by a plain loop: what the tests compare the
   trusted word_lowest_set with. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result <= WORD_BITS;
  @ ensures take:  \result < WORD_BITS ==> LowestSet(word, \result);
  @ ensures none:  \result == WORD_BITS ==> \forall integer k; 0 <= k < WORD_BITS ==> !BitSet(word, k);
  @*/
uint32_t bits_lowest_set_plain(word_t word);

#endif
