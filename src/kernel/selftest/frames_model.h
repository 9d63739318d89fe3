/* Random requests to a frame allocator, and a plain array of owners that says what each must answer. The same code runs
   on the host (tests/property/frames_model.c) and in the kernels (test_frames_model.c). */
#ifndef SELFTEST_FRAMES_MODEL_H
#define SELFTEST_FRAMES_MODEL_H

#include "pmm.h"
#include "random.h"

#define MODEL_ISLANDS 16u
#define MODEL_BANDS   3u

/* Frames first .. end-1. */
typedef struct {
    frame_t first;
    frame_t end;
} island_t;

typedef struct {
    pmm_t *pmm;                        /* what is tested */
    uint8_t *owner;                    /* what each frame's owner must be */
    island_t island[MODEL_ISLANDS];    /* every frame that ever was free lies in one */
    uint32_t islands;                  /* how many there are */
    uint32_t free_frames[MODEL_BANDS]; /* how many frames of each band are free */
    uint32_t size;                     /* how many frames were free at first */
    uint32_t step;                     /* steps made */
    uint32_t refused;                  /* requests that were refused, as they had to be */
    random_t random;
    bool giving;       /* memory is being given back rather than taken */
    const char *wrong; /* the first disagreement; 0 as long as there is none */
} frames_model_t;

/* Start from the owners that the allocator has now; `owner` has room for as many. Frames that are allocated already
   count as the model's, and are given back. */
void frames_model_init(frames_model_t *model, pmm_t *pmm, uint8_t *owner, uint64_t seed);

/* Make that many random requests. False at the first wrong answer. */
bool frames_model_run(frames_model_t *model, uint32_t steps);

/* Has every frame the owner it must have, and does the allocator's invariant hold? */
bool frames_model_compare(frames_model_t *model);

/* Give back every frame that is allocated, some alone and some in runs. False when one is refused. */
bool frames_model_give_back(frames_model_t *model);

#endif
