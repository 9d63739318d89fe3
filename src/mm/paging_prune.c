#include "paging_prune.h"
#include "paging_frame.h"
#include "paging_table.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_shrink.acsl"

/* Give back `table`, the empty one of this level on the way to `page`: the table that it hung under. Processors may remember where
   tables were, so they are told before the frame is free. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires bound: 1 <= level < LevelStays(page);
  @ requires take:  0 < table && table == TableAt(&p->tables, root, page, level) && p->tables.live[table] == 0;
  @ requires none:  !EntryPresent(Walk(&p->tables, root, page));
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ ensures take:  0 < \result < p->tables.nframes && \result == TableAt(&p->tables, root, page, level + 1);
  @ ensures none:  TableAt(&p->tables, root, page, level) == 0 && !EntryPresent(Walk(&p->tables, root, page));
  @ ensures stale: TlbClean;
  @ ensures unchanged: Shrinking{Old, Here}(p);
  @*/
static frame_t give_back(const paging_t *p, frame_t root, pageno_t page, uint32_t level, frame_t table) {
    frame_t parent = tables_find(&p->tables, root, page, level + 1u);
    uint32_t i = tables_index(page, level + 1u);
    (void)table;
    //@ assert take: TableNext(&p->tables, parent, i) == table && 0 < parent;
    //@ assert take: IsTable(&p->tables, parent, level + 1) && IsTable(&p->tables, table, level);
    //@ assert own:  EntryOwn(&p->tables, parent, i);
    //@ assert take: PagingOwners(p) && p->pmm->owner[table] == OWNER_TABLE;
    frame_t child = paging_cut_table(p, parent, i);
    //@ ghost cut:;
    //@ assert give: child == table;
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    /*@ assert unchanged: \forall integer u, j; 0 < u < p->tables.nframes && \at(table_level[u], Pre) != 0 &&
      @   0 <= j < TABLE_ENTRIES && !(u == parent && j == i) ==> p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert unchanged: OneCut{Pre, Here}(&p->tables, parent, i);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert take: TableAt(&p->tables, root, page, level + 1) == parent;
    //@ assert none: TableAt(&p->tables, root, page, level) == 0;
    //@ assert none: WalkSame{Pre, Here}(&p->tables, root, page);
    tlb_forget(page, 1);
    //@ assert stale: TlbClean;
    paging_give_frame(p, child);
    //@ assert take: TableAt(&p->tables, root, page, level + 1) == parent;
    //@ assert none: TableAt(&p->tables, root, page, level) == 0;
    //@ assert unchanged: PagingSameShape{cut, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && p->pmm == \at(p->pmm, Pre);
    //@ assert give: FrameUse{Pre, cut}(p->pmm, table, OWNER_ALLOCATED) && FrameGive{cut, Here}(p->pmm, table);
    //@ assert give: \at(p->pmm->owner[table], Pre) == OWNER_TABLE;
    //@ assert unchanged: OwnersShrank{Pre, Here}(p->pmm);
    //@ assert unchanged: TablesSameGhost{cut, Here}(&p->tables);
    //@ assert unchanged: RootsStay{cut, Here}(&p->tables);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksSame{cut, Here}(&p->tables);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    return parent;
}

void paging_prune(const paging_t *p, frame_t root, pageno_t page, uint32_t level, frame_t table) {
    uint32_t stays = paging_is_kernels(page) ? TABLE_LEVELS - 1u : TABLE_LEVELS;
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && OwnersShrank{Pre, Here}(p->pmm);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables) && WalksSame{Pre, Here}(&p->tables);
    /*@ loop invariant bound: 1 <= level <= TABLE_LEVELS && stays == LevelStays(page);
      @ loop invariant valid: PagingValid(p) && IsRoot(&p->tables, root) && PagingMemory(p);
      @ loop invariant valid: TablesMemory(&p->tables);
      @ loop invariant take:  0 < table < p->tables.nframes && table == TableAt(&p->tables, root, page, level);
      @ loop invariant none:  1 < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
      @ loop invariant none:  !EntryPresent(Walk(&p->tables, root, page));
      @ loop invariant stale: TlbClean;
      @ loop invariant unchanged: Shrinking{Pre, Here}(p);
      @ loop assigns level, table;
      @ loop assigns \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.live, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_level[0 .. \at(p->tables.nframes, Pre) - 1], tlb_from, tlb_to, tlb_links;
      @ loop assigns \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1], \at(p->pmm, Pre)->top, \at(p->pmm, Pre)->free.open,
      @   \at(p->pmm, Pre)->free.from, \at(p->pmm, Pre)->free.to, \at(p->pmm, Pre)->free.blocks, \at(p->pmm, Pre)->free.groups,
      @   \at(p->pmm->free.words, Pre)[0 .. FreemapWords(\at(p->pmm->nframes, Pre))],
      @   \at(p->pmm->free.summary.level[0], Pre)[0 .. BitmapSize(FreemapBits(\at(p->pmm->nframes, Pre))) - 1];
      @ loop variant TABLE_LEVELS - level;
      @*/
    while (level < stays && p->tables.live[table] == 0) {
        //@ ghost before:;
        //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
        //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
        //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
        //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
        //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
        //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
        table = give_back(p, root, page, level, table);
        //@ assert unchanged: Shrinking{before, Here}(p);
        //@ assert valid: PagingMemory(p);
        level++;
    }
    //@ assert none: \forall integer below; 1 <= below < level ==> TableAt(&p->tables, root, page, below) == 0;
    //@ assert take: \forall integer above; level <= above < TABLE_LEVELS ==> TableAt(&p->tables, root, page, above) != 0;
    //@ assert give: level < stays ==> p->tables.live[TableAt(&p->tables, root, page, level)] != 0;
}
