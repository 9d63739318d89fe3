/* A space that has all of the lowest 4 GiB, each page mapped to the frame of its number: for the first steps of a kernel, and for
   those who call firmware. */
#ifndef MM_PAGING_SPACE_4GB_H
#define MM_PAGING_SPACE_4GB_H

#include "mmu.h"
#include "paging.h"
#include "rights.h"

/* Pages in 4 GiB. */
#define PAGES_4GB 0x100000u

/* The run of frames that such a space is: which of them is the table of the level that has the largest pages, how many pages an entry of
   it serves, and one of the level below, and how many of its entries there are below 4 GiB. */
#define FLAT_HUB    (TABLE_LEVELS - LARGEST_LEVEL)
#define FLAT_LEAVES (PAGES_4GB / FLAT_SPAN)
#if LARGEST_LEVEL == 2 /* the preprocessor chooses: what one machine never takes is dead code to its proof */
#define FLAT_SPAN  SPAN_2
#define FLAT_SMALL SPAN_1
#else
#define FLAT_SPAN  SPAN_3
#define FLAT_SMALL SPAN_2
#endif

#include "../../specs/paging_space_4gb.acsl"

typedef struct {
    mm_status_t status;
    frame_t root; /* of the new space, when the status is MM_OK */
} space_4gb_t;

/* How many frames, all in a row, such a space is made of: 1 or 1025 with two levels, 2 or 6 with four, as the processor has pages of
   the largest size or not (FEATURE_LARGE with two, FEATURE_HUGE with four levels; pages of 2 MiB every processor with four has). */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == FlatCount(FlatBottom(p->features));
  @*/
uint32_t paging_frames_4gb(const paging_t *p);

/* A new space: each page of the lowest 4 GiB is mapped to the frame of its number, by the largest pages that the processor has, with
   `rights` (rights.h) and for the kernel alone. Where the kernel's half lies beyond 4 GiB, the space has what hangs under the kernel's
   root now, as other spaces have; with two levels 4 GiB are all there is, and who switches to the space has to run where addresses
   are the same in both. Its tables are frames in a row that paging_frames_4gb counts, the first of them the root. They are the
   caller's (OWNER_ALLOCATED) and not in the tree of tables: paging_switch takes the root and paging_free_4gb, no other function
   does. Nobody may map them or write to them.
   MM_EINVAL: rights that make no sense, for users, or global. MM_ENOTSUP: rights that this processor cannot give. MM_ENOMEM: not so
   many frames in a row that may be tables. Then nothing changed. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ behavior rights:
  @   assumes FlatSenseless(rights);
  @   ensures none: \result.status == MM_EINVAL && PmmSame{Old, Here}(p->pmm);
  @ behavior absent:
  @   assumes !FlatSenseless(rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result.status == MM_ENOTSUP && PmmSame{Old, Here}(p->pmm);
  @ behavior none:
  @   assumes !FlatSenseless(rights) && !RightsAbsent(p->features, rights);
  @   assumes PmmNoRun(p->pmm, FlatCount(FlatBottom(p->features)), 1, p->tables.nframes);
  @   ensures none: \result.status == MM_ENOMEM && PmmSame{Old, Here}(p->pmm);
  @ behavior take:
  @   assumes !FlatSenseless(rights) && !RightsAbsent(p->features, rights);
  @   assumes !PmmNoRun(p->pmm, FlatCount(FlatBottom(p->features)), 1, p->tables.nframes);
  @   ensures take: \result.status == MM_OK;
  @   ensures take: FramesTake{Old, Here}(p->pmm, \result.root, \result.root + FlatCount(FlatBottom(p->features)));
  @   ensures take: \result.root + FlatCount(FlatBottom(p->features)) <= p->tables.nframes;
  @   ensures take: FlatSpace(p, \result.root, rights);
  @ complete behaviors; disjoint behaviors;
  @*/
space_4gb_t paging_new_4gb(const paging_t *p, uint32_t rights);

/* The space of `root`, one of paging_new_4gb's, comes to an end: its frames are free.
   MM_EBUSY: the processor is in it; that no other processor is, the caller has to see to. MM_ERANGE: frames of it do not exist.
   MM_EOWNER: one of them is not the caller's. Then nothing changed. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ behavior busy:
  @   assumes root == mmu_current;
  @   ensures none: \result == MM_EBUSY && PmmSame{Old, Here}(p->pmm);
  @ behavior range:
  @   assumes root != mmu_current && root + FlatCount(FlatBottom(p->features)) > p->pmm->nframes;
  @   ensures none: \result == MM_ERANGE && PmmSame{Old, Here}(p->pmm);
  @ behavior owner:
  @   assumes root != mmu_current && root + FlatCount(FlatBottom(p->features)) <= p->pmm->nframes;
  @   assumes !PmmAll(p->pmm, root, root + FlatCount(FlatBottom(p->features)), OWNER_ALLOCATED);
  @   ensures none: \result == MM_EOWNER && PmmSame{Old, Here}(p->pmm);
  @ behavior give:
  @   assumes root != mmu_current && root + FlatCount(FlatBottom(p->features)) <= p->pmm->nframes;
  @   assumes PmmAll(p->pmm, root, root + FlatCount(FlatBottom(p->features)), OWNER_ALLOCATED);
  @   ensures give: \result == MM_OK && FramesGive{Old, Here}(p->pmm, root, root + FlatCount(FlatBottom(p->features)));
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_free_4gb(const paging_t *p, frame_t root);

#endif
