#include "paging_leaf.h"
#include "paging_owner.h"
#include "paging_write.h"
#include "../../specs/paging_leaf.acsl"

void paging_put_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    paging_write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    paging_own(p, frame, OWNER_MAPPED);
    /*@ ghost map_table[frame] = table; */
    /*@ ghost map_place[frame] = i; */
    //@ assert take: LeafTables{Pre, Here}(p, table, i);
    //@ assert take: LeafOwners{Pre, Here}(p, frame);
    //@ assert take: LeafChanged{Pre, Here}(p, table, i, frame);
    //@ assert take: LeafPut{Pre, Here}(p, table, i, frame);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: \forall integer u, j, f; MapsFrame(p, u, j, f) && FrameExists(p->pmm, f) ==> FrameThere(p, f, u, j);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}

void paging_change_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    paging_write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: PmmMemory(p->pmm) && PagingAside(p);
    //@ assert unchanged: LeafTables{Pre, Here}(p, table, i);
    //@ assert unchanged: LeafSame{Pre, Here}(p, table, i);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: \forall integer u, j, f; MapsFrame(p, u, j, f) && FrameExists(p->pmm, f) ==> FrameThere(p, f, u, j);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}
