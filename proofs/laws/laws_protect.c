#include "laws.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/laws_hold.acsl"

bool law_protect_keeps_frames(const paging_t *p, frame_t root, pageno_t page, uint32_t rights) {
    frame_t before = paging_translate(p, root, page);
    mm_status_t status = paging_protect(p, root, page, rights);
    //@ assert unchanged: status != MM_OK ==> FramesStay{Pre, Here}(&p->tables);
    //@ assert unchanged: PathSame{Pre, Here}(&p->tables, root, page);
    //@ assert unchanged: WalkSpan(&p->tables, root, page) == \at(WalkSpan(&p->tables, root, page), Pre);
    //@ assert take: status == MM_OK ==> MapPlace(p, root, page) && \at(MapPlace(p, root, page), Pre);
    //@ assert take: status == MM_OK ==> WalkSpan(&p->tables, root, page) == 1;
    //@ assert take: status == MM_OK ==> EntryPresent(\at(Walk(&p->tables, root, page), Pre));
    /*@ assert take: status == MM_OK ==> EntryPresent(Walk(&p->tables, root, page)) &&
      @   EntryFrame(Walk(&p->tables, root, page)) == EntryFrame(\at(Walk(&p->tables, root, page), Pre)); */
    /*@ assert unchanged: status == MM_OK ==>
      @   \forall integer r, v; \at(IsRoot(&p->tables, r), Pre) && \at(PageIs(&p->tables, r, v, root, page), Pre) ==>
      @   Walk(&p->tables, r, v) == Walk(&p->tables, root, page) &&
      @   \at(Walk(&p->tables, r, v), Pre) == \at(Walk(&p->tables, root, page), Pre); */
    //@ assert unchanged: status == MM_OK ==> FramesStay{Pre, Here}(&p->tables);
    /*@ assert unchanged: EntryPresent(Walk(&p->tables, root, page)) <==>
      @   EntryPresent(\at(Walk(&p->tables, root, page), Pre)); */
    /*@ assert unchanged: EntryPresent(Walk(&p->tables, root, page)) ==>
      @   PageFrame(Walk(&p->tables, root, page), page, WalkSpan(&p->tables, root, page)) ==
      @   \at(PageFrame(Walk(&p->tables, root, page), page, WalkSpan(&p->tables, root, page)), Pre); */
    (void)status;
    return paging_translate(p, root, page) == before;
}
