#include "bits.h"

uint32_t bits_lowest_set_plain(word_t word) {
    uint32_t k = 0;
    /*@ loop invariant bound: k <= WORD_BITS;
      @ loop invariant none:  \forall integer j; 0 <= j < k ==> !BitSet(word, j);
      @ loop assigns k;
      @ loop variant WORD_BITS - k;
      @*/
    while (k < WORD_BITS && !bits_test(word, k)) k++;
    return k;
}

uint32_t bits_highest_set(word_t word) {
    uint32_t k = WORD_BITS - 1;
    /*@ loop invariant bound: k < WORD_BITS;
      @ loop invariant none:  \forall integer j; k < j < WORD_BITS ==> !BitSet(word, j);
      @ loop assigns k;
      @ loop variant k;
      @*/
    while (k > 0 && !bits_test(word, k)) k--;
    return k;
}
