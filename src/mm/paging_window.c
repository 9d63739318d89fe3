#include "paging_window.h"
#include "paging_grow.h"
#include "paging_open.h"
#include "paging_write.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_even.acsl"
#include "../../specs/paging_open.acsl"
#include "../../specs/paging_window_put.acsl"
#include "../../specs/paging_window_step.acsl"

/* What is wrong with a request, whatever is mapped there. */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior place:
  @   assumes !WindowAsked(p, page, count, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes WindowAsked(p, page, count, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior take:
  @   assumes WindowAsked(p, page, count, rights) && !RightsAbsent(p->features, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t ask(const paging_t *p, pageno_t page, pageno_t count, uint32_t rights) {
    if (count == 0 || page < p->window || page >= p->window_end || count > p->window_end - page)
        return MM_EINVAL;
    if (rights / RIGHT_USER % 2u == 1u) return MM_EINVAL;
    return rights_check(p->features, rights);
}

/* The first page beyond those that the entry of `page` in a table of this level serves. */
/*@ requires bound: IsPage(page) && 1 <= level <= 4;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == BlockEnd(page, level);
  @*/
static inline pageno_t block_end(pageno_t page, uint32_t level) {
    switch (level) {
    case 1:
        return page + 1;
    case 2:
        return (page / SPAN_2 + 1) * SPAN_2;
    case 3:
        return (page / SPAN_3 + 1) * SPAN_3;
    default:
        return (page / SPAN_4 + 1) * SPAN_4;
    }
}

/* The first page that another entry serves than `page`, at which nothing is mapped. */
/*@ requires valid: PagingValid(p) && IsPage(page);
  @ requires none:  !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: page < \result <= PAGE_LIMIT;
  @ ensures none:  RangeAbsent(&p->tables, p->tables.kernel, page, \result);
  @*/
static pageno_t next_entry(const paging_t *p, pageno_t page) {
    frame_t root = p->tables.kernel;
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, root);
    uint32_t level = 1;
    /*@ loop invariant bound: 1 <= level <= TABLE_LEVELS;
      @ loop invariant none:  1 < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
      @ loop assigns level;
      @ loop variant TABLE_LEVELS - level;
      @*/
    while (tables_find(&p->tables, root, page, level) == FRAME_NONE) level++;
    //@ assert none: TableAt(&p->tables, root, page, level) != 0;
    //@ assert bound: page < BlockEnd(page, level) <= PAGE_LIMIT;
    pageno_t next = block_end(page, level);
    /*@ assert none: 1 < level ==> \forall integer v; page <= v < next ==>
      @   SameBlock(page, v, level) && Walk(&p->tables, root, v) == Walk(&p->tables, root, page); */
    //@ assert none: level == 1 ==> \forall integer v; page <= v < next ==> v == page;
    return next;
}

/* Whether nothing is mapped at pages page .. end-1. */
/*@ requires valid: PagingValid(p) && page <= end <= PAGE_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> RangeAbsent(&p->tables, p->tables.kernel, page, end);
  @*/
static bool vacant(const paging_t *p, pageno_t page, pageno_t end) {
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    /*@ loop invariant bound: \at(page, Pre) <= page <= PAGE_LIMIT;
      @ loop invariant none:  RangeAbsent(&p->tables, p->tables.kernel, \at(page, Pre), page);
      @ loop assigns page;
      @ loop variant PAGE_LIMIT - page;
      @*/
    while (page < end) {
        if (paging_translate(p, p->tables.kernel, page) != FRAME_UNMAPPED) return false;
        page = next_entry(p, page);
    }
    return true;
}

/* Whether a page of this level fits at `page`, of which the stretch has `left` pages more. */
/*@ requires valid: PagingValid(p) && IsPage(page) && 2 <= level <= LARGEST_LEVEL;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result ==> page % SpanOf(level) == 0 && SpanOf(level) <= left && !LargeAbsent(p->features, level) &&
  @                 TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @*/
static bool fits(const paging_t *p, pageno_t page, pageno_t left, uint32_t level) {
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    uint32_t span = tables_span(level);
    return page % span == 0 && span <= left && rights_has_large(p->features, level) &&
           tables_find(&p->tables, p->tables.kernel, page, level - 1) == FRAME_NONE;
}

/* The level of the largest page that fits. */
/*@ requires valid: PagingValid(p) && IsPage(page) && 0 < left;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: 1 <= \result <= LARGEST_LEVEL && page % SpanOf(\result) == 0 && SpanOf(\result) <= left;
  @ ensures none:  1 < \result ==> TableAt(&p->tables, p->tables.kernel, page, \result - 1) == 0;
  @*/
static uint32_t largest(const paging_t *p, pageno_t page, pageno_t left) {
    uint32_t level = LARGEST_LEVEL;
    /*@ loop invariant bound: 1 <= level <= LARGEST_LEVEL;
      @ loop assigns level;
      @ loop variant level;
      @*/
    while (level > 1u && !fits(p, page, left, level)) level--;
    return level;
}

/* Make the table right below the root on the way to `page`, if this level is below the root: whether it is there. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && IsPage(page) && KernelPage(page) && 1 <= level <= TABLE_LEVELS;
  @ requires none:  !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @ requires none:  1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
  @ ensures none:  !\result ==> TooFew(p, 1);
  @ ensures take:  \result && level < TABLE_LEVELS ==> TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) != 0;
  @ ensures none:  \result && 1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersGrew{Old, Here}(p->pmm);
  @ ensures unchanged: WalksSame{Old, Here}(&p->tables) && RootsStay{Old, Here}(&p->tables);
  @*/
static bool open_above(const paging_t *p, pageno_t page, uint32_t level) {
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    //@ assert unchanged: PagingSame{Pre, Here}(p);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    if (level == TABLE_LEVELS) return true;
    mm_status_t status = paging_open(p, page);
    //@ assert unchanged: status != MM_OK ==> PagingSame{Pre, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert none: status != MM_OK ==> \at(TooFew(p, 1), Pre);
    //@ assert none: status != MM_OK ==> TooFew(p, 1);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    //@ assert unchanged: TablesSameShape{Pre, Here}(&p->tables);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    /*@ assert none: 1 < level && \at(TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1), Pre) != 0 ==>
      @   TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0; */
    /*@ assert none: status == MM_OK && 1 < level && \at(TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1), Pre) == 0 ==>
      @   TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 2) == 0; */
    //@ assert none: status == MM_OK && 1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
    return status == MM_OK;
}

/* The table of this level for `page`, where nothing is mapped, made when it is missing; FRAME_NONE when there are no frames for tables. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && IsPage(page) && KernelPage(page) && 1 <= level <= TABLE_LEVELS;
  @ requires none:  !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @ requires none:  1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
  @ ensures none:  \result == FRAME_NONE ==> TooFew(p, TABLE_LEVELS - 1);
  @ ensures take:  \result != FRAME_NONE ==> \result == TableAt(&p->tables, p->tables.kernel, page, level);
  @ ensures none:  \result != FRAME_NONE && 1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && OwnersGrew{Old, Here}(p->pmm);
  @ ensures unchanged: WalksSame{Old, Here}(&p->tables) && RootsStay{Old, Here}(&p->tables);
  @*/
static frame_t way(const paging_t *p, pageno_t page, uint32_t level) {
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    if (!open_above(p, page, level)) return FRAME_NONE;
    //@ ghost opened:;
    //@ assert valid: PagingBase(p) && PagingMemory(p);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre) && p->pmm == \at(p->pmm, Pre);
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    //@ assert unchanged: WalkSame{Pre, Here}(&p->tables, p->tables.kernel, page);
    //@ assert none: !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
    frame_t table = paging_grow(p, p->tables.kernel, page, level);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre) && p->pmm == \at(p->pmm, Pre);
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    //@ assert valid: TablesLone(&p->tables);
    //@ assert unchanged: PagingSameShape{opened, Here}(p);
    //@ assert none: table == FRAME_NONE ==> \at(TooFew(p, TABLE_LEVELS - 1), opened);
    //@ assert none: table == FRAME_NONE ==> TooFew(p, TABLE_LEVELS - 1);
    //@ assert unchanged: OwnersGrew{opened, Here}(p->pmm);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    return table;
}

/* Write an entry of the window, which was absent: nothing that the invariant says of frames speaks of it. */
/*@ requires valid: PagingValid(p);
  @ requires bound: PagingTable(p, table) && table_level[table] <= 3 && i < TABLE_ENTRIES && PagingWindow(p, table, i);
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]);
  @ requires none:  2 <= table_level[table] ==> !EntryLink(entry);
  @ requires take:  EntryFrame(entry) < FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: TlbSame{Old, Here};
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
static void set_entry(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    paging_write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    //@ assert take: TablesSameGhost{Pre, Here}(&p->tables);
    //@ assert take: WindowTables{Pre, Here}(p, table, i);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert take: WindowSet{Pre, Here}(p, table, i);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    /*@ assert valid: \forall integer u, j, f; MapsFrame(p, u, j, f) && FrameExists(p->pmm, f) ==> FrameThere(p, f, u, j); */
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}

/* Write the entry of `page`, in its table of this level. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && WindowRange(p->window, p->window_end);
  @ requires bound: p->window <= page && page + SpanOf(level) <= p->window_end && 1 <= level <= LARGEST_LEVEL;
  @ requires bound: page % SpanOf(level) == 0;
  @ requires take:  0 < table && table == TableAt(&p->tables, p->tables.kernel, page, level);
  @ requires none:  1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
  @ requires none:  !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures take:  WindowSoFar{Old, Here}(p, page, page + SpanOf(level), rights);
  @*/
static void put(const paging_t *p, pageno_t page, uint32_t level, frame_t table, uint32_t rights) {
    uint32_t i = tables_index(page, level);
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    frame_t frame = (frame_t)(page - p->window);
    //@ assert bound: IsPage(page) && KernelPage(page) && frame == page - p->window && frame < FRAME_LIMIT;
    //@ assert bound: (page - p->window) % SpanOf(level) == 0 && frame % SpanOf(level) == 0;
    //@ assert bound: 1 < level ==> frame % 2 == 0;
    entry_t entry = level == 1u ? rights_entry(p->features, frame, rights)
                                : rights_entry_large(p->features, frame, rights);
    //@ assert take: level == 1 ==> EntrySays(entry, p->features, page - p->window, rights) && EntryTag(entry) == 0;
    //@ assert take: 1 < level ==> EntrySaysLarge(entry, p->features, page - p->window, rights) && EntryTag(entry) == 0;
    //@ assert take: 1 < level ==> PageStart(entry, SpanOf(level)) == page - p->window;
    //@ assert take: KernelComes(&p->tables, page, level, table) && i == PageIndex(page, level);
    //@ assert take: EntryFirst(&p->tables, table, i) == page && table_root[table] == p->tables.kernel && table_level[table] == level;
    //@ assert take: PagingTable(p, table) && PagingWindow(p, table, i);
    //@ assert own:  EntryOwn(&p->tables, table, i);
    //@ assert take: Walk(&p->tables, p->tables.kernel, page) == p->tables.pool[table].e[i];
    //@ assert take: EntryFrame(entry) < FRAME_LIMIT;
    set_entry(p, table, i, entry);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: TablesSameGhost{Pre, Here}(&p->tables) && NoRootMore{Pre, Here}(&p->tables);
    //@ assert valid: TablesLone(&p->tables);
    //@ assert take: TableAt(&p->tables, p->tables.kernel, page, level) == table && TablesInv(&p->tables);
    //@ assert take: KernelComes(&p->tables, page, level, table);
    //@ assert none: 1 < level ==> TableAt(&p->tables, p->tables.kernel, page, level - 1) == 0;
    /*@ assert take: Walk(&p->tables, p->tables.kernel, page) == entry &&
      @   WalkSpan(&p->tables, p->tables.kernel, page) == SpanOf(level); */
    //@ assert take: level == 1 ==> EntrySays(entry, p->features, page - p->window, rights);
    //@ assert take: 1 < level ==> EntrySaysLarge(entry, p->features, page - p->window, rights);
    //@ assert take: 1 < level ==> WindowLarge(p, page, level, entry, rights);
    //@ assert take: level == 1 ==> WindowAt(p, page, rights);
    /*@ assert take: 1 < level ==> \forall integer v; page <= v < page + SpanOf(level) ==>
      @   Walk(&p->tables, p->tables.kernel, v) == entry && WalkSpan(&p->tables, p->tables.kernel, v) == SpanOf(level); */
    //@ assert take: 1 < level ==> WalksTo(&p->tables, p->tables.kernel, page, SpanOf(level), entry);
    //@ assert bound: level == 1 ==> SpanOf(level) == 1 && page + SpanOf(level) <= page + 1;
    //@ assert take: level == 1 ==> WindowMapped(p, page, page + SpanOf(level), rights);
    //@ assert take: 1 < level ==> WindowMapped(p, page, page + SpanOf(level), rights);
    //@ assert take: WindowMapped(p, page, page + SpanOf(level), rights);
    //@ assert unchanged: TablesInv(&p->tables) && RootsStay{Pre, Here}(&p->tables) && PathsSame{Pre, Here}(&p->tables);
    //@ assert take: EntryFirst(&p->tables, table, i) == page && table_root[table] == p->tables.kernel && table_level[table] == level;
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, table, i, r, v) ==>
      @   PageIn(&p->tables, r, v, p->tables.kernel, page, page + SpanOf(level)); */
    /*@ assert unchanged: \forall integer r, v; PageIn(&p->tables, r, v, p->tables.kernel, page, page + SpanOf(level)) ==>
      @   PageIn{Pre}(&p->tables, r, v, p->tables.kernel, page, page + SpanOf(level)); */
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIn{Pre}(&p->tables, r, v, p->tables.kernel, page, page + SpanOf(level)) ==>
      @   Walk(&p->tables, r, v) == Walk{Pre}(&p->tables, r, v); */
    //@ assert unchanged: WalksSameOutside{Pre, Here}(&p->tables, p->tables.kernel, page, page + SpanOf(level));
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
}

/* Map the largest page that fits at `page`, of which `left` more are to be mapped: how many pages that is. 0 when there are no frames
   for tables. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && WindowRange(p->window, p->window_end);
  @ requires bound: p->window <= page && 0 < left && page + left <= p->window_end;
  @ requires none:  RangeAbsent(&p->tables, p->tables.kernel, page, page + left);
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures bound: \result <= left;
  @ ensures none:  \result == 0 ==> TooFew(p, TABLE_LEVELS - 1);
  @ ensures take:  WindowSoFar{Old, Here}(p, page, page + \result, rights);
  @*/
static uint32_t map_one(const paging_t *p, pageno_t page, pageno_t left, uint32_t rights) {
    //@ assert bound: IsPage(page) && KernelPage(page) && !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    uint32_t level = largest(p, page, left);
    frame_t table = way(p, page, level);
    //@ assert take: WindowSoFar{Pre, Here}(p, page, page, rights);
    //@ assert unchanged: WalkSame{Pre, Here}(&p->tables, p->tables.kernel, page);
    if (table == FRAME_NONE) return 0;
    //@ ghost made:;
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && p->features == \at(p->features, Pre);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
    put(p, page, level, table, rights);
    //@ assert take: WindowSoFar{made, Here}(p, page, page + SpanOf(level), rights);
    return tables_span(level);
}

/* Map pages first .. end-1, at which nothing is mapped. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && WindowRange(p->window, p->window_end);
  @ requires bound: p->window <= first && first <= end && end <= p->window_end;
  @ requires none:  RangeAbsent(&p->tables, p->tables.kernel, first, end);
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures none:  \result == MM_OK || \result == MM_ENOMEM;
  @ ensures none:  \result == MM_ENOMEM ==> WindowHalfway{Old, Here}(p, first, end, rights) && TooFew(p, TABLE_LEVELS - 1);
  @ ensures take:  \result == MM_OK ==> WindowSoFar{Old, Here}(p, first, end, rights);
  @*/
static mm_status_t map_pages(const paging_t *p, pageno_t first, pageno_t end, uint32_t rights) {
    pageno_t page = first;
    /*@ loop invariant bound: first <= page <= end;
      @ loop invariant valid: PagingValid(p) && TablesLone(&p->tables);
      @ loop invariant stale: TlbSame{Pre, Here};
      @ loop invariant none:  RangeAbsent(&p->tables, p->tables.kernel, page, end);
      @ loop invariant take:  WindowSoFar{Pre, Here}(p, first, page, rights);
      @ loop assigns page, tlb_from, tlb_to, table_level[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_root[0 .. \at(p->tables.nframes, Pre) - 1], table_base[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_parent[0 .. \at(p->tables.nframes, Pre) - 1], table_place[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.live, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1], \at(p->pmm, Pre)->top, \at(p->pmm, Pre)->free.open,
      @   \at(p->pmm, Pre)->free.from, \at(p->pmm, Pre)->free.to, \at(p->pmm, Pre)->free.blocks, \at(p->pmm, Pre)->free.groups,
      @   \at(p->pmm->free.words, Pre)[0 .. FreemapWords(\at(p->pmm->nframes, Pre))],
      @   \at(p->pmm->free.summary.level[0], Pre)[0 .. BitmapSize(FreemapBits(\at(p->pmm->nframes, Pre))) - 1];
      @ loop variant end - page;
      @*/
    while (page < end) {
        //@ ghost before:;
        //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre);
        //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
        //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
        //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
        //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
        //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
        //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
        //@ assert valid: TablesInv(&p->tables);
        //@ assert unchanged: p->features == \at(p->features, Pre) && IsRoot(&p->tables, p->tables.kernel);
        uint32_t span = map_one(p, page, end - page, rights);
        //@ assert take: WindowSoFar{before, Here}(p, page, page + span, rights);
        //@ assert unchanged: RootsStay{Pre, before}(&p->tables);
        //@ assert take: WindowSoFar{Pre, Here}(p, first, page + span, rights);
        //@ assert bound: page + span <= end <= PAGE_LIMIT;
        //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, before);
        //@ assert unchanged: WalksSameOutside{before, Here}(&p->tables, p->tables.kernel, page, page + span);
        //@ assert none: RangeAbsent(&p->tables, p->tables.kernel, page + span, end);
        if (span == 0) return MM_ENOMEM;
        pageno_t next = page + span;
        //@ assert bound: next == page + span;
        //@ assert take: WindowSoFar{Pre, Here}(p, first, next, rights);
        page = next;
    }
    return MM_OK;
}

mm_status_t paging_window(const paging_t *p, pageno_t page, pageno_t count, uint32_t rights) {
    mm_status_t status = ask(p, page, count, rights);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (status != MM_OK) return status;
    //@ assert bound: page + count <= p->window_end;
    //@ assert bound: IsPage(page + count - 1) && page + count <= PAGE_LIMIT;
    if (!vacant(p, page, page + count)) return MM_EBUSY;
    return map_pages(p, page, page + count, rights);
}
