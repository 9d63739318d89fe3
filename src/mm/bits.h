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

/* Is every bit of `word` set? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> WordFull(word);
  @*/
static inline bool bits_full(word_t word) { return bits_lowest_clear(word) == WORD_BITS; }

/* Is no bit of `word` set? */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures give: \result <==> WordEmpty(word);
  @*/
static inline bool bits_empty(word_t word) { return bits_full(bits_invert(word)); }

/* The word whose bits `k` and up are set. */
/*@ requires bound: k < WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer j; 0 <= j < WORD_BITS ==> (BitSet(\result, j) <==> k <= j);
  @*/
static inline word_t bits_from(uint32_t k) { return bits_invert(0) << k; }

/* The bits of either word. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer j; 0 <= j < WORD_BITS ==> (BitSet(\result, j) <==> BitSet(a, j) || BitSet(b, j));
  @*/
static inline word_t bits_or(word_t a, word_t b) { return a | b; }

/* The bits that both words have. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer j; 0 <= j < WORD_BITS ==> (BitSet(\result, j) <==> BitSet(a, j) && BitSet(b, j));
  @*/
static inline word_t bits_and(word_t a, word_t b) { return a & b; }

/* The word whose bits first .. end-1 are set. */
/*@ requires bound: first < WORD_BITS && end <= WORD_BITS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \forall integer j; 0 <= j < WORD_BITS ==> (BitSet(\result, j) <==> first <= j < end);
  @*/
static inline word_t bits_range(uint32_t first, uint32_t end) {
    return end < WORD_BITS ? bits_and(bits_from(first), bits_invert(bits_from(end))) : bits_from(first);
}

/* Index of the highest set bit of `word`, which is not empty. */
/*@ requires take: !WordEmpty(word);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < WORD_BITS;
  @ ensures take:  BitSet(word, \result) && \forall integer j; \result < j < WORD_BITS ==> !BitSet(word, j);
  @*/
uint32_t bits_highest_set(word_t word);

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
