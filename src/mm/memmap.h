#ifndef MM_MEMMAP_H
#define MM_MEMMAP_H
#include "types.h"
#include "status.h"

#define MEMMAP_CAPACITY 128u

typedef enum { MEM_DEVICE = 0, MEM_USABLE = 1, MEM_RESERVED = 2 } mem_kind_t;

typedef struct {
    frame_t first;
    frame_t end;
    uint32_t kind;
} mem_range_t;

typedef struct {
    uint32_t count;
    mem_range_t range[MEMMAP_CAPACITY];
} memmap_t;

void memmap_init(memmap_t *map);
mm_status_t memmap_add_usable(memmap_t *map, uint64_t base, uint64_t length);
mm_status_t memmap_add_reserved(memmap_t *map, uint64_t base, uint64_t length);
mem_kind_t memmap_kind(const memmap_t *map, frame_t frame);
frame_t memmap_limit(const memmap_t *map);
frame_t memmap_find(const memmap_t *map, uint32_t count, frame_t below);
#endif
