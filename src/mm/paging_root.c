#include "paging_root.h"
#include "paging_owner.h"
#include "../../specs/pmm_untouched.acsl"
#include "../../specs/paging_root.acsl"

/* Make a root; nothing of the allocator's changes. */
/*@ requires valid: PagingBase(p);
  @ requires take:  0 < root < p->tables.nframes && p->pmm->owner[root] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1], p->tables.live[root];
  @ assigns table_level[root], table_root[root], table_base[root];
  @ ensures valid: TablesValid(&p->tables) && IsRoot(&p->tables, root);
  @ ensures none:  \forall integer v; IsPage(v) && !KernelPage(v) ==> !EntryPresent(Walk(&p->tables, root, v));
  @ ensures take:  \forall integer v; IsPage(v) && KernelPage(v) ==>
  @                  Walk(&p->tables, root, v) == Walk(&p->tables, p->tables.kernel, v);
  @ ensures take:  RootedTables{Old, Here}(p, root);
  @ ensures unchanged: PmmUntouched{Old, Here}(p->pmm);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
static void root_of(const paging_t *p, frame_t root) {
    //@ assert sep: PagingRam(p, root) && !PagingTable(p, root);
    //@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1], p);
    //@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1], p->pmm);
    /*@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits))); */
    /*@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[root].e[0 .. TABLE_ENTRIES - 1], p->pmm->free.summary.level[3] + (0 .. 0));
    tables_new_root(&p->tables, root);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->pmm->nframes == \at(p->pmm->nframes, Pre) && p->pmm->low == \at(p->pmm->low, Pre);
    //@ assert unchanged: p->pmm->high == \at(p->pmm->high, Pre) && p->pmm->owner == \at(p->pmm->owner, Pre);
    //@ assert unchanged: p->pmm->free.nbits == \at(p->pmm->free.nbits, Pre) && p->pmm->free.words == \at(p->pmm->free.words, Pre);
    //@ assert unchanged: p->pmm->free.span == \at(p->pmm->free.span, Pre);
    //@ assert unchanged: BitmapSameShape{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapSameShape{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    /*@ assert unchanged: \forall integer u; 0 < u < p->tables.nframes && u != root ==>
      @   table_level[u] == \at(table_level[u], Pre) && table_root[u] == \at(table_root[u], Pre) &&
      @   table_base[u] == \at(table_base[u], Pre); */
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES ==>
      @   p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert take: \at(IsRoot(&p->tables, p->tables.kernel), Pre) && root != p->tables.kernel;
    //@ assert take: RootedTables{Pre, Here}(p, root);
}

void paging_hang_root(const paging_t *p, frame_t root) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    root_of(p, root);
    //@ ghost made:;
    //@ assert valid: PmmInv(p->pmm);
    paging_own(p, root, OWNER_TABLE);
    //@ assert unchanged: PathsSame{made, Here}(&p->tables) && WalksEqual{made, Here}(&p->tables);
    //@ assert take: RootedTables{Pre, Here}(p, root);
    //@ assert take: GrownOwners{Pre, Here}(p, root);
    //@ assert take: Rooted{Pre, Here}(p, root);
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

void paging_cut_root(const paging_t *p, frame_t root) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p);
    //@ assert take: PagingTable(p, root) && p->pmm->owner[root] == OWNER_TABLE;
    tables_free_root(&p->tables, root);
    paging_own(p, root, OWNER_ALLOCATED);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: 0 < root < p->pmm->nframes && p->pmm->owner[root] == OWNER_ALLOCATED;
    //@ assert unchanged: PmmSameBut{Pre, Here}(p->pmm, root);
    //@ assert unchanged: PmmSameBut{Here, Pre}(p->pmm, root);
    //@ assert give: RootedTables{Here, Pre}(p, root);
    //@ assert give: GrownOwners{Here, Pre}(p, root);
    //@ assert give: Rooted{Here, Pre}(p, root);
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
}
