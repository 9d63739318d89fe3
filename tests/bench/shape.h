/* Memory in a given shape, at once whatever its size: to reach it call by call would take minutes at 1 TiB. */
#ifndef BENCH_SHAPE_H
#define BENCH_SHAPE_H

#include "pmm.h"

/* Frames of a block: 4 MiB. One block in BLOCKS_PER_FREE is wholly free in shape_blocks. */
#define BLOCK_FRAMES    1024u
#define BLOCKS_PER_FREE 16u

/* Which frames of word `w` are taken (bit = 1), in memory of `nframes` frames. */
typedef word_t (*shape_t)(uint32_t nframes, uint32_t w);

word_t shape_empty(uint32_t nframes, uint32_t w);     /* none */
word_t shape_tenth(uint32_t nframes, uint32_t w);     /* all but a random tenth */
word_t shape_hundredth(uint32_t nframes, uint32_t w); /* all but a random hundredth */
word_t shape_packed(uint32_t nframes,
                    uint32_t w); /* half of all, in a row from the start of the highest band */
word_t shape_alternate(uint32_t nframes, uint32_t w); /* every second frame */
word_t shape_blocks(uint32_t nframes, uint32_t w);    /* likewise, but every 16th block is wholly free */

/* Number `n` of a repeatable sequence of random bits (SplitMix64). */
uint64_t shape_random(uint64_t n);

/* Is `frame` free in this shape? */
bool shape_free(shape_t shape, uint32_t nframes, frame_t frame);

/* How many frames from `first` on are free in this shape. */
uint32_t shape_count(shape_t shape, uint32_t nframes, frame_t first);

/* Where a search starts: the first frame of the highest band that this memory has. */
frame_t shape_band(uint32_t nframes);

/* Bring all frames into this shape, no word open, as if they had been taken and given one by one. */
void shape_memory(pmm_t *pmm, shape_t shape);

#endif
