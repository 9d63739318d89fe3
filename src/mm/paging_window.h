/* The kernel's window on all memory is made: pages in a row, each to the frame of its number in the window. */
#ifndef MM_PAGING_WINDOW_H
#define MM_PAGING_WINDOW_H

#include "paging_map.h"

#include "../../specs/paging_found.acsl"
#include "../../specs/paging_range.acsl"
#include "../../specs/paging_window.acsl"

/* Map pages page .. page+count-1 of the kernel's window (paging_init says where it is), each to the frame of its number there: the
   window's first page to frame 0. Each entry is of the largest level that the place, what is left of the stretch and the processor
   (FEATURE_LARGE, FEATURE_HUGE) allow, and under which no table hangs. Whose a frame is does not matter and does not change: the window
   is the one place where a frame is mapped beside what its owner says. `rights` as in rights.h, for the kernel alone; stretches may have
   different ones. The tables that are missing on the way are made of free frames. There is nothing to tell the TLB.
   The roots of all spaces have the entries of the kernel's half, so this is to be done before the first of them is made
   (paging_new_space).
   MM_EINVAL: no page at all, not all of the window, rights that make no sense, or for users. MM_ENOTSUP: rights that this processor cannot
   give. MM_EBUSY: something is mapped at one of the pages. Then nothing changed.
   MM_ENOMEM: no frames for tables. Then the pages before one of them are mapped, and it and those behind it are not (WindowHalfway):
   a kernel that cannot see its memory has nowhere to go back to, so nothing is undone. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && WindowRange(p->window, p->window_end);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures none:  \result != MM_OK && \result != MM_ENOMEM ==> PagingSame{Old, Here}(p);
  @ ensures stale: TlbSame{Old, Here};
  @ behavior place:
  @   assumes !WindowAsked(p, page, count, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes WindowAsked(p, page, count, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior busy:
  @   assumes WindowAsked(p, page, count, rights) && !RightsAbsent(p->features, rights);
  @   assumes !RangeAbsent(&p->tables, p->tables.kernel, page, page + count);
  @   ensures none: \result == MM_EBUSY;
  @ behavior take:
  @   assumes WindowAsked(p, page, count, rights) && !RightsAbsent(p->features, rights);
  @   assumes RangeAbsent(&p->tables, p->tables.kernel, page, page + count);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> WindowHalfway{Old, Here}(p, page, page + count, rights);
  @   ensures none: \result == MM_ENOMEM ==> TooFew(p, TABLE_LEVELS - 1);
  @   ensures take: \result == MM_OK ==> WindowSoFar{Old, Here}(p, page, page + count, rights);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_window(const paging_t *p, pageno_t page, pageno_t count, uint32_t rights);

#endif
