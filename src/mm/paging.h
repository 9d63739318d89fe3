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
    int16_t *shares;   /* how many pages are mapped to each frame of pmm whose owner is OWNER_SHARED */
    uint32_t features; /* what the processor has (rights.h) */
} paging_t;

/* The most pages that one frame can be mapped to. */
#define SHARE_LIMIT 32767

/* For ghost data alone: something for each page of a frame, something for each entry of a table. */
typedef struct {
    int32_t at[SHARE_LIMIT];
} share_pages_t;
typedef struct {
    int32_t at[TABLE_ENTRIES];
} share_entries_t;

/* The table and the entry that map each frame whose owner is OWNER_MAPPED. The entries that map a frame whose owner is OWNER_SHARED
   are numbered: the table and the entry of each number, and the number of each entry. */
/*@ ghost
  extern int64_t map_table[FRAME_LIMIT];
  extern int64_t map_place[FRAME_LIMIT];
  extern share_pages_t share_table[FRAME_LIMIT];
  extern share_pages_t share_place[FRAME_LIMIT];
  extern share_entries_t share_number[FRAME_LIMIT];
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
