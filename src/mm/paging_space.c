#include "paging_space.h"
#include "paging_frame.h"
#include "paging_root.h"
#include "paging_strip.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_stripping.acsl"
#include "../../specs/paging_gone_space.acsl"

frame_t paging_new_space(const paging_t *p) {
    frame_t root = paging_take_frame(p);
    //@ ghost taken:;
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    if (root == FRAME_NONE) return FRAME_NONE;
    //@ assert take: FrameTake{Pre, Here}(p->pmm, root) && p->pmm == \at(p->pmm, Pre);
    //@ assert take: PmmSameBut{Pre, Here}(p->pmm, root) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables) && WalksEqual{Pre, Here}(&p->tables);
    //@ assert take: p->tables.nframes == \at(p->tables.nframes, Pre) && p->tables.pool == \at(p->tables.pool, Pre);
    //@ assert take: p->tables.live == \at(p->tables.live, Pre) && 0 < root < \at(p->tables.nframes, Pre);
    //@ assert take: p->pmm->owner == \at(p->pmm->owner, Pre);
    paging_hang_root(p, root);
    //@ assert unchanged: PagingSameShape{taken, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: RootsStay{taken, Here}(&p->tables);
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert take: PmmSameBut{taken, Here}(p->pmm, root) && p->pmm == \at(p->pmm, taken);
    //@ assert unchanged: PathsSame{taken, Here}(&p->tables) && WalksEqual{taken, Here}(&p->tables);
    //@ assert take: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert take: PmmSameBut{Pre, Here}(p->pmm, root);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(&p->tables);
    return root;
}

/* Take the root, whose own half is empty. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && root != p->tables.kernel;
  @ requires none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> !EntryPresent(p->tables.pool[root].e[j]);
  @ terminates \true; exits \false;
  @ assigns table_level[root];
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && table_level[root] == 0;
  @ ensures give:  Stripped{Old, Here}(p, root, TABLE_LEVELS + 1);
  @*/
static void root_goes(const paging_t *p, frame_t root) {
    //@ assert take: TableRoots(&p->tables) && table_root[root] == root && table_level[root] == TABLE_LEVELS;
    //@ assert take: PagingTable(p, root) && p->pmm->owner[root] == OWNER_TABLE;
    paging_cut_root(p, root);
    //@ ghost cut:;
    //@ assert unchanged: PmmSameBut{Pre, Here}(p->pmm, root) && p->pmm == \at(p->pmm, Pre);
    paging_give_frame(p, root);
    //@ assert unchanged: PagingSameShape{cut, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: PmmSameBut{cut, Here}(p->pmm, root) && p->pmm == \at(p->pmm, cut);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmSameBut{Pre, Here}(p->pmm, root);
    //@ assert give: StrippedLevels{Pre, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert unchanged: TablesSame{cut, Here}(&p->tables);
    //@ assert unchanged: PagingSameShape{Pre, cut}(p);
    //@ assert give: StrippedLevels{Pre, cut}(p, root, TABLE_LEVELS + 1) && StrippedCells{Pre, cut}(p, root, TABLE_LEVELS + 1);
    //@ assert give: StrippedCells{cut, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert give: StrippedCells{Pre, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert give: StrippedOwners{Pre, Here}(p, root);
}

/* Everything that hangs under the own half of a root goes, then the root. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && root != p->tables.kernel;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p) && !IsRoot(&p->tables, root);
  @ ensures stale: TlbClean;
  @ ensures give:  SpaceFreed{Old, Here}(p, root);
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @ ensures unchanged: OthersStay{Old, Here}(&p->tables, root) && OthersSame{Old, Here}(&p->tables, root);
  @*/
static void end_of(const paging_t *p, frame_t root) {
    //@ assert take: TableRoots(&p->tables) && table_root[root] == root && table_base[root] == 0;
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre);
    paging_strip(p, root, 0, PAGE_LIMIT / TABLE_ENTRIES, OWN_FIRST, OWN_END);
    //@ ghost stripped:;
    //@ assert give: Stripped{Pre, Here}(p, root, TABLE_LEVELS);
    //@ assert give: Stripped{Pre, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, Pre);
    root_goes(p, root);
    //@ assert give: Stripped{stripped, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert give: StrippedLevels{Pre, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert give: StrippedCells{Pre, Here}(p, root, TABLE_LEVELS + 1);
    //@ assert give: StrippedOwners{Pre, Here}(p, root);
    //@ assert give: PagingOwners(p) && PagingMapped(p) && TablesInv(&p->tables);
    //@ assert give: PagingPages(p) && PagingShared(p) && BasesSame{Pre, Here}(p);
    //@ assert give: SpaceLeft{Pre, Here}(p, root);
    //@ assert give: SpaceClear{Pre, Here}(p, root);
    //@ assert give: table_level[root] == 0;
    //@ assert give: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: SpaceFreed{Pre, Here}(p, root);
    //@ assert unchanged: Aside{Pre, Here}(p, root);
}

/* Whether the space of this root may end. */
/*@ requires valid: PagingMemory(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none: root == p->tables.kernel ==> \result == MM_EINVAL;
  @ ensures none: root != p->tables.kernel && root == mmu_current ==> \result == MM_EBUSY;
  @ ensures give: root != p->tables.kernel && root != mmu_current ==> \result == MM_OK;
  @*/
static inline mm_status_t check_end(const paging_t *p, frame_t root) {
    if (root == p->tables.kernel) return MM_EINVAL;
    return root == mmu_root() ? MM_EBUSY : MM_OK;
}

mm_status_t paging_free_space(const paging_t *p, frame_t root) {
    mm_status_t status = check_end(p, root);
    if (status == MM_OK) end_of(p, root);
    return status;
}
