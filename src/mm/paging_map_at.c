#include "paging_map_at.h"
#include "paging_leaf.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

/* Map a frame in a table of the lowest level, where nothing is mapped. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  MapPlace(p, root, page) && 0 < table && table == Table1(&p->tables, root, page);
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  EntryPresent(entry) && 0 < EntryFrame(entry) < p->pmm->nframes;
  @ requires take:  p->pmm->owner[EntryFrame(entry)] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  Table1(&p->tables, root, page) == table && Walk(&p->tables, root, page) == entry;
  @ ensures take:  FrameUse{Old, Here}(p->pmm, EntryFrame(entry), OWNER_MAPPED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSameBut{Old, Here}(&p->tables, root, page);
  @ ensures unchanged: RootsStay{Old, Here}(&p->tables) && PathsSame{Old, Here}(&p->tables);
  @*/
static void put(const paging_t *p, frame_t root, pageno_t page, frame_t table, entry_t entry) {
    uint32_t i = tables_index(page, 1);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert take: i == Page1(page);
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[i] && !PagingWindow(p, table, i);
    paging_put_leaf(p, table, i, entry);
    //@ assert take: Table1(&p->tables, root, page) == table;
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !Serves(&p->tables, table, i, r, v); */
}

frame_t paging_map_at(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                      frame_t table) {
    //@ assert unchanged: PagingSame{Pre, Here}(p) && OwnersGrew{Pre, Here}(p->pmm) && RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables) && PathsGrew{Pre, Here}(&p->tables);
    //@ assert bound: FrameExists(p->pmm, frame) && PagingOwners(p);
    //@ assert take: table != FRAME_NONE ==> MapVacant(p, root, page);
    entry_t entry = rights_entry(p->features, frame, rights);
    if (table == FRAME_NONE) table = paging_vacant(p, root, page);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    if (table == FRAME_NONE) return FRAME_NONE;
    //@ ghost ready:;
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm) && RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables) && PathsGrew{Pre, Here}(&p->tables);
    //@ assert take: MapPlace(p, root, page) && p->pmm == \at(p->pmm, Pre);
    //@ assert take: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->owner[frame] == OWNER_ALLOCATED;
    put(p, root, page, table, entry);
    //@ assert take: FrameUse{ready, Here}(p->pmm, frame, OWNER_MAPPED);
    //@ assert unchanged: OwnersMoved{Pre, Here}(p->pmm, frame);
    //@ assert unchanged: PathsGrew{ready, Here}(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables);
    return table;
}
