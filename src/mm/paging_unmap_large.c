#include "paging_unmap_large.h"
#include "paging_take.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_child.acsl"
#include "../../specs/paging_among.acsl"
#include "../../specs/paging_large_gone.acsl"

/* The level of the table where the walk of a page ends that has no table of the lowest. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires none:  Table1(&p->tables, root, page) == 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take:  2 <= \result <= TABLE_LEVELS && TableAt(&p->tables, root, page, \result) != 0;
  @ ensures none:  TableAt(&p->tables, root, page, \result - 1) == 0;
  @*/
static uint32_t ends_at(const paging_t *p, frame_t root, pageno_t page) {
    uint32_t level = 1;
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: 1 <= level <= TABLE_LEVELS && table == TableAt(&p->tables, root, page, level);
      @ loop invariant none:  level == 1 ==> table == 0;
      @ loop invariant none:  1 < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
      @ loop assigns level, table;
      @ loop variant TABLE_LEVELS - level;
      @*/
    while (table == FRAME_NONE) table = tables_find(&p->tables, root, page, ++level);
    return level;
}

/* Whether frames first .. first+count-1 are all mapped at one place each. */
/*@ requires valid: PmmValid(p->pmm) && \valid_read(p);
  @ requires bound: first + count <= 0xFFFFFFFF;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> FramesAre(p->pmm, first, first + count, OWNER_MAPPED);
  @*/
static bool all_mapped(const paging_t *p, frame_t first, uint32_t count) {
    /*@ loop invariant bound: first <= frame <= first + count;
      @ loop invariant take:  FramesAre(p->pmm, first, frame, OWNER_MAPPED);
      @ loop assigns frame;
      @ loop variant first + count - frame;
      @*/
    for (frame_t frame = first; frame < first + count; frame++)
        if (frame >= p->pmm->nframes || p->pmm->owner[frame] != OWNER_MAPPED) return false;
    return true;
}

/* Take the page and the tables that are empty without it: its first frame. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page) && MapRoom(p, root, page);
  @ requires take:  2 <= level <= TABLE_LEVELS && 0 < table && table == TableAt(&p->tables, root, page, level);
  @ requires none:  TableAt(&p->tables, root, page, level - 1) == 0;
  @ requires take:  span == SpanOf(level) && page % span == 0 && EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  LargeOwned(p, root, page);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures give:  \result == \old(LargeStart(p, root, page)) && FramesAre(p->pmm, \result, \result + span, OWNER_ALLOCATED);
  @ ensures give:  !EntryPresent(Walk(&p->tables, root, page)) && Pruned(p, root, page);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && RunLeft{Old, Here}(p->pmm, \result, \result + span);
  @ ensures unchanged: WalksSameAside{Old, Here}(&p->tables, root, page, span);
  @*/
static frame_t take(const paging_t *p, frame_t root, pageno_t page, uint32_t level, frame_t table,
                    uint32_t span) {
    uint32_t i = tables_index(page, level);
    //@ assert take: IsTable(&p->tables, table, level) && i == PageIndex(page, level);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert take: WalkSpan(&p->tables, root, page) == span;
    //@ assert take: EntryFirst(&p->tables, table, i) == page;
    //@ assert own:  !(level == TABLE_LEVELS && KernelPage(page));
    //@ assert own:  EntryOwn(&p->tables, table, i) && !PagingCopy(p, table, i);
    //@ assert take: table_root[table] == Home(&p->tables, root, page);
    //@ assert none: !PagingWindow(p, table, i);
    //@ assert none: TableNext(&p->tables, table, i) == 0;
    //@ assert take: EntryLarge(p->tables.pool[table].e[i]);
    //@ assert take: MapsPage(p, table, i) && MapsSpan(p, table) == span && MapsStart(p, table, i) == LargeStart(p, root, page);
    //@ assert bound: page + span <= PAGE_LIMIT;
    //@ assert take: PageUnshared(p, table, i);
    frame_t frame = paging_take_page(p, table, i, span);
    //@ ghost taken:;
    //@ assert give: frame == LargeStart{Pre}(p, root, page) && p->pmm == \at(p->pmm, Pre);
    //@ assert give: FramesAre(p->pmm, frame, frame + span, OWNER_ALLOCATED);
    //@ assert stale: tlb_from == page && tlb_to == page + span;
    //@ assert take: TableAt(&p->tables, root, page, level) == table && TableAt(&p->tables, root, page, level - 1) == 0;
    //@ assert none: IsRoot(&p->tables, root);
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[PageIndex(page, level)];
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page));
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: TablesInv(&p->tables) && p->tables.kernel == \at(p->tables.kernel, Pre);
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, table, i, r, v) ==>
      @   PageAmong(&p->tables, r, v, root, page, span); */
    /*@ assert unchanged: \forall integer r, v; PageAmong(&p->tables, r, v, root, page, span) ==>
      @   PageAmong{Pre}(&p->tables, r, v, root, page, span); */
    //@ assert unchanged: WalksSameAside{Pre, Here}(&p->tables, root, page, span);
    tlb_forget(page, span);
    //@ assert stale: TlbClean;
    //@ assert unchanged: WalksSame{taken, Here}(&p->tables) && OwnersShrank{taken, Here}(p->pmm) && PagingSameShape{taken, Here}(p);
    //@ assert valid: TablesMemory(&p->tables) && 0 < table < p->tables.nframes;
    //@ assert give: p->tables.live[table] != 0 ==> Pruned(p, root, page);
    if (p->tables.live[table] == 0) paging_prune(p, root, page, level, table);
    //@ assert unchanged: WalksSame{taken, Here}(&p->tables) && PagingSameShape{taken, Here}(p);
    //@ assert unchanged: OwnersShrank{taken, Here}(p->pmm) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert give: FramesAre(p->pmm, frame, frame + span, OWNER_ALLOCATED);
    //@ assert unchanged: RunLeft{Pre, Here}(p->pmm, frame, frame + span);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: \at(IsRoot(&p->tables, root), taken) && IsPage(page);
    //@ assert unchanged: WalkSame{taken, Here}(&p->tables, root, page);
    //@ assert give: !EntryPresent(Walk(&p->tables, root, page));
    //@ assert give: Pruned(p, root, page);
    return frame;
}

/* What is mapped at `page`: MM_OK for a large page that begins there and whose frames are mapped nowhere else. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && MapPlace(p, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior absent:
  @   assumes !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior small:
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && !PageLarge(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior middle:
  @   assumes PageLarge(p, root, page) && !PageBegins(p, root, page);
  @   ensures none: \result == MM_EINVAL;
  @ behavior room:
  @   assumes PageBegins(p, root, page) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior owner:
  @   assumes PageBegins(p, root, page) && MapRoom(p, root, page) && !LargeOwned(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior give:
  @   assumes PageBegins(p, root, page) && MapRoom(p, root, page) && LargeOwned(p, root, page);
  @   ensures give: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t found(const paging_t *p, frame_t root, pageno_t page) {
    frame_t first = paging_translate(p, root, page);
    if (first == FRAME_UNMAPPED) return MM_EABSENT;
    if (tables_find(&p->tables, root, page, 1) != FRAME_NONE) return MM_EOWNER;
    uint32_t span = tables_span(ends_at(p, root, page));
    //@ assert take: WalkSpan(&p->tables, root, page) == span;
    if (page % span != 0) return MM_EINVAL;
    //@ assert take: first == LargeStart(p, root, page);
    if (paging_is_kernels(page) && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) == FRAME_NONE)
        return MM_ENOSPC;
    return all_mapped(p, first, span) ? MM_OK : MM_EOWNER;
}

unmapped_t paging_unmap_large(const paging_t *p, frame_t root, pageno_t page) {
    unmapped_t result = {MM_EINVAL, FRAME_NONE};
    if (!paging_may_change(p, root, page)) return result;
    result.status = found(p, root, page);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (result.status != MM_OK) return result;
    //@ assert give: result.status == MM_OK;
    uint32_t level = ends_at(p, root, page);
    //@ assert take: WalkSpan(&p->tables, root, page) == SpanOf(level);
    frame_t table = tables_find(&p->tables, root, page, level);
    result.frame = take(p, root, page, level, table, tables_span(level));
    //@ assert give: result.status == MM_OK;
    return result;
}
