/* The laws of address spaces: the sentences that a user counts on, each a client of the public functions and nothing more.

   A law is a program that could contradict it, and a contract that says it does not. Most return whether what they saw was as the law
   says, and are proved to return true; `tests/unit/laws.c` runs them. They are no part of what is lifted into a kernel.

   `stale` in a contract: nothing is remembered that is not so, before and after (NoStale). */
#ifndef PROOFS_LAWS_H
#define PROOFS_LAWS_H

#include "paging_map.h"
#include "paging_protect.h"
#include "paging_space.h"
#include "paging_unmap.h"

#include "../../specs/laws.acsl"

/* Translate after map: where a frame was mapped, that frame is found. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures take:  \result;
  @*/
bool law_translate_after_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

/* Unmap after map restores every translation, and the frame is the caller's again. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p), tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures give:  \result;
  @ ensures give:  \old(MapReady(p, root, page, frame, rights)) ==> p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ ensures unchanged: WalksSame{Old, Here}(&p->tables);
  @*/
bool law_unmap_after_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

/* Mapping a page of its own half in one space changes no other space. The status is paging_map's. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires bound: !KernelPage(page);
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures unchanged: OtherSpacesSame{Old, Here}(&p->tables, root);
  @*/
mm_status_t law_map_is_private(const paging_t *p, frame_t root, pageno_t page, frame_t frame,
                               uint32_t rights);

/* Protecting keeps frames: every page of every space is mapped to the frame that it was mapped to. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ requires bound: IsPage(page);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to, tlb_links;
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures unchanged: \result;
  @ ensures unchanged: FramesStay{Old, Here}(&p->tables);
  @*/
bool law_protect_keeps_frames(const paging_t *p, frame_t root, pageno_t page, uint32_t rights);

/* The end of a space, in which the processor is not, frees the frames that were mapped in it, and its root. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && root != p->tables.kernel;
  @ requires bound: root != mmu_current;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p), tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p) && !IsRoot(&p->tables, root);
  @ ensures stale: TlbClean;
  @ ensures give:  \result && p->pmm->owner[root] == OWNER_FREE;
  @ ensures unchanged: OthersStay{Old, Here}(&p->tables, root);
  @ ensures unchanged: OtherSpacesSame{Old, Here}(&p->tables, root);
  @*/
bool law_end_frees_mapped(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

/* Two maps commute when their pages differ: the two pages are mapped as asked and all else is as before, whichever came first
   (Laws_CommuteFirst, Second and Else: then no page tells the two orders apart). False when one of them was refused. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsRoot(&p->tables, root2);
  @ requires bound: !PageIs(&p->tables, root, page, root2, page2);
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures take:  \result ==> BothMapped{Old, Here}(p, root, page, frame, rights, root2, page2, frame2, rights2);
  @*/
bool law_maps_commute(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                      frame_t root2, pageno_t page2, frame_t frame2, uint32_t rights2, bool second_first);

#endif
