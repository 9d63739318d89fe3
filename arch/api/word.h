/* The one word operation that C cannot say: find the lowest set bit in one instruction.

   Trusted (proofs/trusted.json): the contract below is believed, not proved, because the body is a compiler
   builtin. src/mm/bits.c holds a plain loop that finds the same bit and is proved, and tests/unit/bits.c
   compares the two. Source: Intel SDM vol. 2A, "BSF - Bit Scan Forward". */
#ifndef API_WORD_H
#define API_WORD_H

#include "machine.h"
#include "../../specs/bits.acsl"

/* Index (0 .. WORD_BITS-1) of the lowest set bit of `word`, which must not be 0. */
/*@ requires bound: word != 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < WORD_BITS;
  @ ensures take:  LowestSet(word, \result);
  @*/
static inline uint32_t word_lowest_set(word_t word) { return (uint32_t)WORD_CTZ(word); }

#endif
