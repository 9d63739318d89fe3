#include "paging_init.h"
#include "paging_owner.h"
#include "../../specs/pmm_untouched.acsl"

/* A frame for the root; nothing is a table yet that could be in the way. */
/*@ requires valid: PmmValid(pmm) && InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ requires valid: InitShares(p, pmm, pool, live, shares, nframes);
  @ terminates \true; exits \false;
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1], pmm->top, pmm->free.open,
  @         pmm->free.from, pmm->free.to, pmm->free.blocks, pmm->free.groups,
  @         pmm->free.words[0 .. FreemapWords(pmm->nframes)],
  @         pmm->free.summary.level[0][0 .. BitmapSize(FreemapBits(pmm->nframes)) - 1];
  @ ensures valid: PmmValid(pmm) && InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ ensures valid: InitShares(p, pmm, pool, live, shares, nframes);
  @ ensures none:  \old(PmmNoRun(pmm, 1, 1, nframes)) ==> \result == FRAME_NONE && PmmSame{Old, Here}(pmm);
  @ ensures take:  !\old(PmmNoRun(pmm, 1, 1, nframes)) ==> FrameTake{Old, Here}(pmm, \result) && \result < nframes;
  @*/
static frame_t first_frame(const paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live,
                           const int16_t *shares, uint32_t nframes) {
    (void)p, (void)pool, (void)live, (void)shares;
    frame_t frame = pmm_alloc_in(pmm, nframes);
    //@ assert unchanged: PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: InitAside(p, pmm, live, nframes) && InitApart(p, pmm);
    //@ assert valid: \forall integer f; InitRam(pmm, nframes, f) ==> InitRam{Pre}(pmm, nframes, f);
    //@ assert valid: InitTables(p, pmm, pool, live, nframes);
    //@ assert valid: InitShares(p, pmm, pool, live, shares, nframes);
    //@ assert none: \at(PmmNoRun(pmm, 1, 1, nframes), Pre) ==> frame == FRAME_NONE && PmmSame{Pre, Here}(pmm);
    //@ assert take: !\at(PmmNoRun(pmm, 1, 1, nframes), Pre) ==> FrameTake{Pre, Here}(pmm, frame) && frame < nframes;
    /*@ assert none: \forall integer f; FrameExists(pmm, f) ==>
      @   pmm->owner[f] == \at(pmm->owner[f], Pre) || pmm->owner[f] == OWNER_ALLOCATED; */
    //@ assert none: InitNone(pmm);
    return frame;
}

/* What is not the tables': the window, no space of all memory. Nothing of the allocator's changes. */
/*@ requires valid: PmmValid(pmm) && InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ terminates \true; exits \false;
  @ assigns *p;
  @ ensures take:  p->pmm == pmm && p->features == features;
  @ ensures take:  p->window == window && p->window_end == window_end;
  @ ensures take:  p->shares == shares;
  @ ensures valid: InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ ensures unchanged: PmmUntouched{Old, Here}(pmm);
  @*/
static void set_fields(paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live, int16_t *shares,
                       uint32_t nframes, uint32_t features, pageno_t window, pageno_t window_end) {
    (void)pool, (void)live, (void)nframes;
    //@ assert valid: PmmShape(pmm) && BitmapShape(&pmm->free.summary) && InitAside(p, pmm, live, nframes) && InitApart(p, pmm);
    //@ assert sep: \separated(p, pmm);
    //@ assert sep: \separated(p, pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)));
    //@ assert sep: \separated(p, pmm->free.summary.level[0] + (0 .. BitmapWords0(pmm->free.summary.nbits) - 1));
    //@ assert sep: \separated(p, pmm->free.summary.level[1] + (0 .. BitmapWords1(pmm->free.summary.nbits) - 1));
    //@ assert sep: \separated(p, pmm->free.summary.level[2] + (0 .. BitmapWords2(pmm->free.summary.nbits) - 1));
    //@ assert sep: \separated(p, pmm->free.summary.level[3] + (0 .. 0));
    p->pmm = pmm;
    p->shares = shares;
    p->window = window;
    p->window_end = window_end;
    p->features = features;
    //@ assert unchanged: pmm->nframes == \at(pmm->nframes, Pre) && pmm->low == \at(pmm->low, Pre);
    //@ assert unchanged: pmm->high == \at(pmm->high, Pre) && pmm->owner == \at(pmm->owner, Pre);
    //@ assert unchanged: pmm->free.nbits == \at(pmm->free.nbits, Pre) && pmm->free.words == \at(pmm->free.words, Pre);
    //@ assert unchanged: pmm->free.span == \at(pmm->free.span, Pre);
    //@ assert unchanged: pmm->free.summary.nbits == \at(pmm->free.summary.nbits, Pre);
    //@ assert unchanged: pmm->free.summary.level[0] == \at(pmm->free.summary.level[0], Pre);
    //@ assert unchanged: pmm->free.summary.level[1] == \at(pmm->free.summary.level[1], Pre);
    //@ assert unchanged: pmm->free.summary.level[2] == \at(pmm->free.summary.level[2], Pre);
    //@ assert unchanged: pmm->free.summary.level[3] == \at(pmm->free.summary.level[3], Pre);
    //@ assert unchanged: BitmapSameShape{Pre, Here}(&pmm->free.summary);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(&pmm->free);
    //@ assert unchanged: PmmSameShape{Pre, Here}(pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&pmm->free.summary);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(&pmm->free.summary, -1);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&pmm->free);
    //@ assert unchanged: pmm->free.from == \at(pmm->free.from, Pre) && pmm->free.to == \at(pmm->free.to, Pre);
    //@ assert unchanged: pmm->free.blocks == \at(pmm->free.blocks, Pre) && pmm->free.groups == \at(pmm->free.groups, Pre);
    //@ assert unchanged: FreemapLearntSame{Pre, Here}(&pmm->free);
    //@ assert unchanged: pmm->top == \at(pmm->top, Pre);
    //@ assert valid: InitAside(p, pmm, live, nframes) && InitApart(p, pmm);
    //@ assert valid: \forall integer f; InitRam(pmm, nframes, f) ==> InitRam{Pre}(pmm, nframes, f);
    //@ assert valid: InitTables(p, pmm, pool, live, nframes);
    //@ assert valid: InitNone(pmm);
}

/* An empty root; nothing of the allocator's changes. */
/*@ requires valid: PmmValid(pmm) && InitAside(p, pmm, live, nframes) && InitApart(p, pmm);
  @ requires sep:   InitTable(p, pool + root, live, nframes);
  @ requires sep:   PmmAside(pmm, pool + root) && PmmApart(pmm, pool + root);
  @ requires bound: InitSense(pmm, nframes);
  @ requires take:  0 < root < nframes && pmm->owner[root] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns p->tables, pool[root].e[0 .. TABLE_ENTRIES - 1], live[root];
  @ assigns table_level[0 .. nframes - 1], table_root[root], table_base[root];
  @ ensures take:  p->tables.pool == pool && p->tables.live == live && p->tables.nframes == nframes && p->tables.kernel == root;
  @ ensures valid: TablesValid(&p->tables) && TablesLone(&p->tables);
  @ ensures none:  \forall integer f; 0 < f < nframes && f != root ==> table_level[f] == 0;
  @ ensures none:  TableEmpty(&p->tables, root);
  @ ensures unchanged: PmmUntouched{Old, Here}(pmm) && PmmMemory(pmm);
  @ ensures unchanged: p->pmm == \old(p->pmm) && p->features == \old(p->features);
  @ ensures unchanged: p->window == \old(p->window) && p->window_end == \old(p->window_end) && p->shares == \old(p->shares);
  @*/
static void first_root(paging_t *p, const pmm_t *pmm, table_t *pool, uint16_t *live, uint32_t nframes,
                       frame_t root) {
    (void)pmm;
    //@ assert valid: PmmShape(pmm) && BitmapShape(&pmm->free.summary);
    //@ assert sep: \separated(p, pmm) && \separated(&p->tables, pmm);
    //@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1], p);
    //@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1], pmm);
    //@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1], pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)));
    /*@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               pmm->free.summary.level[0] + (0 .. BitmapWords0(pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               pmm->free.summary.level[1] + (0 .. BitmapWords1(pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               pmm->free.summary.level[2] + (0 .. BitmapWords2(pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&pool[root].e[0 .. TABLE_ENTRIES - 1], pmm->free.summary.level[3] + (0 .. 0));
    //@ assert valid: \valid(pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)));
    tables_init(&p->tables, pool, live, nframes, root);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre);
    //@ assert unchanged: p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: pmm->nframes == \at(pmm->nframes, Pre);
    //@ assert unchanged: pmm->low == \at(pmm->low, Pre);
    //@ assert unchanged: pmm->high == \at(pmm->high, Pre);
    //@ assert unchanged: pmm->owner == \at(pmm->owner, Pre);
    //@ assert unchanged: pmm->free.nbits == \at(pmm->free.nbits, Pre);
    //@ assert unchanged: pmm->free.words == \at(pmm->free.words, Pre);
    //@ assert unchanged: pmm->free.span == \at(pmm->free.span, Pre);
    //@ assert unchanged: pmm->free.summary.nbits == \at(pmm->free.summary.nbits, Pre);
    //@ assert unchanged: pmm->free.summary.level[0] == \at(pmm->free.summary.level[0], Pre);
    //@ assert unchanged: pmm->free.summary.level[1] == \at(pmm->free.summary.level[1], Pre);
    //@ assert unchanged: pmm->free.summary.level[2] == \at(pmm->free.summary.level[2], Pre);
    //@ assert unchanged: pmm->free.summary.level[3] == \at(pmm->free.summary.level[3], Pre);
    //@ assert unchanged: BitmapSameShape{Pre, Here}(&pmm->free.summary);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(&pmm->free);
    //@ assert unchanged: PmmSameShape{Pre, Here}(pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&pmm->free.summary);
    //@ assert unchanged: BitmapSameBut{Pre, Here}(&pmm->free.summary, -1);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&pmm->free);
    //@ assert unchanged: pmm->free.from == \at(pmm->free.from, Pre);
    //@ assert unchanged: pmm->free.to == \at(pmm->free.to, Pre);
    //@ assert unchanged: pmm->free.blocks == \at(pmm->free.blocks, Pre);
    //@ assert unchanged: pmm->free.groups == \at(pmm->free.groups, Pre);
    //@ assert unchanged: FreemapLearntSame{Pre, Here}(&pmm->free);
    //@ assert unchanged: pmm->top == \at(pmm->top, Pre);
    //@ assert valid: BitmapMemory(&pmm->free.summary) && BitmapPlace(&pmm->free.summary);
    /*@ assert valid: \separated(&pmm->free, pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)),
      @   pmm->free.summary.level[0] + (0 .. BitmapSize(pmm->free.summary.nbits) - 1)); */
    /*@ assert valid: \separated(&pmm->free, pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)),
      @   pmm->free.summary.level[0] + (0 .. BitmapWords0(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[1] + (0 .. BitmapWords1(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[2] + (0 .. BitmapWords2(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[3] + (0 .. 0)); */
    //@ assert valid: \valid(pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)));
    //@ assert valid: FreemapMemory(&pmm->free);
    //@ assert valid: PmmMemory(pmm);
}

/* Both, one after the other. */
/*@ requires valid: PmmValid(pmm) && InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ requires bound: InitSense(pmm, nframes);
  @ requires take:  0 < root < nframes && pmm->owner[root] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns *p, pool[root].e[0 .. TABLE_ENTRIES - 1], live[root];
  @ assigns table_level[0 .. nframes - 1], table_root[root], table_base[root];
  @ ensures take:  p->pmm == pmm && p->features == features;
  @ ensures take:  p->window == window && p->window_end == window_end;
  @ ensures take:  p->tables.pool == pool && p->tables.live == live && p->tables.nframes == nframes && p->tables.kernel == root;
  @ ensures take:  p->shares == shares;
  @ ensures valid: TablesValid(&p->tables) && TablesLone(&p->tables);
  @ ensures none:  \forall integer f; 0 < f < nframes && f != root ==> table_level[f] == 0;
  @ ensures none:  TableEmpty(&p->tables, root);
  @ ensures unchanged: PmmValid(pmm) && PmmSame{Old, Here}(pmm);
  @ ensures sep:   InitAside(p, pmm, live, nframes) && PagingAside(p);
  @*/
static void start(paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live, int16_t *shares, uint32_t nframes,
                  uint32_t features, pageno_t window, pageno_t window_end, frame_t root) {
    set_fields(p, pmm, pool, live, shares, nframes, features, window, window_end);
    //@ ghost set:;
    //@ assert valid: PmmInv(pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm) && PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: BitmapMemory(&pmm->free.summary) && BitmapPlace(&pmm->free.summary);
    /*@ assert valid: \separated(&pmm->free, pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)),
      @   pmm->free.summary.level[0] + (0 .. BitmapSize(pmm->free.summary.nbits) - 1)); */
    /*@ assert valid: \separated(&pmm->free, pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)),
      @   pmm->free.summary.level[0] + (0 .. BitmapWords0(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[1] + (0 .. BitmapWords1(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[2] + (0 .. BitmapWords2(pmm->free.summary.nbits) - 1),
      @   pmm->free.summary.level[3] + (0 .. 0)); */
    //@ assert valid: \valid(pmm->free.words + (0 .. FreemapWords(pmm->free.nbits)));
    //@ assert valid: FreemapMemory(&pmm->free);
    //@ assert valid: PmmMemory(pmm);
    //@ assert sep: InitRam(pmm, nframes, root);
    //@ assert sep: InitTable(p, pool + root, live, nframes) && PmmAside(pmm, pool + root) && PmmApart(pmm, pool + root);
    first_root(p, pmm, pool, live, nframes, root);
    //@ assert valid: PmmInv(pmm);
    //@ assert unchanged: PmmSame{set, Here}(pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(pmm);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: InitAside(p, pmm, live, nframes);
    //@ assert valid: PagingAside(p);
}

/* The root is a table now, and all that paging promises holds. */
/*@ requires valid: PmmValid(pmm) && InitMemory(p, pmm, pool, live, nframes) && InitNone(pmm);
  @ requires valid: InitShares(p, pmm, pool, live, shares, nframes);
  @ requires bound: InitSense(pmm, nframes);
  @ requires take:  0 < root < nframes && pmm->owner[root] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns *p, pool[0 .. nframes - 1], live[0 .. nframes - 1];
  @ assigns table_level[0 .. nframes - 1], table_root[0 .. nframes - 1], table_base[0 .. nframes - 1];
  @ assigns pmm->owner[0 .. pmm->nframes - 1], pmm->count[0 .. OWNER_STATES - 1];
  @ ensures take:  p->pmm == pmm && p->features == features;
  @ ensures take:  p->window == window && p->window_end == window_end;
  @ ensures take:  p->tables.pool == pool && p->tables.live == live && p->tables.nframes == nframes && p->tables.kernel == root;
  @ ensures take:  p->shares == shares;
  @ ensures take:  pmm->owner[root] == OWNER_TABLE && PmmSameBut{Old, Here}(pmm, root);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures none:  TableEmpty(&p->tables, root);
  @*/
static void settle(paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live, int16_t *shares, uint32_t nframes,
                   uint32_t features, pageno_t window, pageno_t window_end, frame_t root) {
    start(p, pmm, pool, live, shares, nframes, features, window, window_end, root);
    //@ ghost begun:;
    //@ assert valid: PmmValid(pmm) && PagingAside(p);
    paging_own(p, root, OWNER_TABLE);
    //@ assert unchanged: p->pmm == pmm && p->tables.pool == pool && p->tables.live == live && p->tables.nframes == nframes;
    //@ assert unchanged: p->tables.kernel == root && p->shares == shares;
    //@ assert unchanged: PmmSameBut{begun, Here}(pmm, root);
    //@ assert take: PmmSameBut{Pre, Here}(pmm, root) && PmmSameShape{Pre, Here}(pmm);
    //@ assert valid: TablesLone(&p->tables);
    //@ assert none: TableEmpty(&p->tables, root);
    //@ assert none: \forall integer f; PagingTable(p, f) ==> f == root;
    //@ assert valid: TableRoots(&p->tables);
    //@ assert take: IsRoot(&p->tables, root);
    //@ assert take: PagingTable(p, root);
    //@ assert take: pmm->owner[root] == OWNER_TABLE;
    //@ assert valid: TablesInv(&p->tables);
    //@ assert valid: TablesLive(&p->tables);
    //@ assert none: \at(InitNone(pmm), Pre) && pmm->nframes == \at(pmm->nframes, Pre) && pmm->owner == \at(pmm->owner, Pre);
    /*@ assert none: \forall integer f; 0 <= f < pmm->nframes ==> \at(pmm->owner[f], Pre) != OWNER_TABLE &&
      @   \at(pmm->owner[f], Pre) != OWNER_MAPPED && \at(pmm->owner[f], Pre) != OWNER_SHARED; */
    /*@ assert none: \forall integer f; 0 <= f < pmm->nframes && f != root ==> pmm->owner[f] == \at(pmm->owner[f], Pre); */
    /*@ assert none: \forall integer f; FrameExists(pmm, f) && f != root ==> pmm->owner[f] != OWNER_TABLE &&
      @   pmm->owner[f] != OWNER_MAPPED && pmm->owner[f] != OWNER_SHARED; */
    //@ assert valid: \forall integer f; FrameExists(p->pmm, f) ==> (p->pmm->owner[f] == OWNER_TABLE <==> PagingTable(p, f));
    //@ assert valid: PagingOwners(p);
    //@ assert none: \forall integer table; PagingTable(p, table) ==> TableEmpty(&p->tables, table);
    /*@ assert none: \forall integer i; 0 <= i < TABLE_ENTRIES ==> !EntryPresent(p->tables.pool[root].e[i]); */
    /*@ assert none: \forall integer table, i; table == root && 0 <= i < TABLE_ENTRIES ==>
      @   !EntryPresent(p->tables.pool[table].e[i]); */
    /*@ assert none: \forall integer table, i; PagingTable(p, table) && 0 <= i < TABLE_ENTRIES ==>
      @   !EntryPresent(p->tables.pool[table].e[i]); */
    //@ assert valid: PagingFrames(p);
    //@ assert valid: InitAside(p, pmm, live, nframes);
    //@ assert valid: PagingAside(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> InitRam{Pre}(pmm, nframes, f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> InitTable(p, pool + f, live, nframes);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmAside{Pre}(pmm, pool + f) && PmmApart{Pre}(pmm, pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmAside(pmm, pool + f) && PmmApart(pmm, pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> TableMemory(&p->tables, f);
    //@ assert valid: TablesMemory(&p->tables);
    //@ assert valid: PmmMemory(p->pmm) && PmmInv(p->pmm);
    /*@ assert sep: \separated(p->tables.live + (0 .. p->tables.nframes - 1),
      @               p->pmm->owner + (0 .. p->pmm->nframes - 1)); */
    /*@ assert valid: \forall integer f; PagingRam(p, f) ==>
      @   TableMemory(&p->tables, f) && \separated(p->tables.pool + f, p) && PmmAside(p->pmm, p->tables.pool + f) &&
      @   PmmApart(p->pmm, p->tables.pool + f); */
    //@ assert valid: \at(InitShares(p, pmm, pool, live, shares, nframes), Pre);
    //@ assert valid: p->shares == shares && p->pmm == pmm && p->tables.live == live && p->tables.nframes == nframes && p->tables.pool == pool;
    //@ assert valid: pmm->owner == \at(pmm->owner, Pre) && pmm->nframes == \at(pmm->nframes, Pre);
    //@ assert valid: pmm->free.words == \at(pmm->free.words, Pre) && pmm->free.summary.level[0] == \at(pmm->free.summary.level[0], Pre);
    //@ assert valid: \valid(p->shares + (0 .. p->pmm->nframes - 1));
    /*@ assert valid: \forall integer f; PagingRam(p, f) ==>
      @   \separated(p->tables.pool + f, p->shares + (0 .. p->pmm->nframes - 1)); */
    //@ assert valid: SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    //@ assert none: \forall integer table, i; !MapsPage(p, table, i);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert valid: PagingShared(p);
}

/* Whether these numbers of frames fit together. */
/*@ requires valid: PmmMemory(pmm);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> InitSense(pmm, nframes);
  @*/
static inline bool make_sense(const pmm_t *pmm, uint32_t nframes) {
    return nframes != 0 && nframes <= pmm->nframes && pmm->nframes <= FRAME_LIMIT;
}

/* Whether a window can be there. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> WindowRange(window, end);
  @*/
static inline bool may_be_window(pageno_t window, pageno_t end) {
    pageno_t half = PAGE_LIMIT / TABLE_ENTRIES * (KERNEL_END - KERNEL_FIRST);
    if (window == end) return true;
    if (window > end || end - window > FRAME_LIMIT) return false;
    return window % tables_span(LARGEST_LEVEL) == 0 &&
           window / half == KERNEL_FIRST / (KERNEL_END - KERNEL_FIRST) &&
           (end - 1) / half == KERNEL_FIRST / (KERNEL_END - KERNEL_FIRST);
}

mm_status_t paging_init(paging_t *p, pmm_t *pmm, table_t *pool, uint16_t *live, int16_t *shares,
                        uint32_t nframes, uint32_t features, pageno_t window, pageno_t window_end) {
    if (!make_sense(pmm, nframes) || !may_be_window(window, window_end)) return MM_EINVAL;
    frame_t root = first_frame(p, pmm, pool, live, shares, nframes);
    //@ ghost taken:;
    //@ assert unchanged: pmm->nframes == \at(pmm->nframes, Pre) && pmm->owner == \at(pmm->owner, Pre);
    if (root == FRAME_NONE) return MM_ENOMEM;
    //@ assert take: FrameTake{Pre, Here}(pmm, root);
    //@ assert take: 0 < root < nframes && pmm->free.words == \at(pmm->free.words, Pre);
    settle(p, pmm, pool, live, shares, nframes, features, window, window_end, root);
    //@ assert take: PmmSameBut{taken, Here}(pmm, root);
    //@ assert take: PmmSameBut{Pre, Here}(pmm, root);
    //@ assert take: \at(pmm->owner[\at(root, Here)], Pre) == OWNER_FREE && pmm->owner[root] == OWNER_TABLE;
    //@ assert take: p->tables.kernel == root;
    //@ assert none: TableEmpty(&p->tables, root);
    //@ assert none: TableEmpty(&p->tables, p->tables.kernel);
    return MM_OK;
}
