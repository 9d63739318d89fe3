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
    uint32_t low = 0, high = WORD_BITS;
    /*@ loop invariant bound: low < high <= WORD_BITS;
      @ loop invariant take:  \exists integer j; low <= j < high && BitSet(word, j);
      @ loop invariant none:  \forall integer j; high <= j < WORD_BITS ==> !BitSet(word, j);
      @ loop assigns low, high;
      @ loop variant high - low;
      @*/
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        word_t upper = bits_and(word, bits_from(middle));
        //@ assert take: \forall integer j; 0 <= j < WORD_BITS ==> (BitSet(upper, j) <==> BitSet(word, j) && middle <= j);
        if (bits_empty(upper))
            high = middle;
        else
            low = middle;
    }
    return low;
}
