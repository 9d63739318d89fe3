/* What is mapped at a page. For paging*.c alone. */
#ifndef MM_PAGING_FOUND_H
#define MM_PAGING_FOUND_H

#include "paging.h"
#include "status.h"

#include "../../specs/paging_found.acsl"

/* What is mapped at `page` in the space of `root`: MM_OK for a frame that is mapped nowhere else. `table` is the page's of the
   lowest level, or FRAME_NONE. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior absent:
  @   assumes !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior owner:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && !PageOwned(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior give:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && PageOwned(p, root, page);
  @   ensures give: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_found(const paging_t *p, frame_t root, pageno_t page, frame_t table);

#endif
