/* Where nothing is mapped yet, and a page can be. For paging*.c alone. */
#ifndef MM_PAGING_VACANT_H
#define MM_PAGING_VACANT_H

#include "paging.h"
#include "rights.h"

#include "../../specs/paging_map.acsl"

/* Whether the entry of `page` in its table of the lowest level is present. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  0 < table && table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> EntryPresent(Walk(&p->tables, root, page));
  @*/
static inline bool paging_is_mapped(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[Page1(page)];
    return p->tables.pool[table].e[tables_index(page, 1)] % 2u == 1u;
}

/* The table of the lowest level for a page where nothing is mapped, made when it is missing; FRAME_NONE, and nothing changed,
   when something is mapped there or no table can be made. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ ensures none:  \result == FRAME_NONE ==> PagingSame{Old, Here}(p);
  @ ensures none:  !\old(MapVacant(p, root, page)) ==> \result == FRAME_NONE;
  @ ensures none:  \old(MapVacant(p, root, page)) && \result == FRAME_NONE ==>
  @                  \old(TooFew(p, TablesMissing(&p->tables, root, page)));
  @ ensures take:  \result != FRAME_NONE ==> \result == Table1(&p->tables, root, page);
  @ ensures take:  \result != FRAME_NONE ==> !EntryPresent(Walk(&p->tables, root, page));
  @ ensures take:  \result != FRAME_NONE ==> OwnersGrew{Old, Here}(p->pmm);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSame{Old, Here}(&p->tables) && RootsStay{Old, Here}(&p->tables);
  @ ensures unchanged: PathsGrew{Old, Here}(&p->tables);
  @*/
frame_t paging_vacant(const paging_t *p, frame_t root, pageno_t page);

/* Why paging_vacant gave none, as nothing changed then. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior busy:
  @   assumes EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior memory:
  @   assumes MapVacant(p, root, page);
  @   ensures none: \result == MM_ENOMEM;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_vacant_reason(const paging_t *p, frame_t root, pageno_t page);

#endif
