/* The memory of the machine, from the loader's map to the first allocation. */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include "boot.h"
#include "memmap.h"
#include "pmm.h"

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

#endif
