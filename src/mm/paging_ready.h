/* Whether a page can be mapped, before anything is touched. For paging*.c alone. */
#ifndef MM_PAGING_READY_H
#define MM_PAGING_READY_H

#include "paging_map.h"

#include "../../specs/paging_ready.acsl"

/* What paging_map would say, were there frames enough for tables: MM_OK, or why not. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: MapSays(p, root, page, frame, rights, \result);
  @*/
mm_status_t paging_ready(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

#endif
