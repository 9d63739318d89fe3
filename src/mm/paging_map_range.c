#include "paging_map_range.h"
#include "paging_map_at.h"
#include "paging_ready.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_ranging.acsl"
#include "../../specs/paging_mapping.acsl"

/* MM_OK when a page is vacant, or why it is not. Unless it `begins` a table's pages, `table` is its table of the lowest level, which is also
   that of the page before; where that is FRAME_NONE it is as vacant as the page before. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  !begins ==> table == Table1(&p->tables, root, page) && (table == 0 ==> MapVacant(p, root, page));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior busy:
  @   assumes EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes MapVacant(p, root, page);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t vacancy(const paging_t *p, frame_t root, pageno_t page, frame_t table, bool begins) {
    if (begins) {
        mm_status_t status = paging_vacant_reason(p, root, page);
        return status == MM_ENOMEM ? MM_OK : status;
    }
    if (table == FRAME_NONE) return MM_OK;
    //@ assert take: MapRoom(p, root, page);
    return paging_is_mapped(p, root, page, table) ? MM_EBUSY : MM_OK;
}

/* What paging_map would say of the first page that it would refuse, were there frames enough for tables. For each table there is
   one way down, and one look at the rights: both are the same for all its pages. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> RangeAsked(p, root, first, first + count, frame - first, rights);
  @ ensures none: \result != MM_OK ==> MapRefused(p, root, first, first + count, frame - first, rights, \result);
  @*/
static mm_status_t check(const paging_t *p, frame_t root, pageno_t first, frame_t frame, pageno_t count,
                         uint32_t rights) {
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: 0 <= k <= count && (0 < k ==> first + k <= PAGE_LIMIT && frame + k <= FRAME_LIMIT);
      @ loop invariant take: RangeAsked(p, root, first, first + k, frame - first, rights);
      @ loop invariant take: 0 < k ==> TableBefore(p, root, first + k, table);
      @ loop assigns k, table;
      @ loop variant count - k;
      @*/
    for (pageno_t k = 0; k < count; k++) {
        pageno_t page = first + k;
        frame_t at = frame + (frame_t)k;
        bool begins = k == 0 || page % TABLE_ENTRIES == 0;
        //@ assert bound: page == first + k && at == frame + k;
        //@ assert take: !begins ==> AskedAt(p, root, page - 1, frame - first, rights) && MapVacant(p, root, page - 1);
        //@ assert take: !begins ==> MapAllowed(p, root, page - 1, rights);
        //@ assert take: !begins && MapPlace(p, root, page) ==> MapAllowed(p, root, page, rights);
        mm_status_t status = begins                             ? paging_ready(p, root, page, at, rights)
                             : paging_may_change(p, root, page) ? paging_frame_ready(p, at)
                                                                : MM_EINVAL;
        //@ assert take: !begins ==> TableBefore(p, root, page, table);
        //@ assert take: !begins ==> table == Table1(&p->tables, root, page - 1);
        //@ assert take: !begins && IsPage(page) ==> table == Table1(&p->tables, root, page);
        //@ assert take: !begins && IsPage(page) && table == 0 ==> MapVacant(p, root, page);
        if (status == MM_OK) status = vacancy(p, root, page, table, begins);
        //@ assert none: SaysAt(p, root, page, frame - first, rights, status);
        //@ assert none: status != MM_OK ==> MapRefused(p, root, first, first + count, frame - first, rights, status);
        if (status != MM_OK) return status;
        if (begins) table = tables_find(&p->tables, root, page, 1);
        //@ assert take: table == Table1(&p->tables, root, page);
        //@ assert take: MapAsked(p, root, page, at, rights) && IsPage(page) && FrameExists(p->pmm, at);
        //@ assert take: AskedAt(p, root, page, frame - first, rights);
        //@ assert take: TableBefore(p, root, page + 1, table);
        //@ assert take: TableBefore(p, root, first + (k + 1), table);
    }
    return MM_OK;
}

/* Map one page, which can be: its table of the lowest level, which is `table` unless the page `begins` another. FRAME_NONE, and nothing
   changed, when there are no frames for tables. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  MapAsked(p, root, page, frame, rights);
  @ requires take:  !begins ==> table == Table1(&p->tables, root, page);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures take:  \result != FRAME_NONE ==> MapOne{Old, Here}(p, root, page, frame - page, rights);
  @ ensures take:  \result != FRAME_NONE ==> \result == Table1(&p->tables, root, page);
  @ ensures none:  \result == FRAME_NONE ==> PagingSame{Old, Here}(p) && \old(Table1(&p->tables, root, page)) == 0;
  @*/
static frame_t map_one(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                       frame_t table, bool begins) {
    table = paging_map_at(p, root, page, frame, rights, begins ? FRAME_NONE : table);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    if (table == FRAME_NONE) return FRAME_NONE;
    //@ assert unchanged: OwnersMoved{Pre, Here}(p->pmm, frame);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && PathsGrew{Pre, Here}(&p->tables);
    //@ assert take: FrameExists(p->pmm, frame);
    //@ assert take: EntrySays(Walk(&p->tables, root, page), p->features, frame, rights);
    //@ assert take: MappedAt(p, root, page, frame - page, rights);
    return table;
}

/* Map pages first .. end-1, each of which can be. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires bound: first < end <= PAGE_LIMIT;
  @ requires take:  RangeAsked(p, root, first, end, frame - first, rights);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures take:  \result == MM_OK || \result == MM_ENOMEM;
  @ ensures take:  \result == MM_OK ==> MapSoFar{Old, Here}(p, root, first, end, frame - first, rights);
  @ ensures none:  \result != MM_OK ==> RangeUndone{Old, Here}(p) && RangeMissing{Old}(&p->tables, root, first, end);
  @*/
static mm_status_t map_pages(const paging_t *p, frame_t root, pageno_t first, pageno_t end, frame_t frame,
                             uint32_t rights) {
    //@ ghost int64_t delta = (int64_t)frame - (int64_t)first;
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: first <= page <= end;
      @ loop invariant take:  first < page ==> table == Table1(&p->tables, root, page - 1);
      @ loop invariant valid: PagingValid(p);
      @ loop invariant stale: TlbClean;
      @ loop invariant take:  MapSoFar{Pre, Here}(p, root, first, page, delta, rights);
      @ loop invariant take:  RangeAsked(p, root, page, end, delta, rights);
      @ loop assigns page, table, tlb_from, tlb_to, tlb_links, table_level[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_root[0 .. \at(p->tables.nframes, Pre) - 1], table_base[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_parent[0 .. \at(p->tables.nframes, Pre) - 1], table_place[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns map_table[0 .. \at(p->pmm->nframes, Pre) - 1], map_place[0 .. \at(p->pmm->nframes, Pre) - 1];
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
        //@ assert take: IsRoot(&p->tables, root) && AskedAt(p, root, page, delta, rights);
        //@ assert bound: 0 <= page + delta < FRAME_LIMIT;
        frame_t at = frame + (frame_t)(page - first);
        //@ assert bound: at == page + delta;
        bool begins = page == first || page % TABLE_ENTRIES == 0;
        //@ assert take: !begins ==> table == Table1(&p->tables, root, page);
        //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
        //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
        //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
        //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
        //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
        table = map_one(p, root, page, at, rights, table, begins);
        if (table == FRAME_NONE) {
            //@ assert none: MapSoFar{Pre, before}(p, root, first, page, delta, rights) && IsPage(page);
            //@ assert none: \at(Table1(&p->tables, root, \at(page, Here)), before) == 0;
            //@ assert none: \at(Table1(&p->tables, root, \at(page, Here)), Pre) == 0;
            //@ assert none: MapSoFar{Pre, Here}(p, root, first, page, delta, rights);
            //@ assert none: RangeMapped(p, root, first, page, delta, rights) && PagingSameShape{Pre, Here}(p);
            //@ assert none: RangeOwned(p, root, first, page);
            //@ assert none: RangePlace(p, root, first, page);
            //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
            //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
            //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
            //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
            //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
            //@ ghost full:;
            paging_unmap_owned(p, root, first, page);
            //@ assert none: UnmapSoFar{full, Here}(p, root, first, page);
            //@ assert none: RangeAsked{Pre}(p, root, first, page, delta, rights);
            //@ assert none: MapBack{Pre, full, Here}(p, root, first, page, delta, rights);
            //@ assert none: RootsStay{Pre, Here}(&p->tables);
            return MM_ENOMEM;
        }
        //@ assert take: MapOne{before, Here}(p, root, page, delta, rights);
        //@ assert take: MapSoFar{Pre, Here}(p, root, first, page + 1, delta, rights);
        //@ assert take: RangeAsked(p, root, page + 1, end, delta, rights);
    }
    //@ assert take: MapSoFar{Pre, Here}(p, root, first, end, delta, rights);
    return MM_OK;
}

mm_status_t paging_map_range(const paging_t *p, frame_t root, pageno_t first, frame_t frame, pageno_t count,
                             uint32_t rights) {
    if (count == 0) return MM_EINVAL;
    mm_status_t status = check(p, root, first, frame, count, rights);
    if (status != MM_OK) return status;
    //@ assert bound: AskedAt(p, root, first + count - 1, frame - first, rights);
    //@ assert bound: first + count <= PAGE_LIMIT;
    return map_pages(p, root, first, first + count, frame, rights);
}
