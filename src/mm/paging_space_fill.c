#include "paging_space_fill.h"
#include "../../specs/tables_beside.acsl"
#include "../../specs/paging_beside.acsl"
#include "../../specs/paging_even.acsl"
#include "../../specs/pmm_untouched.acsl"
#include "../../specs/paging_space_fill.acsl"

/* The level of table k. */
/*@ requires bound: k <= FLAT_HUB + FLAT_LEAVES;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == FlatLevel(k) && 1 <= \result <= TABLE_LEVELS;
  @*/
static inline uint32_t level_of(uint32_t k) { return k <= FLAT_HUB ? TABLE_LEVELS - k : LARGEST_LEVEL - 1u; }

/* The number of its first entry. */
/*@ requires bound: k <= FLAT_HUB + FLAT_LEAVES;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == FlatFirst(k);
  @*/
static inline uint32_t first_of(uint32_t k) {
    return k <= FLAT_HUB ? 0 : (k - FLAT_HUB - 1u) * TABLE_ENTRIES;
}

/* What a table says of an entry beyond 4 GiB. */
/*@ requires valid: \valid_read(p) && \valid_read(p->tables.pool + p->tables.kernel);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FlatBeyond(p, level, number, \result);
  @*/
static inline entry_t beyond(const paging_t *p, uint32_t level, uint32_t number) {
    bool kernels = level == TABLE_LEVELS &&
                   number / (KERNEL_END - KERNEL_FIRST) == KERNEL_FIRST / (KERNEL_END - KERNEL_FIRST);
    return kernels ? p->tables.pool[p->tables.kernel].e[number] : 0;
}

/* The entry of a page of this level. */
/*@ requires bound: 1 <= level <= 3 && frame < FRAME_LIMIT && frame % SpanOf(level) == 0;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(features, rights);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FlatPage(\result, features, level, frame, rights);
  @*/
static inline entry_t page_entry(uint32_t features, uint32_t level, frame_t frame, uint32_t rights) {
    //@ assert bound: 1 < level ==> frame % 2 == 0;
    return level == 1u ? rights_entry(features, frame, rights) : rights_entry_large(features, frame, rights);
}

/* Entry `number` of all that tables of this level have. */
/*@ requires valid: \valid_read(p) && \valid_read(p->tables.pool + p->tables.kernel);
  @ requires bound: 1 <= bottom <= level <= TABLE_LEVELS && bottom <= 3 && number < PAGES_4GB;
  @ requires bound: FlatInside(bottom, level, number) && 0 < run && run + FlatCount(bottom) <= FRAME_LIMIT;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: FlatNth(p, run, bottom, rights, level, number, \result);
  @*/
static entry_t cell(const paging_t *p, frame_t run, uint32_t level, uint32_t number, uint32_t bottom,
                    uint32_t rights) {
    pageno_t span = tables_span(level);
    //@ assert bound: number * span == FlatStart(level, number);
    //@ assert bound: 0 <= FlatStart(level, number) <= PAGES_4GB * SPAN_4;
    pageno_t page = number * span;
    //@ assert bound: page == FlatStart(level, number);
    if (page >= PAGES_4GB) return beyond(p, level, number);
    //@ assert bound: level <= 3 ==> FlatStart(level, number) % SpanOf(level) == 0;
    if (level == bottom) return page_entry(p->features, level, (frame_t)page, rights);
    return (entry_t)(run + TABLE_LEVELS - level + 1u + number) * FRAME_SIZE + 0x23u;
}

/* Write them all. */
/*@ requires valid: \valid(p->tables.pool + (run + k)) && \valid_read(p) && \valid_read(p->tables.pool + p->tables.kernel);
  @ requires sep:   \separated(p->tables.pool + (run + k), p) && run + k != p->tables.kernel;
  @ requires bound: 0 < run && run + k < FRAME_LIMIT && run + FlatCount(bottom) <= FRAME_LIMIT && k < FlatCount(bottom);
  @ requires take:  LARGEST_LEVEL - 1 <= bottom <= LARGEST_LEVEL;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1];
  @ ensures take:  FlatTable(p, run, bottom, rights, k);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && FlatElsewhere{Old, Here}(p, run + k);
  @*/
static void write_cells(const paging_t *p, frame_t run, uint32_t k, uint32_t bottom, uint32_t rights) {
    uint32_t level = level_of(k), first = first_of(k);
    frame_t frame = run + k;
    //@ assert bound: first + TABLE_ENTRIES <= PAGES_4GB && bottom <= level;
    //@ assert bound: level == FlatLevel(k) && first == FlatFirst(k);
    /*@ loop invariant bound: 0 <= i <= TABLE_ENTRIES;
      @ loop invariant unchanged: PagingSameShape{Pre, Here}(p);
      @ loop invariant unchanged: \forall integer j; 0 <= j < TABLE_ENTRIES ==>
      @   p->tables.pool[p->tables.kernel].e[j] == \at(p->tables.pool[p->tables.kernel].e[\at(j, Here)], Pre);
      @ loop invariant take: FlatSoFar{Pre, Here}(p, run, bottom, rights, run + k, level, first, i);
      @ loop assigns i, \at(p->tables.pool, Pre)[run + k].e[0 .. TABLE_ENTRIES - 1];
      @ loop variant TABLE_ENTRIES - i;
      @*/
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
        //@ ghost before:;
        uint32_t number = first + i;
        //@ assert bound: number == first + i && FlatInside(bottom, level, number);
        //@ assert unchanged: FlatSame{Here, Pre}(p);
        entry_t entry = cell(p, run, level, number, bottom, rights);
        //@ assert take: FlatNth{Pre}(p, run, bottom, rights, level, number, entry);
        p->tables.pool[frame].e[i] = entry;
        //@ assert take: FlatBegun{before, Here}(p, run + k, i);
        //@ assert take: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.pool[run + k].e[i] == entry;
        //@ assert take: FlatNth{Pre}(p, run, bottom, rights, level, first + i, p->tables.pool[run + k].e[i]);
        //@ assert take: FlatOne{Pre, Here}(p, run, bottom, rights, run + k, level, first, i);
        //@ assert take: FlatSoFar{Pre, Here}(p, run, bottom, rights, run + k, level, first, i);
        //@ assert take: FlatSoFar{Pre, Here}(p, run, bottom, rights, run + k, level, first, i + 1);
    }
    //@ assert unchanged: FlatSame{Pre, Here}(p);
    //@ assert take: FlatCells(p, run, bottom, rights, run + k, level, first, SpanOf(level));
}

/* Write them; nothing of the allocator's changes, and no table. */
/*@ requires valid: PagingBase(p);
  @ requires bound: 0 < run && k < FlatCount(bottom) && run + FlatCount(bottom) <= p->tables.nframes;
  @ requires take:  p->pmm->owner[run + k] == OWNER_ALLOCATED;
  @ requires take:  LARGEST_LEVEL - 1 <= bottom <= LARGEST_LEVEL;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1];
  @ ensures valid: TablesValid(&p->tables);
  @ ensures take:  FlatTable(p, run, bottom, rights, k);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: FlatElsewhere{Old, Here}(p, run + k);
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
static void lay(const paging_t *p, frame_t run, uint32_t k, uint32_t bottom, uint32_t rights) {
    //@ assert sep: IsRoot(&p->tables, p->tables.kernel) && p->pmm->owner[p->tables.kernel] == OWNER_TABLE;
    //@ assert sep: FrameExists(p->pmm, run + k) && p->pmm->owner[run + k] == OWNER_ALLOCATED;
    //@ assert sep: PagingRam(p, run + k);
    //@ assert sep: !PagingTable(p, run + k) && run + k != p->tables.kernel;
    //@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1], p);
    //@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1], p->pmm);
    /*@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits))); */
    /*@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[run + k].e[0 .. TABLE_ENTRIES - 1], p->pmm->free.summary.level[3] + (0 .. 0));
    write_cells(p, run, k, bottom, rights);
    //@ assert unchanged: FlatElsewhere{Pre, Here}(p, run + k);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) <==> PagingTable(p, u);
    //@ assert unchanged: \forall integer u; EverTable{Pre, Here}(&p->tables, u) ==> u != run + k;
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert unchanged: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->low == \at(p->pmm->low, Pre);
    //@ assert unchanged: p->pmm->high == \at(p->pmm->high, Pre) && p->pmm->owner == \at(p->pmm->owner, Pre);
    //@ assert unchanged: p->pmm->free.nbits == \at(p->pmm->free.nbits, Pre) && p->pmm->free.words == \at(p->pmm->free.words, Pre);
    //@ assert unchanged: p->pmm->free.span == \at(p->pmm->free.span, Pre);
    //@ assert unchanged: p->pmm->free.summary.nbits == \at(p->pmm->free.summary.nbits, Pre);
    //@ assert unchanged: BitmapSameShape{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; PagingTable(p, u) ==>
       @   LiveCount(&p->tables, u, n) == LiveCount{Pre}(&p->tables, u, n);
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    //@ assert unchanged: TablesBeside{Pre, Here}(&p->tables, run + k);
    //@ assert valid: TablesInv(&p->tables);
    //@ assert valid: TablesLive(&p->tables);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(&p->tables);
}

void paging_space_fill(const paging_t *p, frame_t run, uint32_t k, uint32_t bottom, uint32_t rights) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    lay(p, run, k, bottom, rights);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: PagingBeside{Pre, Here}(p);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    /*@ assert valid: \forall integer table, i, f; MapsFrame(p, table, i, f) && FrameExists(p->pmm, f) ==>
      @   FrameThere(p, f, table, i); */
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}
