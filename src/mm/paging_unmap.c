#include "paging_unmap.h"
#include "paging_found.h"
#include "paging_take.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_gone.acsl"

/* What is mapped at `page` in the space of `root`: MM_OK for a frame that is mapped nowhere else, or a device's. `table` is the page's of
   the lowest level, or FRAME_NONE. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior absent:
  @   assumes !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior owner:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && !PageOwned(p, root, page) && !PageDevice(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior give:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && (PageOwned(p, root, page) || PageDevice(p, root, page));
  @   ensures give: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t found(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    mm_status_t status = paging_found(p, root, page, table);
    if (status != MM_EOWNER || table == FRAME_NONE) return status;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    //@ assert take: PagingFrames(p) && PagingTable(p, table) && entry == p->tables.pool[table].e[Page1(page)];
    //@ assert take: EntryFrame(entry) < FRAME_LIMIT;
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    return frame >= p->pmm->nframes || p->pmm->owner[frame] == OWNER_DEVICE ? MM_OK : MM_EOWNER;
}

/* Take the page and the tables that are empty without it: the frame. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page);
  @ requires take:  table == Table1(&p->tables, root, page) && EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  PageOwned(p, root, page) || PageDevice(p, root, page);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures give:  \result == \old(EntryFrame(Walk(&p->tables, root, page)));
  @ ensures give:  \old(PageOwned(p, root, page)) ==> p->pmm->owner[\result] == OWNER_ALLOCATED;
  @ ensures give:  \old(PageDevice(p, root, page)) ==> FrameDevice(p->pmm, \result) && OwnersShrank{Old, Here}(p->pmm);
  @ ensures give:  !EntryPresent(Walk(&p->tables, root, page)) && Pruned(p, root, page);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersLeft{Old, Here}(p->pmm, \result);
  @ ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @*/
static frame_t take(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    uint32_t i = tables_index(page, 1);
    //@ assert take: IsTable(&p->tables, table, 1) && i == Page1(page);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert none: !PagingWindow(p, table, i);
    //@ assert take: MapsPage(p, table, i);
    //@ assert take: TablesInv(&p->tables);
    //@ assert take: table_base[Table1(&p->tables, root, page)] + Page1(page) == page;
    //@ assert take: table_base[table] + i == page;
    //@ assert take: MapsSpan(p, table) == SPAN_1 && MapsStart(p, table, i) == EntryFrame(Walk(&p->tables, root, page));
    //@ assert take: PageUnshared(p, table, i);
    frame_t frame = paging_take_page(p, table, i, SPAN_1);
    //@ ghost taken:;
    //@ assert give: frame == EntryFrame(\at(Walk(&p->tables, root, page), Pre));
    //@ assert give: p->pmm == \at(p->pmm, Pre) && FramesMoved{Pre, Here}(p->pmm, frame, frame + 1, OWNER_MAPPED, OWNER_ALLOCATED);
    //@ assert give: PmmSameBut{Pre, Here}(p->pmm, frame);
    //@ assert give: \at(PageOwned(p, root, page), Pre) ==> FrameExists(p->pmm, frame) && p->pmm->owner[frame] == OWNER_ALLOCATED;
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> \at(FrameDevice(p->pmm, \at(frame, Here)), Pre);
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> PmmSame{Pre, Here}(p->pmm);
    //@ assert stale: tlb_from == page && tlb_to == page + 1;
    //@ assert take: Table1(&p->tables, root, page) == table;
    //@ assert none: IsRoot(&p->tables, root);
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[Page1(page)];
    //@ assert none: Walk(&p->tables, root, page) == 0;
    //@ assert unchanged: TablesInv(&p->tables) && p->tables.kernel == \at(p->tables.kernel, Pre);
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, Table1(&p->tables, root, page), Page1(page), r, v) ==>
      @   PageIs(&p->tables, r, v, root, page); */
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, table, i, r, v) ==> PageIs(&p->tables, r, v, root, page); */
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !PageIs(&p->tables, r, v, root, page); */
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksSameBut{Pre, Here}(&p->tables, root, page);
    tlb_forget(page, 1);
    //@ assert unchanged: WalksSame{taken, Here}(&p->tables);
    //@ assert unchanged: OwnersShrank{taken, Here}(p->pmm);
    //@ assert unchanged: PagingSameShape{taken, Here}(p);
    //@ assert valid: TablesMemory(&p->tables) && 0 < table < p->tables.nframes;
    //@ assert give: p->tables.live[table] != 0 ==> Pruned(p, root, page);
    if (p->tables.live[table] == 0) paging_prune(p, root, page, 1, table);
    //@ assert unchanged: WalksSame{taken, Here}(&p->tables) && PagingSameShape{taken, Here}(p);
    //@ assert unchanged: OwnersShrank{taken, Here}(p->pmm) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: OwnersLeft{Pre, Here}(p->pmm, frame);
    //@ assert give: \at(PageOwned(p, root, page), Pre) ==> p->pmm->owner[frame] == OWNER_ALLOCATED;
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> OwnersShrank{Pre, Here}(p->pmm);
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> FrameDevice(p->pmm, frame);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: \at(IsRoot(&p->tables, root), taken) && IsPage(page);
    //@ assert unchanged: WalkSame{taken, Here}(&p->tables, root, page);
    //@ assert none: \at(Walk(&p->tables, root, page), taken) == 0;
    //@ assert none: !EntryPresent(0);
    //@ assert none: Walk(&p->tables, root, page) == 0 || !EntryPresent(Walk(&p->tables, root, page));
    //@ assert give: !EntryPresent(Walk(&p->tables, root, page));
    //@ assert give: Pruned(p, root, page);
    return frame;
}

unmapped_t paging_unmap(const paging_t *p, frame_t root, pageno_t page) {
    unmapped_t result = {MM_EINVAL, FRAME_NONE};
    if (!paging_may_change(p, root, page)) return result;
    frame_t table = tables_find(&p->tables, root, page, 1);
    result.status = found(p, root, page, table);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (result.status == MM_OK) result.frame = take(p, root, page, table);
    return result;
}
