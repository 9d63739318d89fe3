#include "paging_map.h"
#include "paging_leaf.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

/* What is wrong with a request, whatever is mapped where. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> MapAllowed(p, root, page, rights);
  @ ensures take: \result == MM_OK ==> FrameExists(p->pmm, frame) && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !MapRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && MapRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes MapAllowed(p, root, page, rights) && !FrameExists(p->pmm, frame);
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes MapAllowed(p, root, page, rights) && FrameExists(p->pmm, frame);
  @   ensures take: p->pmm->owner[frame] == OWNER_ALLOCATED ==> \result == MM_OK;
  @   ensures none: p->pmm->owner[frame] == OWNER_FREE ==> \result == MM_EFREE;
  @   ensures none: p->pmm->owner[frame] != OWNER_FREE && p->pmm->owner[frame] != OWNER_ALLOCATED ==> \result == MM_EOWNER;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t check(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    if (frame >= p->pmm->nframes) return MM_ERANGE;
    if (p->pmm->owner[frame] == OWNER_ALLOCATED) return MM_OK;
    return p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
}

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

mm_status_t paging_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = check(p, root, page, frame, rights);
    if (status != MM_OK) return status;
    //@ assert bound: FrameExists(p->pmm, frame);
    //@ assert bound: PagingOwners(p);
    entry_t entry = rights_entry(p->features, frame, rights);
    frame_t table = paging_vacant(p, root, page);
    //@ assert none: table == FRAME_NONE ==> (MapRoom(p, root, page) <==> \at(MapRoom(p, root, page), Pre));
    if (table == FRAME_NONE) return paging_vacant_reason(p, root, page);
    //@ ghost ready:;
    //@ assert take: MapPlace(p, root, page) && p->pmm == \at(p->pmm, Pre);
    //@ assert take: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->owner[frame] == OWNER_ALLOCATED;
    put(p, root, page, table, entry);
    //@ assert take: FrameUse{ready, Here}(p->pmm, frame, OWNER_MAPPED);
    //@ assert unchanged: OwnersMoved{Pre, Here}(p->pmm, frame);
    //@ assert unchanged: PathsGrew{ready, Here}(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables);
    return MM_OK;
}
