/* The memory of the machine, from the loader's map to the first allocation. */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include "boot.h"
#include "memmap.h"
#include "page.h"
#include "pmm.h"

/* Build option POISON=1: frames that the kernel gives back are filled with PAGE_POISON. */
#ifndef KERNEL_POISON
#define KERNEL_POISON 0
#endif

/* Some frames in a row. */
typedef struct {
    frame_t first;
    uint32_t count;
} frame_span_t;

/* Everything that boot learned and decided about memory. */
typedef struct {
    memmap_t map;          /* what may be used, after all reservations */
    pmm_t pmm;             /* who owns each frame */
    frame_span_t image;    /* the kernel itself */
    frame_span_t metadata; /* the bitmap and the owner bytes */
    frame_span_t snapshot; /* one byte per frame for the self-test */
    uint32_t crowded;      /* ranges that found the map full: memory was lost, none was gained */
    bool damaged;          /* a list of the loader is not to be believed from some point on */
} memory_t;

/* Fills the structure from the loader's hand-over and starts the allocator; ends the run if there is no way. */
void memory_init(memory_t *memory, const boot_t *boot);

/* A free frame of the window with nothing but zeros in it; FRAME_NONE when there is none. */
frame_t memory_alloc_zeroed(memory_t *memory);

/* Gives a frame back, poisoned if the kernel is built so and the window reaches it. Refuses what pmm_free refuses. */
mm_status_t memory_free(memory_t *memory, frame_t frame);

#endif
