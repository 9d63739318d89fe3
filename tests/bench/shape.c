#include "shape.h"
#include <string.h>

/* Alternate frames are taken, the first of each pair free. */
#define EVERY_SECOND ((word_t)0xAAAAAAAAAAAAAAAAu)

/* Bits of the fraction that random_free takes. */
#define FRACTION_BITS 10u

uint64_t shape_random(uint64_t n) {
    uint64_t z = (n + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

word_t shape_empty(uint32_t nframes, uint32_t w) {
    (void)nframes;
    (void)w;
    return 0;
}

/* Each bit is clear with a chance of `part` in 1024, the same bits for the same word every time. */
static word_t random_free(uint32_t w, uint32_t part) {
    word_t clear = 0;
    for (uint32_t k = 0; k < FRACTION_BITS; k++) {
        word_t random = shape_random((uint64_t)w * FRACTION_BITS + k);
        clear = (part >> k & 1u) != 0 ? clear | random : clear & random;
    }
    return ~clear;
}

word_t shape_tenth(uint32_t nframes, uint32_t w) {
    (void)nframes;
    return random_free(w, 102);
}

word_t shape_hundredth(uint32_t nframes, uint32_t w) {
    (void)nframes;
    return random_free(w, 10);
}

word_t shape_packed(uint32_t nframes, uint32_t w) {
    uint32_t first = shape_band(nframes) / WORD_BITS;
    return w >= first && w - first < nframes / WORD_BITS / 2 ? ~(word_t)0 : 0;
}

word_t shape_alternate(uint32_t nframes, uint32_t w) {
    (void)nframes;
    (void)w;
    return EVERY_SECOND;
}

/* The free blocks are counted from the start of the band, so that a search from there walks as far at every size. */
word_t shape_blocks(uint32_t nframes, uint32_t w) {
    uint32_t block = (w * WORD_BITS - shape_band(nframes)) / BLOCK_FRAMES;
    return block % BLOCKS_PER_FREE == 11 ? 0 : EVERY_SECOND;
}

frame_t shape_band(uint32_t nframes) { return nframes > BAND_HIGH ? BAND_HIGH : ZONE_ISA; }

bool shape_free(shape_t shape, uint32_t nframes, frame_t frame) {
    return frame != 0 && (shape(nframes, frame / WORD_BITS) >> frame % WORD_BITS & 1u) == 0;
}

uint32_t shape_count(shape_t shape, uint32_t nframes, frame_t first) {
    uint32_t n = 0;
    for (uint32_t w = first / WORD_BITS; w < nframes / WORD_BITS; w++)
        n += (uint32_t)__builtin_popcountll(~shape(nframes, w));
    return n;
}

/* The owners of eight frames, as bytes, for each value of eight bits. */
static const uint8_t *owners_of(uint8_t bits) {
    static uint8_t table[256][8];
    if (table[255][0] != OWNER_ALLOCATED) {
        for (uint32_t i = 0; i < 256 * 8; i++)
            table[i / 8][i % 8] = (i / 8 >> i % 8 & 1u) != 0 ? OWNER_ALLOCATED : OWNER_FREE;
    }
    return table[bits];
}

/* Give word `w`, which is full, the bits `taken`. The map is told of one free frame only: a word that is neither full
   nor empty looks the same to its summaries whichever bits it has. */
static void shape_word(pmm_t *pmm, uint32_t w, word_t taken) {
    uint32_t first = w * WORD_BITS;
    if (taken == 0)
        freemap_give_run(&pmm->free, first, first + WORD_BITS);
    else if (~taken != 0)
        freemap_give(&pmm->free, first + word_lowest_set(~taken));
    pmm->free.words[w] = taken;
    pmm->count[OWNER_FREE] += __builtin_popcountll(~taken);
    for (uint32_t k = 0; k < WORD_BITS; k += 8)
        memcpy(&pmm->owner[first + k], owners_of((uint8_t)(taken >> k)), 8);
}

void shape_memory(pmm_t *pmm, shape_t shape) {
    /* A request that nothing can meet closes the open word; then every frame is taken. */
    pmm_alloc_in(pmm, 1);
    freemap_init(&pmm->free, pmm->free.words, pmm->nframes);
    pmm->count[OWNER_FREE] = pmm->count[OWNER_RESERVED] = pmm->count[OWNER_DEVICE] = 0;
    for (uint32_t w = 0; w < pmm->nframes / WORD_BITS; w++) shape_word(pmm, w, shape(pmm->nframes, w));
    /* Frame 0 is never free. */
    if (pmm->owner[0] == OWNER_FREE) pmm->count[OWNER_FREE]--;
    freemap_take(&pmm->free, 0);
    pmm->owner[0] = OWNER_RESERVED;
    pmm->count[OWNER_RESERVED]++;
}
