#include "paging_map_large.h"
#include "paging_grow.h"
#include "paging_put.h"
#include "paging_ready.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_among.acsl"
#include "../../specs/paging_even.acsl"
#include "../../specs/paging_large_put.acsl"

/* Whether some of the pages page .. page+span-1, which exist, are the kernel's window's. */
/*@ requires valid: \valid_read(p);
  @ requires bound: IsPage(page) && 0 < span <= PAGE_LIMIT - page;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> WindowMeets(p, page, span);
  @*/
static inline bool meets_window(const paging_t *p, pageno_t page, uint32_t span) {
    return p->window < p->window_end && page < p->window_end &&
           (p->window <= page || p->window - page < span);
}

/* What is wrong with a request, whatever is mapped where and whose the frames are. */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior place:
  @   assumes !LargeAsked(p, root, page, frame, level, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes LargeAsked(p, root, page, frame, level, rights);
  @   assumes RightsAbsent(p->features, rights) || LargeAbsent(p->features, level);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior take:
  @   assumes LargeAllowed(p, root, page, frame, level, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t ask(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                       uint32_t rights) {
    if (level < 2u || level > LARGEST_LEVEL || page >= PAGE_LIMIT) return MM_EINVAL;
    uint32_t span = tables_span(level);
    if (page % span != 0 || frame % span != 0) return MM_EINVAL;
    //@ assert bound: page + span <= PAGE_LIMIT;
    if (root == p->tables.kernel && meets_window(p, page, span)) return MM_EINVAL;
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    return rights_has_large(p->features, level) ? MM_OK : MM_ENOTSUP;
}

/* What is wrong with frames first .. first+count-1. */
/*@ requires valid: PmmValid(p->pmm) && \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior range:
  @   assumes p->pmm->nframes < first + count;
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes first + count <= p->pmm->nframes && !FramesAre(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures none: FramesRefused(p->pmm, first, first + count, \result);
  @ behavior take:
  @   assumes first + count <= p->pmm->nframes && FramesAre(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t frames_ready(const paging_t *p, frame_t first, uint32_t count) {
    if (count > p->pmm->nframes || first > p->pmm->nframes - count) return MM_ERANGE;
    /*@ loop invariant bound: first <= frame <= first + count;
      @ loop invariant take:  FramesAre(p->pmm, first, frame, OWNER_ALLOCATED);
      @ loop assigns frame;
      @ loop variant first + count - frame;
      @*/
    for (frame_t frame = first; frame < first + count; frame++) {
        mm_status_t status = paging_frame_ready(p, frame);
        //@ assert none: status != MM_OK ==> FrameRefused(p->pmm, frame, status);
        if (status != MM_OK) return status;
    }
    return MM_OK;
}

/* Whether something is mapped among the pages of the large page, or a table hangs there. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page) && 2 <= level <= TABLE_LEVELS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> LargeBusy(p, root, page, level);
  @*/
static bool busy(const paging_t *p, frame_t root, pageno_t page, uint32_t level) {
    return paging_translate(p, root, page) != FRAME_UNMAPPED ||
           tables_find(&p->tables, root, page, level - 1u) != FRAME_NONE;
}

/* Whether the entry is one that may be written: not the roots' own of the kernel's half, and not below a table that is missing there. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page) && 1 <= level <= TABLE_LEVELS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> LargeRoom(p, root, page, level);
  @*/
static bool has_room(const paging_t *p, frame_t root, pageno_t page, uint32_t level) {
    if (!paging_is_kernels(page)) return true;
    return level < TABLE_LEVELS && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) != FRAME_NONE;
}

/* Map the page in a table of its level, where nothing is mapped and no table hangs. MM_ENOMEM, and nothing changed, when there is no
   table: FRAME_NONE. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires bound: LargePlace(p, root, page, frame, level) && !(KernelPage(page) && level == TABLE_LEVELS);
  @ requires take:  table != FRAME_NONE ==> table == TableAt(&p->tables, root, page, level);
  @ requires none:  TableAt(&p->tables, root, page, level - 1) == 0 && !EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ requires take:  frame + SpanOf(level) <= p->pmm->nframes && FramesAre(p->pmm, frame, frame + SpanOf(level), OWNER_ALLOCATED);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures none:  \result == (table == FRAME_NONE ? MM_ENOMEM : MM_OK);
  @ ensures none:  table == FRAME_NONE ==> PagingSame{Old, Here}(p) && TablesSameGhost{Old, Here}(&p->tables);
  @ ensures take:  \result == MM_OK ==> LargeMapped(p, root, page, frame, level, rights);
  @ ensures take:  \result == MM_OK ==>
  @                  FramesMoved{Old, Here}(p->pmm, frame, frame + SpanOf(level), OWNER_ALLOCATED, OWNER_MAPPED);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: WalksSameAside{Old, Here}(&p->tables, root, page, SpanOf(level));
  @*/
static mm_status_t put(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                       frame_t table, uint32_t rights) {
    uint32_t i = tables_index(page, level), span = tables_span(level);
    (void)root;
    if (table == FRAME_NONE) return MM_ENOMEM;
    entry_t entry = rights_entry_large(p->features, frame, rights);
    //@ assert take: i == PageIndex(page, level) && WayComes(&p->tables, root, page, level, table);
    //@ assert take: IsTable(&p->tables, table, level) && EntryFirst(&p->tables, table, i) == page;
    //@ assert take: table_root[table] == Home(&p->tables, root, page);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert own:  EntryOwn(&p->tables, table, i) && !PagingCopy(p, table, i);
    //@ assert none: !PagingWindow(p, table, i);
    //@ assert take: MapsSpan(p, table) == span && PageStart(entry, span) == frame;
    //@ assert take: FramesReady(p->pmm, frame, frame + span);
    paging_put_page(p, table, i, entry, span);
    //@ assert take: TableAt(&p->tables, root, page, level) == table && TableAt(&p->tables, root, page, level - 1) == 0;
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables) && IsRoot(&p->tables, root);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[PageIndex(page, level)];
    //@ assert unchanged: TablesInv(&p->tables) && p->tables.kernel == \at(p->tables.kernel, Pre);
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, table, i, r, v) ==>
      @   PageAmong(&p->tables, r, v, root, page, span); */
    /*@ assert unchanged: \forall integer r, v; PageAmong(&p->tables, r, v, root, page, span) ==>
      @   PageAmong{Pre}(&p->tables, r, v, root, page, span); */
    //@ assert unchanged: WalksSameAside{Pre, Here}(&p->tables, root, page, span);
    //@ assert take: p->features == \at(p->features, Pre) && Walk(&p->tables, root, page) == entry;
    //@ assert take: EntrySaysLarge(entry, p->features, frame, rights) && EntryTag(entry) == 0;
    /*@ assert take: \forall integer v; page <= v < page + SpanOf(level) ==>
      @   Walk(&p->tables, root, v) == entry && WalkSpan(&p->tables, root, v) == SpanOf(level); */
    //@ assert take: LargeMapped(p, root, page, frame, level, rights);
    return MM_OK;
}

mm_status_t paging_map_large(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                             uint32_t rights) {
    mm_status_t status = ask(p, root, page, frame, level, rights);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (status != MM_OK) return status;
    uint32_t span = tables_span(level);
    status = frames_ready(p, frame, span);
    //@ assert take: LargeReady(p, root, page, frame, level, rights) ==> status == MM_OK;
    if (status != MM_OK) return status;
    //@ assert take: LargeReady(p, root, page, frame, level, rights);
    if (busy(p, root, page, level)) return MM_EBUSY;
    if (!has_room(p, root, page, level)) return MM_ENOSPC;
    frame_t table = paging_grow(p, root, page, level);
    //@ ghost grown:;
    //@ assert none: table == FRAME_NONE ==> PagingSame{Pre, Here}(p);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert none: table == FRAME_NONE ==> OwnersGrew{Pre, Here}(p->pmm);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    //@ assert take: \at(FramesAre(p->pmm, frame, frame + SpanOf(level), OWNER_ALLOCATED), Pre);
    //@ assert take: FramesAre(p->pmm, frame, frame + SpanOf(level), OWNER_ALLOCATED);
    //@ assert unchanged: WalkSame{Pre, Here}(&p->tables, root, page);
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page));
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert take: \at(LargePlace(p, root, page, frame, level), Pre);
    //@ assert take: LargePlace(p, root, page, frame, level);
    status = put(p, root, page, frame, level, table, rights);
    //@ assert none: status != MM_OK ==> PagingSame{grown, Here}(p) && TablesSameGhost{grown, Here}(&p->tables);
    //@ assert none: status != MM_OK ==> PagingSame{Pre, grown}(p) && \at(TablesSameGhost{Pre, grown}(&p->tables), grown);
    //@ assert none: status != MM_OK ==> PmmSame{Pre, Here}(p->pmm) && TablesSame{Pre, Here}(&p->tables);
    //@ assert none: status != MM_OK ==> PathsSame{Pre, Here}(&p->tables) && WalksEqual{Pre, Here}(&p->tables);
    //@ assert none: status != MM_OK ==> PagingSame{Pre, Here}(p);
    //@ assert take: status == MM_OK ==> FramesAre(p->pmm, frame, frame + span, OWNER_MAPPED);
    //@ assert unchanged: status == MM_OK ==> RunMoved{Pre, Here}(p->pmm, frame, frame + span);
    //@ assert unchanged: PathsGrew{grown, Here}(&p->tables);
    return status;
}
