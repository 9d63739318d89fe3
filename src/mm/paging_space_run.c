#include "paging_space_run.h"
#include "../../specs/tables_beside.acsl"
#include "../../specs/paging_beside.acsl"

/* Take the frames; no table lies where the allocator keeps its own. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p);
  @ requires bound: 0 < count;
  @ requires sep:   PagingAside(p);
  @ requires sep:   \forall integer u; PagingTable(p, u) ==> PmmAside(p->pmm, p->tables.pool + u);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PmmValid(p->pmm);
  @ ensures none:  \result == FRAME_NONE <==> \old(PmmNoRun(p->pmm, count, 1, p->tables.nframes));
  @ ensures none:  \result == FRAME_NONE ==> PmmSame{Old, Here}(p->pmm);
  @ ensures take:  \result != FRAME_NONE ==> FramesTake{Old, Here}(p->pmm, \result, \result + count);
  @ ensures take:  \result != FRAME_NONE ==> \result + count <= p->tables.nframes;
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static frame_t alloc(const paging_t *p, uint32_t count) {
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j], p->pmm->free.words + (0 .. FreemapWords(p->pmm->nframes))); */
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j],
      @     p->pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(p->pmm->nframes)) - 1)); */
    //@ assert sep: \separated(p, p->pmm->free.words + (0 .. FreemapWords(p->pmm->nframes)));
    /*@ assert sep: \separated(p, p->pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(p->pmm->nframes)) - 1)); */
    //@ assert bound: PowerOfTwo(1);
    //@ assert none: count > p->pmm->nframes ==> PmmNoRun(p->pmm, count, 1, p->tables.nframes);
    frame_t first = FRAME_NONE;
    mm_status_t status = pmm_alloc_contiguous(p->pmm, count, 1, p->tables.nframes, &first);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre);
    //@ assert unchanged: p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) <==> PagingTable(p, u);
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \at(p->tables.pool, Pre)[u].e[j] == \at(p->tables.pool[\at(u, Here)].e[\at(j, Here)], Pre); */
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert none: status != MM_OK ==> \at(PmmNoRun(p->pmm, count, 1, p->tables.nframes), Pre);
    //@ assert none: status != MM_OK ==> PmmSame{Pre, Here}(p->pmm) && first == FRAME_NONE;
    //@ assert take: status == MM_OK ==> \at(PmmRun(p->pmm, \at(first, Here), count, 1, p->tables.nframes), Pre);
    //@ assert take: status == MM_OK ==> FramesTake{Pre, Here}(p->pmm, first, first + count);
    return status == MM_OK ? first : FRAME_NONE;
}

/* Give the frames back, or a status. */
/*@ requires valid: PmmValid(p->pmm) && \valid(p);
  @ requires bound: 0 < count;
  @ requires sep:   PagingAside(p);
  @ requires sep:   \forall integer u; PagingTable(p, u) ==> PmmAside(p->pmm, p->tables.pool + u);
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PmmValid(p->pmm);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ behavior range:
  @   assumes first + count > p->pmm->nframes;
  @   ensures none: \result == MM_ERANGE && PmmSame{Old, Here}(p->pmm);
  @ behavior owner:
  @   assumes first + count <= p->pmm->nframes && !PmmAll(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures none: \result == MM_EOWNER && PmmSame{Old, Here}(p->pmm);
  @ behavior give:
  @   assumes first + count <= p->pmm->nframes && PmmAll(p->pmm, first, first + count, OWNER_ALLOCATED);
  @   ensures give: \result == MM_OK && FramesGive{Old, Here}(p->pmm, first, first + count);
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t release(const paging_t *p, frame_t first, uint32_t count) {
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j], p->pmm->free.words + (0 .. FreemapWords(p->pmm->nframes))); */
    /*@ assert sep: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \separated(&p->tables.pool[u].e[j],
      @     p->pmm->free.summary.level[0] + (0 .. BitmapSize(FreemapBits(p->pmm->nframes)) - 1)); */
    mm_status_t status = pmm_free_contiguous(p->pmm, first, count);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre);
    //@ assert unchanged: p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) <==> PagingTable(p, u);
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   \at(p->tables.pool, Pre)[u].e[j] == \at(p->tables.pool[\at(u, Here)].e[\at(j, Here)], Pre); */
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    return status;
}

frame_t paging_take_run(const paging_t *p, uint32_t count) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    frame_t first = alloc(p, count);
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
    return first;
}

mm_status_t paging_give_run(const paging_t *p, frame_t first, uint32_t count) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    mm_status_t status = release(p, first, count);
    //@ assert none: status != MM_OK ==> PmmSame{Pre, Here}(p->pmm);
    //@ assert give: status == MM_OK ==> FramesGive{Pre, Here}(p->pmm, first, first + count);
    //@ assert give: status == MM_OK ==> PmmAll{Pre}(p->pmm, first, first + count, OWNER_ALLOCATED);
    /*@ assert none: status != MM_OK ==> \forall integer f; FrameExists(p->pmm, f) ==>
      @   p->pmm->owner[f] == \at(p->pmm->owner[\at(f, Here)], Pre); */
    /*@ assert give: status == MM_OK ==> \forall integer f; FrameExists(p->pmm, f) ==> p->pmm->owner[f] == \at(p->pmm->owner[\at(f, Here)], Pre) ||
      @   (OwnerLoose(p->pmm->owner[f]) && OwnerLoose(\at(p->pmm->owner[\at(f, Here)], Pre))); */
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
    return status;
}
