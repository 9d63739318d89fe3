/* A frame that becomes a table holds nothing. For paging*.c alone. */
#ifndef MM_PAGING_CLEAR_H
#define MM_PAGING_CLEAR_H

#include "paging.h"

/* Fill a frame that is allocated with zeros, so that it may become a table. */
/*@ requires valid: PagingValid(p);
  @ requires take:  0 < frame < p->tables.nframes && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1], p->tables.live[frame];
  @ ensures valid: PagingValid(p);
  @ ensures none:  TableClear(&p->tables, frame);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
void paging_clear_frame(const paging_t *p, frame_t frame);

#endif
