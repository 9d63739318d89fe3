#include "plain.h"
#include "shape.h"

static frame_t null_alloc(pmm_t *pmm) { return pmm->nframes - 1; }

static mm_status_t null_give(pmm_t *pmm, frame_t frame) {
    (void)pmm;
    (void)frame;
    return MM_OK;
}

static mm_status_t null_alloc_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t *first) {
    (void)pmm;
    (void)count;
    (void)align;
    (void)below;
    (void)first;
    return MM_OK;
}

static mm_status_t null_give_run(pmm_t *pmm, frame_t first, uint32_t count) {
    (void)pmm;
    (void)first;
    (void)count;
    return MM_OK;
}

static bool taken(const pmm_t *pmm, frame_t frame) {
    return (pmm->free.words[frame / WORD_BITS] >> frame % WORD_BITS & 1u) != 0;
}

static void take(pmm_t *pmm, frame_t frame) {
    pmm->free.words[frame / WORD_BITS] |= (word_t)1 << frame % WORD_BITS;
}

static void give(pmm_t *pmm, frame_t frame) {
    pmm->free.words[frame / WORD_BITS] &= ~((word_t)1 << frame % WORD_BITS);
}

static frame_t firstfit_alloc(pmm_t *pmm) {
    for (uint32_t w = 0; w < pmm->nframes / WORD_BITS; w++) {
        if (~pmm->free.words[w] == 0) continue;
        frame_t frame = w * WORD_BITS + word_lowest_set(~pmm->free.words[w]);
        take(pmm, frame);
        return frame;
    }
    return FRAME_NONE;
}

static mm_status_t firstfit_give(pmm_t *pmm, frame_t frame) {
    if (!taken(pmm, frame)) return MM_EFREE;
    give(pmm, frame);
    return MM_OK;
}

/* Walks frame by frame and starts again at the next multiple of `align` behind each that is taken. */
static mm_status_t firstfit_alloc_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below,
                                      frame_t *first) {
    uint32_t end = below < pmm->nframes ? below : pmm->nframes, start = 0;
    for (frame_t f = 0; f < end; f++) {
        if (taken(pmm, f)) {
            start = (f + align) & ~(align - 1);
            f = start - 1;
        } else if (f + 1 - start == count) {
            for (frame_t g = start; g <= f; g++) take(pmm, g);
            *first = start;
            return MM_OK;
        }
    }
    return MM_ENOMEM;
}

static mm_status_t firstfit_give_run(pmm_t *pmm, frame_t first, uint32_t count) {
    for (frame_t f = first; f < first + count; f++) {
        if (!taken(pmm, f)) return MM_EFREE;
        give(pmm, f);
    }
    return MM_OK;
}

/* The bits of word `w` that stand for frames of first .. end-1, of which it has at least one. */
static word_t part(uint32_t w, frame_t first, frame_t end) {
    frame_t base = w * WORD_BITS;
    word_t from = first > base ? ~(word_t)0 << (first - base) : ~(word_t)0;
    return end - base < WORD_BITS ? from & ~(~(word_t)0 << (end - base)) : from;
}

/* Searches the highest band only, where pmm begins too. `count` is more than a word has bits, so that a run always
   reaches the end of the word it starts in; `align` is 1. */
static mm_status_t wordscan_alloc_run(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below,
                                      frame_t *first) {
    uint32_t end = (below < pmm->nframes ? below : pmm->nframes) / WORD_BITS, run = 0;
    if (count <= WORD_BITS || align != 1) return MM_EINVAL;
    for (uint32_t w = shape_band(pmm->nframes) / WORD_BITS; w < end; w++) {
        word_t word = pmm->free.words[w];
        uint32_t more = word == 0 ? WORD_BITS : word_lowest_set(word);
        if (run + more >= count) {
            *first = w * WORD_BITS - run;
            for (uint32_t v = *first / WORD_BITS; v <= w; v++)
                pmm->free.words[v] |= part(v, *first, *first + count);
            return MM_OK;
        }
        run = word == 0 ? run + WORD_BITS : (uint32_t)__builtin_clzll(word);
    }
    return MM_ENOMEM;
}

static mm_status_t wordscan_give_run(pmm_t *pmm, frame_t first, uint32_t count) {
    for (uint32_t w = first / WORD_BITS; w <= (first + count - 1) / WORD_BITS; w++)
        pmm->free.words[w] &= ~part(w, first, first + count);
    return MM_OK;
}

const allocator_t plain_null = {"null", null_alloc, null_give, null_alloc_run, null_give_run};
const allocator_t plain_firstfit = {"firstfit", firstfit_alloc, firstfit_give, firstfit_alloc_run,
                                    firstfit_give_run};
const allocator_t plain_wordscan = {"wordscan", NULL, NULL, wordscan_alloc_run, wordscan_give_run};
