#include "paging_share.h"
#include "paging_take_at.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_gone.acsl"

/* What is wrong with a request, whatever is mapped where. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> ShareAsked(p, root, page, frame, rights);
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
  @   assumes MapAllowed(p, root, page, rights) && FrameExists(p->pmm, frame) && !ShareFrame(p, frame);
  @   ensures none: \result == (p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER);
  @ behavior full:
  @   assumes MapAllowed(p, root, page, rights) && ShareFrame(p, frame) && !ShareReady(p, frame);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes ShareAsked(p, root, page, frame, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t check(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    if (frame >= p->pmm->nframes) return MM_ERANGE;
    if (p->pmm->owner[frame] == OWNER_ALLOCATED) return MM_OK;
    if (p->pmm->owner[frame] == OWNER_SHARED) return p->shares[frame] < SHARE_LIMIT ? MM_OK : MM_ENOSPC;
    return p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
}

/* Map a frame that is or may be shared in a table of the lowest level, where nothing is mapped. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  MapPlace(p, root, page) && 0 < table && table == Table1(&p->tables, root, page);
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  EntryPresent(entry) && ShareReady(p, EntryFrame(entry));
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns tlb_from, tlb_to, p->shares[EntryFrame(entry)], SHARE_PLACES;
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  Table1(&p->tables, root, page) == table && Walk(&p->tables, root, page) == entry;
  @ ensures take:  FrameUse{Old, Here}(p->pmm, EntryFrame(entry), OWNER_SHARED);
  @ ensures take:  p->shares[EntryFrame(entry)] == \old(ShareCount(p, EntryFrame(entry))) + 1;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && WalksSameBut{Old, Here}(&p->tables, root, page);
  @ ensures unchanged: RootsStay{Old, Here}(&p->tables);
  @*/
static void put(const paging_t *p, frame_t root, pageno_t page, frame_t table, entry_t entry) {
    uint32_t i = tables_index(page, 1);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert take: i == Page1(page);
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[i] && !PagingWindow(p, table, i);
    paging_put_shared(p, table, i, entry);
    //@ assert take: Table1(&p->tables, root, page) == table;
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !Serves(&p->tables, table, i, r, v); */
}

mm_status_t paging_share(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = check(p, root, page, frame, rights);
    if (status != MM_OK) return status;
    //@ assert bound: PagingOwners(p) && frame < FRAME_LIMIT;
    entry_t entry = rights_entry(p->features, frame, rights);
    frame_t table = paging_vacant(p, root, page);
    //@ assert none: table == FRAME_NONE ==> (MapRoom(p, root, page) <==> \at(MapRoom(p, root, page), Pre));
    //@ assert none: table == FRAME_NONE ==> PagingSame{Pre, Here}(p) && IsRoot(&p->tables, root) && IsPage(page);
    //@ assert none: table == FRAME_NONE ==> Walk(&p->tables, root, page) == \at(Walk(&p->tables, root, page), Pre);
    if (table == FRAME_NONE) return paging_vacant_reason(p, root, page);
    //@ ghost ready:;
    //@ assert take: MapPlace(p, root, page) && p->pmm == \at(p->pmm, Pre) && OwnersGrew{Pre, Here}(p->pmm);
    //@ assert take: \at(ShareReady(p, frame), Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert take: p->pmm->owner[frame] == \at(p->pmm->owner[frame], Pre) && p->shares[frame] == \at(p->shares[frame], Pre);
    //@ assert take: ShareReady(p, frame) && ShareCount(p, frame) == \at(ShareCount(p, frame), Pre);
    //@ assert take: EntryFrame(entry) == frame;
    put(p, root, page, table, entry);
    //@ assert take: FrameUse{ready, Here}(p->pmm, frame, OWNER_SHARED) && p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: OwnersMoved{Pre, Here}(p->pmm, frame);
    //@ assert take: p->pmm->nframes == \at(p->pmm->nframes, ready) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert take: 0 <= frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_SHARED;
    //@ assert take: FrameExists(p->pmm, frame);
    //@ assert take: FrameShared(p, frame);
    return MM_OK;
}

/* What is mapped at `page` in the space of `root`: MM_OK for a frame that is shared. `table` is the page's of the lowest level, or
   FRAME_NONE. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior absent:
  @   assumes !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior owner:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && !PageShared(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior give:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && PageShared(p, root, page);
  @   ensures give: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t found(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    if (table == FRAME_NONE)
        return paging_translate(p, root, page) == FRAME_UNMAPPED ? MM_EABSENT : MM_EOWNER;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    if (entry % 2u == 0u) return MM_EABSENT;
    //@ assert take: PagingFrames(p) && PagingTable(p, table) && entry == p->tables.pool[table].e[Page1(page)];
    //@ assert take: EntryFrame(entry) < FRAME_LIMIT;
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    return frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_SHARED ? MM_OK : MM_EOWNER;
}

/* Take the page and the tables that are empty without it: the frame. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page);
  @ requires take:  table == Table1(&p->tables, root, page) && EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  PageShared(p, root, page);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns p->shares[EntryFrame(Walk(&p->tables, root, page))], SHARE_PLACES;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures give:  \result == \old(EntryFrame(Walk(&p->tables, root, page))) && FrameExists(p->pmm, \result);
  @ ensures give:  p->shares[\result] == \old(p->shares[EntryFrame(Walk(&p->tables, root, page))]) - 1;
  @ ensures give:  0 <= p->shares[\result] < SHARE_LIMIT;
  @ ensures give:  p->pmm->owner[\result] == (p->shares[\result] == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
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
    frame_t frame = paging_take_shared(p, table, i);
    //@ ghost taken:;
    //@ assert give: frame == EntryFrame(\at(Walk(&p->tables, root, page), Pre));
    //@ assert give: p->pmm == \at(p->pmm, Pre) && PmmSameBut{Pre, Here}(p->pmm, frame);
    //@ assert give: FrameExists(p->pmm, frame) && 0 <= p->shares[frame] < SHARE_LIMIT;
    //@ assert give: p->pmm->owner[frame] == (p->shares[frame] == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
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
    //@ assert take: 0 < table && IsPage(page);
    paging_taken(p, root, page, page, table);
    //@ assert unchanged: WalksSame{taken, Here}(&p->tables) && PagingSameShape{taken, Here}(p);
    //@ assert unchanged: OwnersShrank{taken, Here}(p->pmm) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: OwnersLeft{Pre, Here}(p->pmm, frame);
    //@ assert give: p->pmm->owner[frame] == (p->shares[frame] == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
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

unshared_t paging_unshare(const paging_t *p, frame_t root, pageno_t page) {
    unshared_t result = {MM_EINVAL, FRAME_NONE, 0};
    if (!paging_may_change(p, root, page)) return result;
    frame_t table = tables_find(&p->tables, root, page, 1);
    result.status = found(p, root, page, table);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (result.status == MM_OK) {
        result.frame = take(p, root, page, table);
        //@ assert valid: PagingMemory(p) && FrameExists(p->pmm, result.frame);
        //@ assert valid: SharesMemory(p);
        //@ assert valid: \valid(p->shares + result.frame);
        result.left = (uint32_t)p->shares[result.frame];
    }
    return result;
}
