#include "laws.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/laws_hold.acsl"
#include "../../specs/laws_commute.acsl"

bool law_translate_after_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    if (paging_map(p, root, page, frame, rights) != MM_OK) return true;
    //@ assert take: WalkSpan(&p->tables, root, page) == 1 && EntryFrame(Walk(&p->tables, root, page)) == frame;
    //@ assert take: PageFrame(Walk(&p->tables, root, page), page, 1) == frame;
    return paging_translate(p, root, page) == frame;
}

mm_status_t law_map_is_private(const paging_t *p, frame_t root, pageno_t page, frame_t frame,
                               uint32_t rights) {
    mm_status_t status = paging_map(p, root, page, frame, rights);
    //@ assert unchanged: status != MM_OK ==> OtherSpacesSame{Pre, Here}(&p->tables, root);
    //@ assert unchanged: status == MM_OK ==> OtherSpacesSame{Pre, Here}(&p->tables, root);
    return status;
}

/* One after the other. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsRoot(&p->tables, root2);
  @ requires bound: !PageIs(&p->tables, root, page, root2, page2);
  @ terminates \true; exits \false;
  @ assigns LAW_MAPS(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p);
  @ ensures take:  \result ==> BothMapped{Old, Here}(p, root, page, frame, rights, root2, page2, frame2, rights2);
  @*/
static bool map_two(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                    frame_t root2, pageno_t page2, frame_t frame2, uint32_t rights2) {
    if (paging_map(p, root, page, frame, rights) != MM_OK) return false;
    //@ ghost first:;
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables) && IsRoot(&p->tables, root2);
    //@ assert take: EntrySays(Walk(&p->tables, root, page), \at(p->features, Pre), frame, rights);
    //@ assert bound: !PageIs(&p->tables, root, page, root2, page2) && IsPage(page) && IsRoot(&p->tables, root);
    if (paging_map(p, root2, page2, frame2, rights2) != MM_OK) return false;
    //@ assert unchanged: PagingSameShape{first, Here}(p) && RootsStay{first, Here}(&p->tables);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    //@ assert take: \at(MapPlace(p, root, page), Pre) && \at(MapPlace(p, root2, page2), Pre) && TablesInv(&p->tables);
    //@ assert unchanged: WalkSame{first, Here}(&p->tables, root, page);
    //@ assert take: EntrySays(Walk(&p->tables, root, page), \at(p->features, Pre), frame, rights);
    //@ assert take: EntrySays(Walk(&p->tables, root2, page2), \at(p->features, Pre), frame2, rights2);
    //@ assert unchanged: WalksSameBut{Pre, first}(&p->tables, root, page) && WalksSameBut{first, Here}(&p->tables, root2, page2);
    //@ assert take: BothMapped{Pre, Here}(p, root, page, frame, rights, root2, page2, frame2, rights2);
    return true;
}

bool law_maps_commute(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights,
                      frame_t root2, pageno_t page2, frame_t frame2, uint32_t rights2, bool second_first) {
    if (second_first) return map_two(p, root2, page2, frame2, rights2, root, page, frame, rights);
    return map_two(p, root, page, frame, rights, root2, page2, frame2, rights2);
}
