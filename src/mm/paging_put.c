#include "paging_put.h"
#include "paging_owner.h"
#include "paging_write.h"
#include "../../specs/paging_placed.acsl"

void paging_put_page(const paging_t *p, frame_t table, uint32_t i, entry_t entry, uint32_t span) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    frame_t first = span == SPAN_1 ? frame : frame / span * span;
    //@ assert take: first == PageStart(entry, span);
    paging_write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    //@ assert bound: \at(PagingOwners(p), Pre) && p->pmm->nframes <= FRAME_LIMIT;
    //@ ghost written:;
    paging_use_frames(p, table, i, first, span);
    //@ assert take: MapsPage(p, table, i) && first == MapsStart(p, table, i) && span == MapsSpan(p, table);
    //@ assert take: PagingSameShape{Pre, Here}(p);
    //@ assert take: TablesSameGhost{Pre, Here}(&p->tables);
    //@ assert take: TablesSameBut{Pre, Here}(&p->tables, table, i);
    //@ assert take: TakenTables{Here, Pre}(p, table, i);
    //@ assert take: p->pmm == \at(p->pmm, Pre) && PmmSame{Pre, written}(p->pmm);
    //@ assert take: FramesMoved{Pre, Here}(p->pmm, first, first + span, OWNER_ALLOCATED, OWNER_MAPPED);
    /*@ assert take: \forall integer g; FrameExists{Pre}(\at(p->pmm, Pre), g) && first <= g < first + span &&
      @   \at(p->pmm->owner[\at(g, Here)], Pre) == OWNER_ALLOCATED ==> map_table[g] == table && map_place[g] == i; */
    /*@ assert take: \forall integer g; FrameExists{Pre}(\at(p->pmm, Pre), g) &&
      @   !(first <= g < first + span && \at(p->pmm->owner[\at(g, Here)], Pre) == OWNER_ALLOCATED) ==>
      @   map_table[g] == \at(map_table[\at(g, Here)], Pre) && map_place[g] == \at(map_place[\at(g, Here)], Pre); */
    //@ assert take: PlacedOwners{Pre, Here}(p, table, i, first, first + span);
    //@ assert take: PagePlaced{Pre, Here}(p, table, i);
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
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}
