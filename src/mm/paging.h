/* Address spaces: which frame is mapped at which page, for whom, and how. */
#ifndef MM_PAGING_H
#define MM_PAGING_H

#include "pmm.h"
#include "tables.h"

typedef struct {
    tables_t tables;
    pmm_t *pmm;
    pageno_t window,
        window_end;    /* the kernel's window on all memory: pages window .. window_end-1 of its half */
    frame_t identity;  /* the root of the space where each page has the frame of its number, or FRAME_NONE */
    uint32_t features; /* what the processor has (rights.h) */
} paging_t;

/* The table and the entry that map each frame whose owner is OWNER_MAPPED. */
/*@ ghost
  extern int64_t map_table[FRAME_LIMIT];
  extern int64_t map_place[FRAME_LIMIT];
*/

#include "../../specs/paging.acsl"

/* Whether `page` is of the kernel's half, which all spaces share. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> KernelPage(page);
  @*/
static inline bool paging_is_kernels(pageno_t page) {
    return tables_index(page, TABLE_LEVELS) / (KERNEL_END - KERNEL_FIRST) ==
           KERNEL_FIRST / (KERNEL_END - KERNEL_FIRST);
}

/* What paging_translate says of a page that is not mapped. No frame has this number; frame 0 may be in the window. */
#define FRAME_UNMAPPED 0xFFFFFFFFu

/* The frame that `page` is mapped to in the space of `root`, by a page of any size; FRAME_UNMAPPED when it is not mapped. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires bound: IsPage(page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntryPresent(Walk(&p->tables, root, page)) ==> \result < FRAME_LIMIT &&
  @                 \result == PageFrame(Walk(&p->tables, root, page), page, WalkSpan(&p->tables, root, page));
  @ ensures none: !EntryPresent(Walk(&p->tables, root, page)) ==> \result == FRAME_UNMAPPED;
  @*/
frame_t paging_translate(const paging_t *p, frame_t root, pageno_t page);

#endif
