#include "paging_map_device.h"
#include "paging_put.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

/* What is wrong with a request, whatever is mapped where. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> DeviceReady(p, root, page, frame, rights);
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !DeviceRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && DeviceRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes DeviceAllowed(p, root, page, rights) && frame >= FRAME_LIMIT;
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes DeviceAllowed(p, root, page, rights) && frame < FRAME_LIMIT && !FrameDevice(p->pmm, frame);
  @   ensures none: \result == (p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER);
  @ behavior take:
  @   assumes DeviceReady(p, root, page, frame, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t check(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    if (rights / 0x40u % 4u < 2u) return MM_EINVAL;
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    if (frame >= FRAME_LIMIT) return MM_ERANGE;
    if (frame >= p->pmm->nframes || p->pmm->owner[frame] == OWNER_DEVICE) return MM_OK;
    return p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
}

/* Map a device's frame in a table of the lowest level, where nothing is mapped. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  MapPlace(p, root, page) && 0 < table && table == Table1(&p->tables, root, page);
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  EntryPresent(entry) && EntryFrame(entry) < FRAME_LIMIT && FrameDevice(p->pmm, EntryFrame(entry));
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  Table1(&p->tables, root, page) == table && Walk(&p->tables, root, page) == entry;
  @ ensures unchanged: PmmSame{Old, Here}(p->pmm);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSameBut{Old, Here}(&p->tables, root, page);
  @ ensures unchanged: RootsStay{Old, Here}(&p->tables);
  @*/
static void put(const paging_t *p, frame_t root, pageno_t page, frame_t table, entry_t entry) {
    uint32_t i = tables_index(page, 1);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert take: i == Page1(page);
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[i] && !PagingWindow(p, table, i);
    //@ assert take: PageStart(entry, SPAN_1) == EntryFrame(entry) && MapsSpan(p, table) == SPAN_1;
    //@ assert take: FramesReady(p->pmm, EntryFrame(entry), EntryFrame(entry) + SPAN_1);
    paging_put_page(p, table, i, entry, SPAN_1);
    //@ assert take: Table1(&p->tables, root, page) == table;
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !Serves(&p->tables, table, i, r, v); */
    //@ assert unchanged: FramesMoved{Pre, Here}(p->pmm, EntryFrame(entry), EntryFrame(entry) + SPAN_1, OWNER_ALLOCATED, OWNER_MAPPED);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
}

mm_status_t paging_map_device(const paging_t *p, frame_t root, pageno_t page, frame_t frame,
                              uint32_t rights) {
    mm_status_t status = check(p, root, page, frame, rights);
    if (status != MM_OK) return status;
    entry_t entry = rights_entry(p->features, frame, rights);
    frame_t table = paging_vacant(p, root, page);
    //@ assert none: table == FRAME_NONE ==> (MapRoom(p, root, page) <==> \at(MapRoom(p, root, page), Pre));
    if (table == FRAME_NONE) return paging_vacant_reason(p, root, page);
    //@ ghost ready:;
    //@ assert take: MapPlace(p, root, page) && p->pmm == \at(p->pmm, Pre) && OwnersGrew{Pre, Here}(p->pmm);
    //@ assert take: \at(FrameDevice(p->pmm, frame), Pre);
    //@ assert take: FrameDevice(p->pmm, frame);
    put(p, root, page, table, entry);
    //@ assert unchanged: p->pmm == \at(p->pmm, ready) && PmmSame{ready, Here}(p->pmm);
    //@ assert take: FrameDevice(p->pmm, frame);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    return MM_OK;
}
