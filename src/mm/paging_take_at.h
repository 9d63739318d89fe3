/* Pages of one table go: each is taken, then the TLB is told of all of them at once. For paging*.c alone. */
#ifndef MM_PAGING_TAKE_AT_H
#define MM_PAGING_TAKE_AT_H

#include "paging_found.h"
#include "paging_map.h"
#include "paging_prune.h"

#include "../../specs/paging_unmap.acsl"

/* Take the page of 4 KiB that is mapped at `page`, whose table of the lowest level is `table`: its frame, which is allocated now unless it is
   a device's. The table stays, also when it is empty; the processor may remember the page still: paging_taken is to follow. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page);
  @ requires take:  table == Table1(&p->tables, root, page) && EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  PageOwned(p, root, page) || PageDevice(p, root, page);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns tlb_from, tlb_to;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbGrew{Old, Here}(page, page + 1);
  @ ensures give:  \result == \old(EntryFrame(Walk(&p->tables, root, page))) && !EntryPresent(Walk(&p->tables, root, page));
  @ ensures give:  \old(PageOwned(p, root, page)) ==> FrameExists(p->pmm, \result) && p->pmm->owner[\result] == OWNER_ALLOCATED;
  @ ensures give:  \old(PageDevice(p, root, page)) ==> FrameDevice(p->pmm, \result) && PmmSame{Old, Here}(p->pmm);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSameBut{Old, Here}(p->pmm, \result);
  @ ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page) && PathsSame{Old, Here}(&p->tables);
  @*/
frame_t paging_take_at(const paging_t *p, frame_t root, pageno_t page, frame_t table);

/* Pages first .. page of one table, `table`, were taken: the TLB is told, then tables that are empty go back. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page) && 0 <= first <= page;
  @ requires take:  0 < table && table == Table1(&p->tables, root, page) && !EntryPresent(Walk(&p->tables, root, page));
  @ requires stale: TlbEmpty || (first <= tlb_from && tlb_to <= page + 1);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures give:  Pruned(p, root, page) && OwnersShrank{Old, Here}(p->pmm);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSame{Old, Here}(&p->tables);
  @*/
void paging_taken(const paging_t *p, frame_t root, pageno_t first, pageno_t page, frame_t table);

#endif
