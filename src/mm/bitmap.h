#ifndef MM_BITMAP_H
#define MM_BITMAP_H
#include "types.h"

typedef struct {
    uint32_t nbits;
    uint32_t nwords;
    uint32_t hint;
    word_t *words;
} bitmap_t;

#define BITMAP_WORDS(nbits) (((nbits) + WORD_BITS - 1u) / WORD_BITS)
#endif
