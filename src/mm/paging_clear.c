#include "paging_clear.h"
#include "../../specs/paging_beside.acsl"
#include "../../specs/pmm_untouched.acsl"

/* Clear a frame; nothing of the allocator's changes, and no table. */
/*@ requires valid: PagingBase(p);
  @ requires take:  0 < frame < p->tables.nframes && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1], p->tables.live[frame];
  @ ensures valid: TablesValid(&p->tables);
  @ ensures none:  TableClear(&p->tables, frame);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
static void wipe(const paging_t *p, frame_t frame) {
    //@ assert sep: PagingRam(p, frame) && !PagingTable(p, frame);
    //@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1], p);
    //@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1], p->pmm);
    /*@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits))); */
    /*@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[frame].e[0 .. TABLE_ENTRIES - 1], p->pmm->free.summary.level[3] + (0 .. 0));
    tables_clear(&p->tables, frame);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert unchanged: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->low == \at(p->pmm->low, Pre);
    //@ assert unchanged: p->pmm->high == \at(p->pmm->high, Pre) && p->pmm->owner == \at(p->pmm->owner, Pre);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
}

void paging_clear_frame(const paging_t *p, frame_t frame) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    wipe(p, frame);
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
