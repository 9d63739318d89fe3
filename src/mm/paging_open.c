#include "paging_open.h"
#include "paging_clear.h"
#include "paging_frame.h"
#include "paging_table.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_open.acsl"

/* Hang frame `child` as a table under the kernel's root, on the way to `page`. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables) && IsPage(page) && KernelPage(page);
  @ requires none:  TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) == 0;
  @ requires none:  !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @ requires take:  0 < child < p->tables.nframes && p->pmm->owner[child] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables) && IsRoot(&p->tables, p->tables.kernel);
  @ ensures take:  TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) == child;
  @ ensures none:  2 < TABLE_LEVELS ==> TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 2) == 0;
  @ ensures take:  FrameUse{Old, Here}(p->pmm, child, OWNER_TABLE);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PathsGrew{Old, Here}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
static void hang(const paging_t *p, pageno_t page, frame_t child) {
    frame_t root = p->tables.kernel;
    uint32_t i = tables_index(page, TABLE_LEVELS);
    //@ assert take: TablesInv(&p->tables) && IsRoot(&p->tables, root) && i == PageIndex(page, TABLE_LEVELS);
    //@ assert way: EntryFirst(&p->tables, root, i) == page - page % SpanOf(TABLE_LEVELS);
    paging_clear_frame(p, child);
    //@ ghost cleared:;
    //@ assert take: IsRoot(&p->tables, root) && root == p->tables.kernel && TablesLone(&p->tables);
    //@ assert none: TableAt(&p->tables, root, page, TABLE_LEVELS - 1) == 0 && !EntryPresent(Walk(&p->tables, root, page));
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[root].e[i];
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables) && WalksSame{Pre, Here}(&p->tables);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert unchanged: p->pmm->owner[child] == OWNER_ALLOCATED;
    //@ assert none: PagingOwners(p) && FrameExists(p->pmm, child);
    //@ assert none: table_level[child] == 0;
    //@ assert way: EntryFirst(&p->tables, root, i) == page - page % SpanOf(TABLE_LEVELS);
    paging_hang_table(p, root, i, child, paging_way(page));
    //@ assert unchanged: PagingSameShape{cleared, Here}(p);
    //@ assert unchanged: p->tables.kernel == root && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert take: table_level[root] == TABLE_LEVELS && table_level[child] == TABLE_LEVELS - 1;
    //@ assert unchanged: \forall integer f; f != child ==> table_level[f] == \at(table_level[f], cleared);
    //@ assert take: FrameUse{cleared, Here}(p->pmm, child, OWNER_TABLE) && PmmSame{Pre, cleared}(p->pmm);
    //@ assert take: FrameUse{Pre, Here}(p->pmm, child, OWNER_TABLE);
    //@ assert unchanged: RootsStay{cleared, Here}(&p->tables);
    //@ assert take: NoRootMore{cleared, Here}(&p->tables) && TablesSameShape{cleared, Here}(&p->tables);
    //@ assert take: TablesLone(&p->tables);
    //@ assert take: TableAt(&p->tables, root, page, TABLE_LEVELS - 1) == child;
}

mm_status_t paging_open(const paging_t *p, pageno_t page) {
    frame_t root = p->tables.kernel;
    //@ assert take: TablesInv(&p->tables) && IsRoot(&p->tables, root);
    //@ assert none: PagingSame{Pre, Here}(p);
    if (page >= PAGE_LIMIT || !paging_is_kernels(page)) return MM_EINVAL;
    if (tables_find(&p->tables, root, page, TABLE_LEVELS - 1) != FRAME_NONE) return MM_OK;
    if (paging_translate(p, root, page) != FRAME_UNMAPPED) return MM_EBUSY;
    frame_t child = paging_take_frame(p);
    //@ assert none: child == FRAME_NONE ==> PagingSame{Pre, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && TablesSameGhost{Pre, Here}(&p->tables);
    //@ assert unchanged: NoRootMore{Pre, Here}(&p->tables) && TablesLone(&p->tables);
    if (child == FRAME_NONE) return MM_ENOMEM;
    //@ ghost taken:;
    //@ assert take: FrameTake{Pre, Here}(p->pmm, child) && p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert take: p->tables.kernel == root && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert take: IsRoot(&p->tables, root) && TablesLone(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables) && WalksSame{Pre, Here}(&p->tables) && RootsStay{Pre, Here}(&p->tables);
    //@ assert none: TableAt(&p->tables, root, page, TABLE_LEVELS - 1) == 0 && !EntryPresent(Walk(&p->tables, root, page));
    hang(p, page, child);
    //@ assert take: FrameUse{taken, Here}(p->pmm, child, OWNER_TABLE) && p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: PathsGrew{taken, Here}(&p->tables) && WalksSame{taken, Here}(&p->tables);
    //@ assert unchanged: WalkSame{taken, Here}(&p->tables, root, page);
    //@ assert take: TableAt(&p->tables, root, page, TABLE_LEVELS - 1) == child;
    //@ assert unchanged: PagingSameShape{taken, Here}(p) && PmmSameShape{Pre, taken}(p->pmm);
    //@ assert take: \at(FrameTake{Pre, taken}(p->pmm, \at(child, Here)), taken);
    //@ assert take: FrameTake{Pre, taken}(p->pmm, child);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables);
    return MM_OK;
}
