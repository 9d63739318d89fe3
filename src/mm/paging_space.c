#include "paging_space.h"
#include "paging_frame.h"
#include "paging_root.h"
#include "../../specs/paging_way.acsl"

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
