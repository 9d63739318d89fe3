#include "paging_space_4gb.h"
#include "paging_space_fill.h"
#include "paging_space_run.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_even.acsl"
#include "../../specs/paging_space_fill.acsl"
#include "../../specs/paging_space_walk.acsl"

uint32_t paging_frames_4gb(const paging_t *p) {
    return rights_has_large(p->features, LARGEST_LEVEL) ? FLAT_HUB + 1u : FLAT_HUB + 1u + FLAT_LEAVES;
}

/* What is wrong with these rights. */
/*@ requires valid: \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior rights:
  @   assumes FlatSenseless(rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior absent:
  @   assumes !FlatSenseless(rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior take:
  @   assumes !FlatSenseless(rights) && !RightsAbsent(p->features, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t ask(const paging_t *p, uint32_t rights) {
    if (rights / RIGHT_USER % 2u == 1u || rights / RIGHT_GLOBAL % 2u == 1u) return MM_EINVAL;
    return rights_check(p->features, rights);
}

/* Write all tables of the run, whose frames are allocated. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < run && run + FlatCount(FlatBottom(p->features)) <= p->tables.nframes;
  @ requires take:  PmmAll(p->pmm, run, run + FlatCount(FlatBottom(p->features)), OWNER_ALLOCATED);
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(p->features, rights);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ ensures valid: PagingValid(p);
  @ ensures take:  FlatRun(p, run, FlatBottom(p->features), rights);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && TablesSame{Old, Here}(&p->tables);
  @ ensures unchanged: PathsSame{Old, Here}(&p->tables) && WalksEqual{Old, Here}(&p->tables);
  @*/
static void fill(const paging_t *p, frame_t run, uint32_t rights) {
    uint32_t count = paging_frames_4gb(p);
    uint32_t bottom = rights_has_large(p->features, LARGEST_LEVEL) ? LARGEST_LEVEL : LARGEST_LEVEL - 1u;
    /*@ loop invariant bound: 0 <= k <= count;
      @ loop invariant valid: PagingValid(p);
      @ loop invariant take:  FlatTables(p, run, bottom, rights, k);
      @ loop invariant unchanged: PagingSameShape{Pre, Here}(p) && PmmSame{Pre, Here}(p->pmm);
      @ loop invariant unchanged: TablesSame{Pre, Here}(&p->tables);
      @ loop invariant unchanged: PathsSame{Pre, Here}(&p->tables) && WalksEqual{Pre, Here}(&p->tables);
      @ loop assigns k, \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop variant count - k;
      @*/
    for (uint32_t k = 0; k < count; k++) {
        //@ ghost before:;
        //@ assert valid: IsRoot(&p->tables, p->tables.kernel) && p->pmm->owner[run + k] == OWNER_ALLOCATED;
        //@ assert sep: PagingTable(p, p->tables.kernel);
        //@ assert sep: FrameExists(p->pmm, p->tables.kernel) && p->pmm->owner[p->tables.kernel] == OWNER_TABLE;
        //@ assert sep: p->tables.kernel != run + k;
        paging_space_fill(p, run, k, bottom, rights);
        //@ assert unchanged: p->tables.kernel == \at(p->tables.kernel, before);
        //@ assert unchanged: FlatSame{before, Here}(p);
        //@ assert take: FlatTable(p, run, bottom, rights, k);
        //@ assert unchanged: p->tables.pool == \at(p->tables.pool, before);
        //@ assert unchanged: FlatAllEntries{before, Here}(p, run, k);
        //@ assert take: FlatTables(p, run, bottom, rights, k);
        //@ assert take: FlatTables(p, run, bottom, rights, k + 1);
    }
    //@ assert take: count == FlatCount(bottom) && bottom == FlatBottom(p->features);
    //@ assert take: run + FlatCount(bottom) <= p->tables.nframes && p->tables.nframes <= FRAME_LIMIT && 0 < p->tables.kernel;
    //@ assert take: FlatTables(p, run, bottom, rights, FlatCount(bottom));
    //@ assert take: FlatRun(p, run, bottom, rights);
}

space_4gb_t paging_new_4gb(const paging_t *p, uint32_t rights) {
    space_4gb_t result = {ask(p, rights), FRAME_NONE};
    if (result.status != MM_OK) return result;
    uint32_t count = paging_frames_4gb(p);
    result.root = paging_take_run(p, count);
    //@ ghost taken:;
    if (result.root == FRAME_NONE) {
        result.status = MM_ENOMEM;
        return result;
    }
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && TablesSame{Pre, Here}(&p->tables) && RootsStay{Pre, Here}(&p->tables);
    fill(p, result.root, rights);
    //@ assert unchanged: PagingSameShape{taken, Here}(p) && TablesSame{taken, Here}(&p->tables);
    //@ assert take: FramesTake{Pre, taken}(p->pmm, result.root, result.root + count) && PmmSame{taken, Here}(p->pmm);
    //@ assert take: PmmAll{Pre}(p->pmm, result.root, result.root + count, OWNER_FREE);
    //@ assert take: PmmAll(p->pmm, result.root, result.root + count, OWNER_ALLOCATED);
    //@ assert unchanged: PmmSameShape{Pre, taken}(p->pmm) && PmmSameShape{taken, Here}(p->pmm);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert take: PmmSameOutside{Pre, Here}(p->pmm, result.root, result.root + count);
    //@ assert take: FramesTake{Pre, Here}(p->pmm, result.root, result.root + count);
    //@ assert unchanged: TablesSameGhost{Pre, taken}(&p->tables) && TablesSameGhost{taken, Here}(&p->tables);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: TablesSame{Pre, Here}(&p->tables);
    //@ assert unchanged: PathsSame{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksEqual{Pre, Here}(&p->tables);
    return result;
}

mm_status_t paging_free_4gb(const paging_t *p, frame_t root) {
    return root == mmu_root() ? MM_EBUSY : paging_give_run(p, root, paging_frames_4gb(p));
}
