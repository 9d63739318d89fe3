#include "paging_drop.h"
#include "paging_count.h"
#include "paging_frame.h"
#include "paging_table.h"
#include "paging_take.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_child.acsl"
#include "../../specs/paging_drop.acsl"

/* Frames first .. first+count-1 that are allocated are free. No processor may remember what they were mapped for. */
/*@ requires valid: PagingValid(p);
  @ requires bound: first + count <= 0xFFFFFFFF;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures give:  FramesMoved{Old, Here}(p->pmm, first, first + count, OWNER_ALLOCATED, OWNER_FREE);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static void give_frames(const paging_t *p, frame_t first, uint32_t count) {
    frame_t end = first + count < p->pmm->nframes ? first + count : p->pmm->nframes;
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && TablesSame{Pre, Here}(&p->tables);
    /*@ loop invariant bound: first <= frame;
      @ loop invariant bound: frame <= end || frame == first;
      @ loop invariant valid: PagingValid(p);
      @ loop invariant give:  FramesMoved{Pre, Here}(p->pmm, first, frame, OWNER_ALLOCATED, OWNER_FREE);
      @ loop invariant unchanged: PagingSameShape{Pre, Here}(p) && TablesSame{Pre, Here}(&p->tables);
      @ loop assigns frame, \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1], \at(p->pmm, Pre)->top, \at(p->pmm, Pre)->free.open,
      @   \at(p->pmm, Pre)->free.from, \at(p->pmm, Pre)->free.to, \at(p->pmm, Pre)->free.blocks, \at(p->pmm, Pre)->free.groups,
      @   \at(p->pmm->free.words, Pre)[0 .. FreemapWords(\at(p->pmm->nframes, Pre))],
      @   \at(p->pmm->free.summary.level[0], Pre)[0 .. BitmapSize(FreemapBits(\at(p->pmm->nframes, Pre))) - 1];
      @ loop variant end - frame;
      @*/
    for (frame_t frame = first; frame < end; frame++) {
        //@ ghost before:;
        //@ assert valid: PmmInv(p->pmm) && PmmMemory(p->pmm);
        //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && p->pmm == \at(p->pmm, Pre);
        //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
        //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
        //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
        //@ assert unchanged: p->pmm->owner[frame] == \at(p->pmm->owner[\at(frame, Here)], Pre);
        /*@ assert none: p->pmm->owner[frame] != OWNER_ALLOCATED ==>
          @   FramesMoved{Pre, Here}(p->pmm, first, frame + 1, OWNER_ALLOCATED, OWNER_FREE); */
        if (p->pmm->owner[frame] == OWNER_ALLOCATED) {
            paging_give_frame(p, frame);
            //@ assert give: PmmSameBut{before, Here}(p->pmm, frame) && p->pmm->owner[frame] == OWNER_FREE;
            //@ assert give: FramesMoved{Pre, Here}(p->pmm, first, frame + 1, OWNER_ALLOCATED, OWNER_FREE);
            //@ assert unchanged: PagingSameShape{Pre, Here}(p);
            //@ assert unchanged: TablesSameGhost{Pre, Here}(&p->tables) && TablesSameGhost{before, Here}(&p->tables);
            //@ assert unchanged: TablesSame{Pre, before}(&p->tables) && TablesSame{before, Here}(&p->tables);
            //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
        }
    }
}

/* Drop a page whose frames nobody shares. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && span == MapsSpan(p, table) && PageUnshared(p, table, i);
  @ requires take:  first == EntryFirst(&p->tables, table, i) && first + span <= PAGE_LIMIT;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: TlbClean;
  @ ensures give:  FramesMoved{Old, Here}(p->pmm, \old(MapsStart(p, table, i)), \old(MapsStart(p, table, i)) + span,
  @                                       OWNER_MAPPED, OWNER_FREE);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && CellsSameBut{Old, Here}(p, table, i);
  @*/
static void drop_own(const paging_t *p, frame_t table, uint32_t i, pageno_t first, uint32_t span) {
    //@ assert bound: EntryFrame(p->tables.pool[table].e[i]) < FRAME_LIMIT;
    //@ assert bound: MapsStart(p, table, i) < FRAME_LIMIT;
    //@ assert none: \forall integer f; FrameExists(p->pmm, f) && MapsFrame(p, table, i, f) ==> p->pmm->owner[f] != OWNER_ALLOCATED;
    //@ assert none: NoneAllocated(p->pmm, MapsStart(p, table, i), MapsStart(p, table, i) + span);
    frame_t frame = paging_take_page(p, table, i, span);
    //@ ghost taken:;
    //@ assert unchanged: \forall integer u; PagingTable(p, u) ==> EverTable{Pre, Here}(&p->tables, u);
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
    //@ assert stale: tlb_from == first && tlb_to == first + span;
    tlb_forget(first, span);
    give_frames(p, frame, span);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, Pre) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PagingSameShape{Pre, taken}(p) && PagingSameShape{taken, Here}(p);
    //@ assert unchanged: TablesSameGhost{taken, Here}(&p->tables) && TablesSame{taken, Here}(&p->tables);
    //@ assert none: PagingTable{taken}(p, table) && \at(p->tables.pool[table].e[i], taken) == 0;
    //@ assert none: CellSame{taken, Here}(p, table, i);
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
    //@ assert none: \at(NoneAllocated(p->pmm, \at(frame, Here), \at(frame, Here) + span), Pre);
    //@ assert give: FramesMoved{Pre, taken}(p->pmm, frame, frame + span, OWNER_MAPPED, OWNER_ALLOCATED);
    //@ assert give: FramesMoved{taken, Here}(p->pmm, frame, frame + span, OWNER_ALLOCATED, OWNER_FREE);
    //@ assert give: FramesMoved{Pre, Here}(p->pmm, frame, frame + span, OWNER_MAPPED, OWNER_FREE);
}

/* A frame that is allocated is free; one that is not stays what it is. No processor may remember what it was mapped for. */
/*@ requires valid: PagingValid(p) && FrameExists(p->pmm, frame);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures give:  PmmSameBut{Old, Here}(p->pmm, frame);
  @ ensures give:  p->pmm->owner[frame] ==
  @                  (\old(p->pmm->owner[frame]) == OWNER_ALLOCATED ? OWNER_FREE : \old(p->pmm->owner[frame]));
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && TablesSame{Old, Here}(&p->tables);
  @*/
static void give_one(const paging_t *p, frame_t frame) {
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && TablesSame{Pre, Here}(&p->tables) && PmmSameBut{Pre, Here}(p->pmm, frame);
    //@ assert valid: PmmInv(p->pmm) && PmmMemory(p->pmm);
    if (p->pmm->owner[frame] == OWNER_ALLOCATED) paging_give_frame(p, frame);
}

/* Drop a page of a frame that is shared. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && table_level[table] == 1 && FrameShared(p, EntryFrame(p->tables.pool[table].e[i]));
  @ requires take:  first == EntryFirst(&p->tables, table, i) && first < PAGE_LIMIT;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: TlbClean;
  @ ensures give:  FramesDropped{Old, Here}(p, \old(EntryFrame(p->tables.pool[table].e[i])),
  @                                         \old(EntryFrame(p->tables.pool[table].e[i])) + 1);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && CellsSameBut{Old, Here}(p, table, i);
  @*/
static void drop_share(const paging_t *p, frame_t table, uint32_t i, pageno_t first) {
    //@ assert bound: SharedRight(p, EntryFrame(p->tables.pool[table].e[i]));
    //@ assert bound: 0 < p->shares[EntryFrame(p->tables.pool[table].e[i])];
    //@ assert bound: PagingMemory(p) && PagingOwners(p);
    frame_t frame = paging_take_shared(p, table, i);
    //@ ghost taken:;
    //@ assert unchanged: \forall integer u; PagingTable(p, u) ==> EverTable{Pre, Here}(&p->tables, u);
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameBut{Pre, Here}(p->pmm, frame) && p->pmm == \at(p->pmm, Pre);
    //@ assert stale: tlb_from == first && tlb_to == first + 1;
    tlb_forget(first, 1);
    give_one(p, frame);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, Pre) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PagingSameShape{Pre, taken}(p) && PagingSameShape{taken, Here}(p);
    //@ assert unchanged: TablesSameGhost{taken, Here}(&p->tables) && TablesSame{taken, Here}(&p->tables);
    //@ assert none: PagingTable{taken}(p, table) && \at(p->tables.pool[table].e[i], taken) == 0;
    //@ assert none: CellSame{taken, Here}(p, table, i);
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
    //@ assert give: PmmSameBut{taken, Here}(p->pmm, frame);
    //@ assert give: \at(PmmSameBut{Pre, taken}(p->pmm, \at(frame, Here)), taken);
    //@ assert give: PmmSameBut{Pre, Here}(p->pmm, frame);
    //@ assert give: FrameDropped{Pre, Here}(p, frame);
    /*@ assert give: \forall integer f; f != frame ==> p->shares[f] == \at(p->shares[\at(f, Here)], Pre); */
    //@ assert give: SharesSameBut{Pre, Here}(p, frame);
    //@ assert give: FramesDropped{Pre, Here}(p, frame, frame + 1);
}

/* Whether the frame of a page is shared: only one of the lowest level can be. */
/*@ requires valid: PagingValid(p);
  @ requires take:  MapsPage(p, table, i) && span == MapsSpan(p, table);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result ==> table_level[table] == 1 && span == SPAN_1 && FrameShared(p, EntryFrame(p->tables.pool[table].e[i]));
  @ ensures take: !\result ==> PageUnshared(p, table, i);
  @*/
static bool is_shared(const paging_t *p, frame_t table, uint32_t i, uint32_t span) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p) && PagingOwners(p) && PagingFrames(p);
    //@ assert valid: TableMemory(&p->tables, table);
    //@ assert bound: 1 <= table_level[table] <= TABLE_LEVELS;
    //@ assert take: span == SPAN_1 <==> table_level[table] == 1;
    if (span != SPAN_1) return false;
    //@ assert take: EntryFrame(p->tables.pool[table].e[i]) < FRAME_LIMIT;
    frame_t frame = (frame_t)(p->tables.pool[table].e[i] / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert take: frame == EntryFrame(p->tables.pool[table].e[i]);
    //@ assert take: \forall integer f; MapsFrame(p, table, i, f) ==> f == frame;
    return frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_SHARED;
}

void paging_drop_page(const paging_t *p, frame_t table, uint32_t i, pageno_t first, uint32_t span) {
    if (is_shared(p, table, i, span)) {
        //@ assert take: MapsStart(p, table, i) == EntryFrame(p->tables.pool[table].e[i]);
        drop_share(p, table, i, first);
    } else {
        /*@ assert take: \forall integer f; FrameExists(p->pmm, f) && MapsFrame(p, table, i, f) ==>
          @   p->pmm->owner[f] != OWNER_SHARED; */
        //@ assert take: NoneShared(p->pmm, MapsStart(p, table, i), MapsStart(p, table, i) + span);
        drop_own(p, table, i, first, span);
        //@ assert take: \at(NoneShared(p->pmm, MapsStart(p, table, i), MapsStart(p, table, i) + span), Pre);
        //@ assert give: p->pmm == \at(p->pmm, Pre);
        //@ assert give: FramesDropped{Pre, Here}(p, \at(MapsStart(p, table, i), Pre), \at(MapsStart(p, table, i), Pre) + span);
    }
}

void paging_drop_table(const paging_t *p, frame_t table, uint32_t i, pageno_t page) {
    //@ assert take: TableChild(&p->tables, table, i, table_level[table], SpanOf(table_level[table]));
    //@ assert take: PagingTable(p, EntryFrame(p->tables.pool[table].e[i]));
    //@ assert take: p->pmm->owner[EntryFrame(p->tables.pool[table].e[i])] == OWNER_TABLE;
    //@ assert take: TableNext(&p->tables, table, i) == EntryFrame(p->tables.pool[table].e[i]);
    frame_t child = paging_cut_table(p, table, i);
    //@ ghost cut:;
    //@ assert none: p->tables.pool[table].e[i] == 0 && table_level[child] == 0;
    /*@ assert unchanged: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES && !(u == table && j == i) ==>
      @   p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
    tlb_forget(page, 1);
    //@ assert stale: TlbClean;
    paging_give_frame(p, child);
    //@ assert unchanged: TablesSameGhost{cut, Here}(&p->tables) && TablesSame{cut, Here}(&p->tables);
    //@ assert unchanged: PagingSameShape{cut, Here}(p) && PagingSameShape{Pre, cut}(p);
    //@ assert none: child != table;
    //@ assert none: PagingTable{cut}(p, table);
    //@ assert none: CellSame{cut, Here}(p, table, i);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, Pre) && p->pmm == \at(p->pmm, cut);
    //@ assert give: FrameUse{Pre, cut}(p->pmm, child, OWNER_ALLOCATED) && FrameGive{cut, Here}(p->pmm, child);
    //@ assert give: PmmSameBut{Pre, cut}(p->pmm, child) && PmmSameBut{cut, Here}(p->pmm, child);
    //@ assert give: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: PmmSameBut{Pre, Here}(p->pmm, child);
    //@ assert unchanged: CellsSameBut{Pre, Here}(p, table, i);
}
