/* A frame is mapped at a page that may have it. For paging*.c alone. */
#ifndef MM_PAGING_MAP_AT_H
#define MM_PAGING_MAP_AT_H

#include "paging_map.h"

/* Map `frame` at `page` in the space of `root`: the page's table of the lowest level. FRAME_NONE, and nothing changed, when something is
   mapped there or a table is missing that cannot be made. Who knows the table already says so in `table`, and that nothing is mapped
   there; else it is FRAME_NONE. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  MapReady(p, root, page, frame, rights);
  @ requires take:  table != FRAME_NONE ==> table == Table1(&p->tables, root, page) && !EntryPresent(Walk(&p->tables, root, page));
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures none:  \result == FRAME_NONE ==> PagingSame{Old, Here}(p);
  @ ensures none:  !\old(MapVacant(p, root, page)) ==> \result == FRAME_NONE;
  @ ensures none:  \old(MapVacant(p, root, page)) && \result == FRAME_NONE ==>
  @                  \old(TooFew(p, TablesMissing(&p->tables, root, page)));
  @ ensures take:  \result != FRAME_NONE ==> \result == Table1(&p->tables, root, page) && p->pmm->owner[frame] == OWNER_MAPPED;
  @ ensures take:  \result != FRAME_NONE ==> EntrySays(Walk(&p->tables, root, page), p->features, frame, rights);
  @ ensures take:  \result != FRAME_NONE ==> EntryTag(Walk(&p->tables, root, page)) == 0;
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @ ensures unchanged: \result != FRAME_NONE ==> OwnersMoved{Old, Here}(p->pmm, frame);
  @ ensures unchanged: \result != FRAME_NONE ==> WalksSameBut{Old, Here}(&p->tables, root, page) && PathsGrew{Old, Here}(&p->tables);
  @*/
frame_t paging_map_at(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                      frame_t table);

#endif
