#include "paging_unmap_range.h"
#include "paging_take_at.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_gone.acsl"
#include "../../specs/paging_ranging.acsl"

/* One page, which is mapped, is no longer; `table` is its table of the lowest level. The processor may remember pages from .. page then, until
   the TLB is told of them all, when this is the `last` one of them. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && 0 <= from <= page;
  @ requires take:  MapPlace(p, root, page) && PageOwnedHere(p, root, page) && table == Table1(&p->tables, root, page);
  @ requires stale: TlbOpen(from, page);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: last ==> TlbClean;
  @ ensures stale: !last ==> TlbOpen(from, page + 1) && table == Table1(&p->tables, root, page);
  @ ensures give:  UnmapOne{Old, Here}(p, root, page);
  @*/
static void unmap_one(const paging_t *p, frame_t root, pageno_t from, pageno_t page, frame_t table,
                      bool last) {
    frame_t frame = paging_take_at(p, root, page, table);
    (void)frame;
    //@ ghost took:;
    //@ assert give: PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre) && OwnersShrank{Here, Here}(p->pmm);
    //@ assert give: OwnersLeft{Pre, Here}(p->pmm, frame) && FrameExists{Pre}(\at(p->pmm, Pre), frame);
    //@ assert give: p->pmm->owner[frame] == OWNER_ALLOCATED && !EntryPresent(Walk(&p->tables, root, page));
    //@ assert give: UnmapOne{Pre, Here}(p, root, page);
    //@ assert take: Table1(&p->tables, root, page) == table && 0 < table && IsRoot(&p->tables, root) && IsPage(page);
    //@ assert stale: TlbOpen(from, page + 1);
    if (!last) return;
    paging_taken(p, root, from, page, table);
    //@ assert unchanged: PagingSameShape{took, Here}(p) && PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, took);
    //@ assert unchanged: OwnersShrank{took, Here}(p->pmm) && OwnersLeft{Pre, Here}(p->pmm, frame);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: WalksSameBut{Pre, Here}(&p->tables, root, page);
    //@ assert unchanged: WalkSame{took, Here}(&p->tables, root, page);
    //@ assert give: !EntryPresent(Walk(&p->tables, root, page));
    //@ assert give: p->pmm->owner[frame] == OWNER_ALLOCATED;
}

void paging_unmap_owned(const paging_t *p, frame_t root, pageno_t first, pageno_t end) {
    pageno_t from = first;
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: first <= page <= end && first <= from <= page;
      @ loop invariant valid: PagingValid(p);
      @ loop invariant stale: RunOpen(first, page, end) ==> TlbOpen(from, page) && TableBefore(p, root, page, table);
      @ loop invariant stale: !RunOpen(first, page, end) ==> TlbClean;
      @ loop invariant give:  UnmapSoFar{Pre, Here}(p, root, first, page);
      @ loop invariant take:  RangeOwned(p, root, page, end);
      @ loop assigns page, from, table, tlb_from, tlb_to, tlb_links, table_level[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.live, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1], \at(p->pmm, Pre)->top, \at(p->pmm, Pre)->free.open,
      @   \at(p->pmm, Pre)->free.from, \at(p->pmm, Pre)->free.to, \at(p->pmm, Pre)->free.blocks, \at(p->pmm, Pre)->free.groups,
      @   \at(p->pmm->free.words, Pre)[0 .. FreemapWords(\at(p->pmm->nframes, Pre))],
      @   \at(p->pmm->free.summary.level[0], Pre)[0 .. BitmapSize(FreemapBits(\at(p->pmm->nframes, Pre))) - 1];
      @ loop variant end - page;
      @*/
    for (pageno_t page = first; page < end; page++) {
        //@ ghost before:;
        //@ assert take: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
        //@ assert take: IsRoot(&p->tables, root);
        //@ assert take: RangePlace(p, root, page, end);
        //@ assert take: MapPlace(p, root, page) && PageOwnedHere(p, root, page) && IsPage(page);
        if (page == first || page % TABLE_ENTRIES == 0) {
            table = tables_find(&p->tables, root, page, 1);
            from = page;
        }
        //@ assert take: table == Table1(&p->tables, root, page);
        //@ assert stale: TlbOpen(from, page);
        //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre);
        //@ assert unchanged: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->free.words == \at(p->pmm->free.words, Pre);
        //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
        bool last = page + 1 == end || (page + 1) % TABLE_ENTRIES == 0;
        unmap_one(p, root, from, page, table, last);
        //@ assert take: UnmapOne{before, Here}(p, root, page);
        //@ assert give: UnmapSoFar{Pre, Here}(p, root, first, page + 1);
        //@ assert take: RangeOwned(p, root, page + 1, end);
        //@ assert bound: page + 1 <= end && end <= PAGE_LIMIT && (pageno_t)(page + 1) == page + 1;
        //@ assert give: UnmapSoFar{Pre, Here}(p, root, first, (pageno_t)(page + 1));
        //@ assert stale: RunOpen(first, page + 1, end) ==> !last && TlbOpen(from, page + 1) && TableBefore(p, root, page + 1, table);
        //@ assert stale: !RunOpen(first, page + 1, end) ==> last && TlbClean;
    }
}

/* What paging_unmap would say of a page. Unless it `begins` a table's pages, `table` is its table of the lowest level. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  !begins && IsPage(page) ==> table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: UnmapSays(p, root, page, \result);
  @*/
static inline mm_status_t says(const paging_t *p, frame_t root, pageno_t page, frame_t table, bool begins) {
    if (!paging_may_change(p, root, page)) return MM_EINVAL;
    return paging_found(p, root, page, begins ? tables_find(&p->tables, root, page, 1) : table);
}

/* What paging_unmap would say of the first page that it would refuse; MM_OK when there is none. One way down for each table. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> UnmapAllows(p, root, first, first + count);
  @ ensures none: \result != MM_OK ==> UnmapRefused(p, root, first, count, \result);
  @*/
static mm_status_t check(const paging_t *p, frame_t root, pageno_t first, pageno_t count) {
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: 0 <= k <= count && (0 < k ==> first + k <= PAGE_LIMIT);
      @ loop invariant take: UnmapAllows(p, root, first, first + k);
      @ loop invariant take: 0 < k ==> TableBefore(p, root, first + k, table);
      @ loop assigns k, table;
      @ loop variant count - k;
      @*/
    for (pageno_t k = 0; k < count; k++) {
        pageno_t page = first + k;
        bool begins = k == 0 || page % TABLE_ENTRIES == 0;
        //@ assert bound: page == first + k;
        //@ assert take: !begins ==> TableBefore(p, root, page, table);
        //@ assert take: !begins && IsPage(page) ==> table == Table1(&p->tables, root, page);
        mm_status_t status = says(p, root, page, table, begins);
        if (status != MM_OK) return status;
        //@ assert take: UnmapSays(p, root, page, MM_OK) && IsPage(page);
        if (begins) table = tables_find(&p->tables, root, page, 1);
        //@ assert take: table == Table1(&p->tables, root, page);
        //@ assert take: TableBefore(p, root, page + 1, table);
    }
    return MM_OK;
}

mm_status_t paging_unmap_range(const paging_t *p, frame_t root, pageno_t first, pageno_t count) {
    if (count == 0) return MM_EINVAL;
    mm_status_t status = check(p, root, first, count);
    if (status != MM_OK) return status;
    //@ assert take: UnmapSays(p, root, first + count - 1, MM_OK);
    //@ assert bound: first + count <= PAGE_LIMIT;
    //@ assert take: RangePlace(p, root, first, first + count);
    //@ assert take: RangeOwned(p, root, first, first + count);
    paging_unmap_owned(p, root, first, first + count);
    return MM_OK;
}
