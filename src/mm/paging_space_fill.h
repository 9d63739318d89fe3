/* One table of a space of 4 GiB is written (paging_space_4gb.h). For paging_space_4gb.c alone. */
#ifndef MM_PAGING_SPACE_FILL_H
#define MM_PAGING_SPACE_FILL_H

#include "paging_space_4gb.h"

/* Write table k of the run that begins at `run`, whose pages are of level `bottom`. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < run && k < FlatCount(bottom) && run + FlatCount(bottom) <= p->tables.nframes;
  @ requires take:  p->pmm->owner[run + k] == OWNER_ALLOCATED;
  @ requires take:  LARGEST_LEVEL - 1 <= bottom <= LARGEST_LEVEL;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1];
  @ ensures valid: PagingValid(p);
  @ ensures take:  FlatTable(p, run, bottom, rights, k);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: FlatElsewhere{Old, Here}(p, run + k);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
void paging_space_fill(const paging_t *p, frame_t run, uint32_t k, uint32_t bottom, uint32_t rights);

#endif
