#include "paging_table.h"
#include "paging_owner.h"
#include "../../specs/pmm_untouched.acsl"
#include "../../specs/paging_table.acsl"

/* Hang a table; nothing of the allocator's changes. */
/*@ requires valid: PagingBase(p);
  @ requires bound: 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]);
  @ requires take:  0 < child < p->tables.nframes && p->pmm->owner[child] == OWNER_ALLOCATED;
  @ requires none:  TableClear(&p->tables, child);
  @ requires way:   flags == LinkBits(EntryFirst(&p->tables, table, i));
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table];
  @ assigns table_level[child], table_root[child], table_base[child], table_parent[child], table_place[child];
  @ ensures valid: TablesValid(&p->tables);
  @ ensures take:  p->tables.pool[table].e[i] == child * FRAME_SIZE + flags;
  @ ensures take:  TableNext(&p->tables, table, i) == child && table_level[child] == table_level[table] - 1;
  @ ensures take:  GrownTables{Old, Here}(p, table, i, child);
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm);
  @ ensures unchanged: PathsGrew{Old, Here}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
static void link(const paging_t *p, frame_t table, uint32_t i, frame_t child, entry_t flags) {
    //@ assert sep: PagingTable(p, table) && PagingRam(p, table) && PagingRam(p, child) && !PagingTable(p, child);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p) && \separated(&p->tables.pool[table].e[i], p->pmm);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits)));
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.summary.level[3] + (0 .. 0));
    tables_link(&p->tables, table, i, child, flags);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    /*@ assert unchanged: \forall integer u; 0 < u < p->tables.nframes && u != child ==>
      @   table_level[u] == \at(table_level[u], Pre) && table_root[u] == \at(table_root[u], Pre) &&
      @   table_base[u] == \at(table_base[u], Pre); */
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES && !(u == table && j == i) ==>
      @   p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert take: EntryFrame(p->tables.pool[table].e[i]) == child && TableEmpty(&p->tables, child);
    //@ assert take: GrownTables{Pre, Here}(p, table, i, child);
}

/* Take an empty table away; nothing of the allocator's changes. */
/*@ requires valid: PagingBase(p);
  @ requires bound: 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires take:  EntryLink(p->tables.pool[table].e[i]) && p->tables.live[TableNext(&p->tables, table, i)] == 0;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], table_level[TableNext(&p->tables, table, i)], tlb_links;
  @ ensures valid: TablesValid(&p->tables);
  @ ensures give:  \result == \old(TableNext(&p->tables, table, i)) && GrownTables{Here, Old}(p, table, i, \result);
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures stale: tlb_links == 1;
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm);
  @ ensures unchanged: PathsGrew{Here, Old}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
static frame_t unlink(const paging_t *p, frame_t table, uint32_t i) {
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
    frame_t child = tables_unlink(&p->tables, table, i);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    /*@ assert unchanged: \forall integer u; 0 < u < p->tables.nframes && u != child ==>
      @   table_level[u] == \at(table_level[u], Pre) && table_root[u] == \at(table_root[u], Pre) &&
      @   table_base[u] == \at(table_base[u], Pre); */
    //@ assert give: 0 < child < p->tables.nframes && \at(table_level[\at(child, Here)], Pre) != 0 && table_level[child] == 0;
    /*@ assert unchanged: \forall integer u, j; PagingTable(p, u) && 0 <= j < TABLE_ENTRIES && !(u == table && j == i) ==>
      @   p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert give: \at(TableEmpty(&p->tables, \at(child, Here)), Pre);
    //@ assert give: EntryFrame(\at(p->tables.pool[table].e[i], Pre)) == child && !EntryPresent(p->tables.pool[table].e[i]);
    //@ assert give: 0 < table < p->tables.nframes && 2 <= table_level[table];
    //@ assert give: GrownTables{Here, Pre}(p, table, i, child);
    return child;
}

void paging_hang_table(const paging_t *p, frame_t table, uint32_t i, frame_t child, entry_t flags) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    link(p, table, i, child, flags);
    //@ assert valid: PmmInv(p->pmm);
    paging_own(p, child, OWNER_TABLE);
    //@ assert take: GrownTables{Pre, Here}(p, table, i, child);
    //@ assert take: GrownOwners{Pre, Here}(p, child);
    //@ assert take: Grown{Pre, Here}(p, table, i, child);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
}

frame_t paging_cut_table(const paging_t *p, frame_t table, uint32_t i) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    frame_t child = unlink(p, table, i);
    //@ assert valid: PmmInv(p->pmm);
    paging_own(p, child, OWNER_ALLOCATED);
    //@ assert give: GrownTables{Here, Pre}(p, table, i, child);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: 0 < child < p->pmm->nframes && p->pmm->owner[child] == OWNER_ALLOCATED;
    //@ assert give: \at(p->pmm->owner[\at(child, Here)], Pre) == OWNER_TABLE;
    //@ assert unchanged: PmmSameBut{Pre, Here}(p->pmm, child);
    //@ assert unchanged: PmmSameBut{Here, Pre}(p->pmm, child);
    //@ assert give: GrownOwners{Here, Pre}(p, child);
    //@ assert give: Grown{Here, Pre}(p, table, i, child);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PmmMemory(p->pmm) && TablesMemory(&p->tables);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> TableMemory(&p->tables, f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmAside(p->pmm, p->tables.pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PmmApart(p->pmm, p->tables.pool + f);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> \separated(p->tables.pool + f, p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert unchanged: SharesSame{Pre, Here}(p);
    //@ assert unchanged: SharedKept{Pre, Here}(p) && SharersKept{Pre, Here}(p);
    //@ assert unchanged: SharedStay{Pre, Here}(p);
    //@ assert valid: \forall integer f; SharedRight(p, f);
    //@ assert valid: PagingShared(p);
    return child;
}
