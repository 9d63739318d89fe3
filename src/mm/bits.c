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
