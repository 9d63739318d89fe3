/* Address spaces come and go. */
#ifndef MM_PAGING_SPACE_H
#define MM_PAGING_SPACE_H

#include "mmu.h"
#include "paging.h"
#include "status.h"

#include "../../specs/paging_space.acsl"

/* A new space: its root. It has the kernel's half, which all spaces share, and nothing else is mapped in it. FRAME_NONE only when no
   frame is free that may be a table; then nothing changed. From the first space on, the entries of the kernel's half of roots
   stay as they are: what the kernel maps later comes under the tables that hang there already. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  \result == FRAME_NONE ==> \old(PmmNoRun(p->pmm, 1, 1, p->tables.nframes));
  @ ensures none:  \result == FRAME_NONE ==> PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures take:  \result != FRAME_NONE ==> IsRoot(&p->tables, \result);
  @ ensures take:  \result != FRAME_NONE ==> \old(p->pmm->owner[\at(\result, Here)]) == OWNER_FREE;
  @ ensures take:  \result != FRAME_NONE ==> PmmSameBut{Old, Here}(p->pmm, \result);
  @ ensures none:  \result != FRAME_NONE ==>
  @                  \forall integer v; IsPage(v) && !KernelPage(v) ==> !EntryPresent(Walk(&p->tables, \result, v));
  @ ensures take:  \result != FRAME_NONE ==> \forall integer v; IsPage(v) && KernelPage(v) ==>
  @                  Walk(&p->tables, \result, v) == Walk(&p->tables, p->tables.kernel, v);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
frame_t paging_new_space(const paging_t *p);

/* The space of `root`, one of paging_new_space's that has not ended, comes to an end: its root, the tables of its own half and the
   frames that are mapped there are free, and the TLB knows. Frames that are shared are so by as many pages less as the space had,
   and free when these were all (paging_shares says how many are left); frames that are a device's stay what they are. What every other
   space has is as before.
   MM_EINVAL: the kernel's space, which never ends. MM_EBUSY: the processor is in it. Then nothing changed. That no other processor is in it, the caller has to see to. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @ behavior kernel:
  @   assumes root == p->tables.kernel;
  @   ensures none: \result == MM_EINVAL;
  @   ensures none: PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @   ensures none: RootsStay{Old, Here}(&p->tables) && PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ behavior busy:
  @   assumes root != p->tables.kernel && root == mmu_current;
  @   ensures none: \result == MM_EBUSY;
  @   ensures none: PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @   ensures none: RootsStay{Old, Here}(&p->tables) && PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @ behavior give:
  @   assumes root != p->tables.kernel && root != mmu_current;
  @   ensures give: \result == MM_OK && !IsRoot(&p->tables, root) && SpaceFreed{Old, Here}(p, root);
  @   ensures unchanged: OthersStay{Old, Here}(&p->tables, root) && OthersSame{Old, Here}(&p->tables, root);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_free_space(const paging_t *p, frame_t root);

#endif
