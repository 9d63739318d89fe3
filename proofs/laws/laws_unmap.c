#include "laws.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/laws_hold.acsl"

bool law_unmap_after_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_map(p, root, page, frame, rights);
    //@ assert none: status != MM_OK ==> PagingSame{Pre, Here}(p) && PmmSame{Pre, Here}(p->pmm);
    /*@ assert none: status != MM_OK && \at(MapReady(p, root, page, frame, rights), Pre) ==>
      @   \at(p->pmm->owner[frame], Pre) == OWNER_ALLOCATED && p->pmm->owner[frame] == OWNER_ALLOCATED; */
    if (status != MM_OK) return true;
    //@ ghost mapped:;
    //@ assert none: !EntryPresent(\at(Walk(&p->tables, root, page), Pre));
    //@ assert take: MapPlace(p, root, page) && EntryFrame(Walk(&p->tables, root, page)) == frame;
    //@ assert take: PageOwned(p, root, page);
    unmapped_t result = paging_unmap(p, root, page);
    //@ assert give: result.status == MM_OK && result.frame == frame;
    //@ assert give: p->pmm->owner[result.frame] == OWNER_ALLOCATED;
    //@ assert give: p->pmm->owner[frame] == OWNER_ALLOCATED;
    //@ assert unchanged: PagingSameShape{Pre, mapped}(p) && PagingSameShape{mapped, Here}(p);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page)) && \at(MapPlace(p, root, page), Pre);
    //@ assert unchanged: WalksSameBut{Pre, mapped}(&p->tables, root, page) && WalksSameBut{mapped, Here}(&p->tables, root, page);
    //@ assert valid: TablesInv(&p->tables) && \at(TablesInv(&p->tables), Pre) && \at(IsRoot(&p->tables, root), Pre);
    //@ assert unchanged: RootsStay{Pre, mapped}(&p->tables);
    //@ assert unchanged: LawsBack{Pre, mapped, Here}(p, root, page);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables);
    return result.frame == frame;
}
