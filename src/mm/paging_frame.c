#include "paging_frame.h"
#include "../../specs/tables_beside.acsl"
#include "../../specs/paging_beside.acsl"

/* Take a frame; no table lies where the allocator keeps its own. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p);
  @ requires sep:   PagingAside(p);
  @ requires sep:   \forall integer u; PagingTable(p, u) ==> PmmAside(p->pmm, p->tables.pool + u);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PmmValid(p->pmm);
  @ ensures none:  \result == FRAME_NONE ==> \old(PmmNoRun(p->pmm, 1, 1, p->tables.nframes)) && PmmSame{Old, Here}(p->pmm);
  @ ensures take:  \result != FRAME_NONE ==> FrameTake{Old, Here}(p->pmm, \result) && \result < p->tables.nframes;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static frame_t alloc(const paging_t *p) {
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j], p->pmm->free.words + (0 .. FreemapWords(p->pmm->nframes))); */
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j],
      @     p->pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(p->pmm->nframes)) - 1)); */
    frame_t frame = pmm_alloc_in(p->pmm, p->tables.nframes);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) <==> PagingTable(p, u);
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \at(p->tables.pool, Pre)[u].e[j] == \at(p->tables.pool[\at(u, Here)].e[\at(j, Here)], Pre); */
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert none: frame == FRAME_NONE ==> \at(PmmNoRun(p->pmm, 1, 1, p->tables.nframes), Pre);
    //@ assert none: frame == FRAME_NONE ==> PmmSame{Pre, Here}(p->pmm);
    //@ assert take: frame != FRAME_NONE ==> FrameTake{Pre, Here}(p->pmm, frame);
    return frame;
}

/* Give an allocated frame back. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p);
  @ requires take:  0 < frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ requires sep:   PagingAside(p);
  @ requires sep:   \forall integer u; PagingTable(p, u) ==> PmmAside(p->pmm, p->tables.pool + u);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PmmValid(p->pmm);
  @ ensures give:  FrameGive{Old, Here}(p->pmm, frame);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static void release(const paging_t *p, frame_t frame) {
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j], p->pmm->free.words + (0 .. FreemapWords(p->pmm->nframes))); */
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j],
      @     p->pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(p->pmm->nframes)) - 1)); */
    pmm_free(p->pmm, frame);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) <==> PagingTable(p, u);
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \at(p->tables.pool, Pre)[u].e[j] == \at(p->tables.pool[\at(u, Here)].e[\at(j, Here)], Pre); */
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert give: FrameGive{Pre, Here}(p->pmm, frame);
}

frame_t paging_take_frame(const paging_t *p) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    frame_t frame = alloc(p);
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; PagingTable(p, u) ==>
       @   LiveCount(&p->tables, u, n) == LiveCount{Pre}(&p->tables, u, n);
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    //@ assert unchanged: TablesBeside{Pre, Here}(&p->tables, 0);
    //@ assert valid: TablesInv(&p->tables);
    //@ assert valid: TablesLive(&p->tables);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(&p->tables);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    /*@ assert unchanged: \forall integer f; FrameExists(p->pmm, f) ==> p->pmm->owner[f] == \at(p->pmm->owner[f], Pre) ||
      @   (OwnerLoose(p->pmm->owner[f]) && OwnerLoose(\at(p->pmm->owner[f], Pre))); */
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: PagingBeside{Pre, Here}(p);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: PmmMemory(p->pmm) && TablesMemory(&p->tables);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> TableMemory(&p->tables, f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmAside(p->pmm, p->tables.pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> \separated(p->tables.pool + f, p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmApart(p->pmm, p->tables.pool + f);
    //@ assert sep: PagingAside(p);
    //@ assert valid: PagingMemory(p);
    /*@ assert valid: \forall integer table, i, f; MapsFrame(p, table, i, f) && FrameExists(p->pmm, f) ==>
      @   FrameThere(p, f, table, i); */
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
    return frame;
}

void paging_give_frame(const paging_t *p, frame_t frame) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    release(p, frame);
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; PagingTable(p, u) ==>
       @   LiveCount(&p->tables, u, n) == LiveCount{Pre}(&p->tables, u, n);
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    //@ assert unchanged: TablesBeside{Pre, Here}(&p->tables, 0);
    //@ assert valid: TablesInv(&p->tables);
    //@ assert valid: TablesLive(&p->tables);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(&p->tables);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: PagingBeside{Pre, Here}(p);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: PmmMemory(p->pmm) && TablesMemory(&p->tables);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> TableMemory(&p->tables, f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmAside(p->pmm, p->tables.pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> \separated(p->tables.pool + f, p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmApart(p->pmm, p->tables.pool + f);
    //@ assert sep: PagingAside(p);
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
