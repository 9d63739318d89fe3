#include "paging_leaf.h"
#include "paging_owner.h"
#include "../../specs/pmm_untouched.acsl"
#include "../../specs/paging_leaf.acsl"

/* Write an entry of the lowest level; nothing of the allocator's changes. */
/*@ requires valid: PagingBase(p);
  @ requires bound: IsTable(&p->tables, table, 1) && i < TABLE_ENTRIES;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], tlb_from, tlb_to;
  @ ensures valid: TablesValid(&p->tables);
  @ ensures take:  p->tables.pool[table].e[i] == entry;
  @ ensures stale: \old(EntryPresent(p->tables.pool[table].e[i]) && !EntryMeans(p->tables.pool[table].e[i], entry)) ==>
  @                  TlbGrew{Old, Here}(table_base[table] + i, table_base[table] + i + 1);
  @ ensures stale: \old(!EntryPresent(p->tables.pool[table].e[i]) || EntryMeans(p->tables.pool[table].e[i], entry)) ==>
  @                  TlbSame{Old, Here};
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm) && PagingSameShape{Old, Here}(p);
  @ ensures unchanged: TablesSameBut{Old, Here}(&p->tables, table, i) && PathsSame{Old, Here}(&p->tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) && !Serves(&p->tables, table, i, r, v) ==>
  @                      Walk(&p->tables, r, v) == Walk{Old}(&p->tables, r, v);
  @*/
static void write(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    //@ assert sep: PagingTable(p, table) && PagingRam(p, table);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p) && \separated(&p->tables.pool[table].e[i], p->pmm);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits)));
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.summary.level[3] + (0 .. 0));
    tables_set(&p->tables, table, i, entry);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
}

void paging_put_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: PmmMemory(p->pmm) && PagingAside(p);
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
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
}

frame_t paging_take_leaf(const paging_t *p, frame_t table, uint32_t i) {
    frame_t frame = (frame_t)(p->tables.pool[table].e[i] / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    write(p, table, i, 0);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: PmmMemory(p->pmm) && PagingAside(p);
    paging_own(p, frame, OWNER_ALLOCATED);
    //@ assert give: LeafTables{Pre, Here}(p, table, i);
    //@ assert give: LeafOwners{Pre, Here}(p, frame);
    //@ assert give: LeafChanged{Pre, Here}(p, table, i, frame);
    //@ assert give: LeafTaken{Pre, Here}(p, table, i, frame);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    return frame;
}

void paging_change_leaf(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: PmmMemory(p->pmm) && PagingAside(p);
    //@ assert unchanged: LeafTables{Pre, Here}(p, table, i);
    //@ assert unchanged: LeafSame{Pre, Here}(p, table, i);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
}
