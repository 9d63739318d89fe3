/* Allocators to compare with. They work on the words of the same free map (a bit for each frame, 1 is taken) and leave
   its summaries and the owners alone, so the memory must be shaped anew before pmm uses it again. */
#ifndef BENCH_PLAIN_H
#define BENCH_PLAIN_H

#include "pmm.h"

/* Something to measure. Functions that an allocator has not are NULL. */
typedef struct {
    const char *name;
    frame_t (*alloc)(pmm_t *pmm);
    mm_status_t (*give)(pmm_t *pmm, frame_t frame);
    mm_status_t (*alloc_run)(pmm_t *pmm, uint32_t count, uint32_t align, frame_t below, frame_t *first);
    mm_status_t (*give_run)(pmm_t *pmm, frame_t first, uint32_t count);
} allocator_t;

extern const allocator_t plain_null;     /* does nothing: the cost of the loop itself */
extern const allocator_t plain_firstfit; /* what a hobby kernel does: scan from frame 0 every time */
extern const allocator_t plain_wordscan; /* runs of more than a word, at any place, a word at a time */

#endif
