#include "laws.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/laws_hold.acsl"

/*@ requires valid: PagingMemory(p) && f < p->pmm->nframes;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures give: \result <==> p->pmm->owner[f] == OWNER_FREE;
  @*/
static bool is_free(const paging_t *p, frame_t f) { return p->pmm->owner[f] == OWNER_FREE; }

/* What serves a page at the lowest level is a table of that level: for the proof alone. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires take:  IsPage(page) && Table1(&p->tables, root, page) != 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: IsTable(&p->tables, Table1(&p->tables, root, page), 1);
  @*/
static void know_table(const paging_t *p, frame_t root, pageno_t page) { (void)p, (void)root, (void)page; }

bool law_end_frees_mapped(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_map(p, root, page, frame, rights);
    //@ ghost mapped:;
    //@ assert valid: TablesInv(&p->tables) && IsRoot(&p->tables, root) && p->tables.kernel == \at(p->tables.kernel, Pre);
    //@ assert take: status == MM_OK ==> MapPlace(p, root, page) && !KernelPage(page) && IsPage(page);
    //@ assert take: status == MM_OK ==> Table1(&p->tables, root, page) != 0 && FrameExists(p->pmm, frame);
    if (status == MM_OK) know_table(p, root, page);
    //@ assert take: status == MM_OK ==> IsTable(&p->tables, Table1(&p->tables, root, page), 1);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: status == MM_OK ==> OwnersMoved{Pre, Here}(p->pmm, frame);
    //@ assert unchanged: status != MM_OK ==> PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert take: status == MM_OK ==> Home(&p->tables, root, page) == root;
    //@ assert take: status == MM_OK ==> table_root[Table1(&p->tables, root, page)] == root;
    //@ assert take: status == MM_OK ==> !PagingWindow(p, Table1(&p->tables, root, page), Page1(page));
    //@ assert take: status == MM_OK ==> MapsPage(p, Table1(&p->tables, root, page), Page1(page));
    /*@ assert take: status == MM_OK ==> EntryFrame(p->tables.pool[Table1(&p->tables, root, page)].e[Page1(page)]) == frame &&
      @   MapsSpan(p, Table1(&p->tables, root, page)) == 1; */
    //@ assert take: status == MM_OK ==> PageStart(p->tables.pool[Table1(&p->tables, root, page)].e[Page1(page)], 1) == frame;
    //@ assert take: status == MM_OK ==> MapsStart(p, Table1(&p->tables, root, page), Page1(page)) == frame;
    //@ assert take: status == MM_OK ==> MapsFrame(p, Table1(&p->tables, root, page), Page1(page), frame);
    //@ assert take: PagingPages(p) && PagingMemory(p);
    //@ assert take: status == MM_OK ==> FrameThere(p, frame, Table1(&p->tables, root, page), Page1(page));
    //@ assert take: status == MM_OK ==> SpaceMapped(p, root, frame);
    //@ assert take: TableRoots(&p->tables) && table_root[root] == root && table_level[root] == TABLE_LEVELS;
    //@ assert take: PagingOwners(p) && TablesInv(&p->tables) && 0 < root < p->tables.nframes;
    //@ assert take: FrameExists(p->pmm, root) && PagingTable(p, root);
    //@ assert take: p->pmm->owner[root] == OWNER_TABLE;
    //@ assert take: SpaceTable(p, root, root) && 0 < root < p->pmm->nframes;
    //@ assert take: SpaceFrame(p, root, root) && (status == MM_OK ==> SpaceFrame(p, root, frame));
    //@ assert unchanged: status == MM_OK ==> OtherSpacesSame{Pre, Here}(&p->tables, root);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: status != MM_OK ==> OtherSpacesSame{Pre, Here}(&p->tables, root);
    //@ assert unchanged: OtherSpacesSame{Pre, Here}(&p->tables, root);
    //@ assert unchanged: OthersStay{Pre, Here}(&p->tables, root);
    paging_free_space(p, root);
    //@ assert unchanged: OthersStay{mapped, Here}(&p->tables, root);
    //@ assert unchanged: OtherSpacesSame{Pre, Here}(&p->tables, root);
    //@ assert unchanged: OthersStay{Pre, Here}(&p->tables, root);
    //@ assert unchanged: PmmSameShape{mapped, Here}(p->pmm) && p->pmm == \at(p->pmm, mapped);
    //@ assert unchanged: 0 < root < p->pmm->nframes && p->pmm->owner == \at(p->pmm->owner, mapped);
    //@ assert valid: PagingMemory(p) && PmmMemory(p->pmm);
    //@ assert give: SpaceLeaves{mapped, Here}(p, root, root) && (status == MM_OK ==> SpaceLeaves{mapped, Here}(p, root, frame));
    //@ assert give: p->pmm->owner[root] == OWNER_FREE;
    //@ assert give: status == MM_OK ==> p->pmm->owner[frame] == OWNER_FREE;
    if (status == MM_OK) return is_free(p, frame);
    return is_free(p, root);
}
