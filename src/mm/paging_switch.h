/* The processor goes from one address space to another. */
#ifndef MM_PAGING_SWITCH_H
#define MM_PAGING_SWITCH_H

#include "mmu.h"
#include "paging_space_4gb.h"

/* Enter the space of `root`, one of paging_new_space's or of paging_new_4gb's. Nothing happens when the processor is there already:
   writing its root anew would only make it forget.
   What runs, its stack and what it looks at next have to be in the kernel's half, which is the same in all spaces; with two levels a
   space of 4 GiB has that half only as far as there each page is mapped to the frame of its number. */
/*@ requires valid: PagingValid(p) && (IsRoot(&p->tables, root) || \exists integer rights; FlatSpace(p, root, rights));
  @ terminates \true; exits \false;
  @ assigns mmu_current, tlb_links;
  @ ensures take:  mmu_current == root;
  @ ensures stale: \old(TlbClean) ==> TlbClean;
  @ behavior there:
  @   assumes mmu_current == root;
  @   ensures unchanged: TlbSame{Old, Here};
  @ behavior elsewhere:
  @   assumes mmu_current != root;
  @   ensures stale: tlb_links == 0;
  @ complete behaviors; disjoint behaviors;
  @*/
void paging_switch(const paging_t *p, frame_t root);

#endif
