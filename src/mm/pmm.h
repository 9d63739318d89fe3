#ifndef MM_PMM_H
#define MM_PMM_H
#include "bitmap.h"
#include "memmap.h"

typedef enum {
    OWNER_FREE = 0, OWNER_RESERVED, OWNER_DEVICE, OWNER_ALLOCATED, OWNER_TABLE, OWNER_MAPPED, OWNER_SHARED
} owner_t;

typedef struct {
    uint32_t nframes;
    uint8_t *owner;
    bitmap_t taken;
} pmm_t;

mm_status_t pmm_init(pmm_t *pmm, const memmap_t *map, frame_t nframes, word_t *words, uint8_t *owner);
frame_t pmm_alloc(pmm_t *pmm);
mm_status_t pmm_free(pmm_t *pmm, frame_t frame);
owner_t pmm_owner(const pmm_t *pmm, frame_t frame);
bool pmm_check(const pmm_t *pmm);
#endif
