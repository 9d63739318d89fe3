#include "paging_take.h"
#include "paging_owner.h"
#include "paging_write.h"
#include "../../specs/paging_take.acsl"

frame_t paging_take_page(const paging_t *p, frame_t table, uint32_t i, uint32_t span) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: TableMemory(&p->tables, table);
    //@ assert bound: EntryFrame(p->tables.pool[table].e[i]) < FRAME_LIMIT;
    frame_t frame = (frame_t)(p->tables.pool[table].e[i] / FRAME_SIZE % ENTRY_FRAMES);
    frame_t first = span == SPAN_1 ? frame : frame / span * span;
    //@ assert give: first == MapsStart(p, table, i);
    paging_write(p, table, i, 0);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    paging_let_frames(p, first, span);
    //@ assert give: TakenTables{Pre, Here}(p, table, i);
    //@ assert give: TakenOwners{Pre, Here}(p, first, first + span);
    //@ assert give: PageTaken{Pre, Here}(p, table, i);
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
    return first;
}
