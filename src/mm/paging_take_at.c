#include "paging_take_at.h"
#include "paging_take.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"
#include "../../specs/paging_gone.acsl"

frame_t paging_take_at(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    uint32_t i = tables_index(page, 1);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1) && i == Page1(page);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert none: !PagingWindow(p, table, i);
    //@ assert take: MapsPage(p, table, i);
    //@ assert take: TablesInv(&p->tables);
    //@ assert take: table_base[Table1(&p->tables, root, page)] + Page1(page) == page;
    //@ assert take: table_base[table] + i == page;
    //@ assert take: MapsSpan(p, table) == SPAN_1 && MapsStart(p, table, i) == EntryFrame(Walk(&p->tables, root, page));
    //@ assert take: PageUnshared(p, table, i);
    frame_t frame = paging_take_page(p, table, i, SPAN_1);
    //@ assert take: Table1(&p->tables, root, page) == table && 0 < table;
    //@ assert none: EntryZero(&p->tables, table, i) && Page1(page) == i;
    //@ assert none: Walk(&p->tables, root, page) == 0;
    //@ assert none: IsRoot(&p->tables, root) && !EntryPresent(0);
    //@ assert give: frame == EntryFrame(\at(Walk(&p->tables, root, page), Pre));
    //@ assert give: p->pmm == \at(p->pmm, Pre) && FramesMoved{Pre, Here}(p->pmm, frame, frame + 1, OWNER_MAPPED, OWNER_ALLOCATED);
    //@ assert give: PmmSameBut{Pre, Here}(p->pmm, frame);
    //@ assert give: \at(PageOwned(p, root, page), Pre) ==> FrameExists(p->pmm, frame) && p->pmm->owner[frame] == OWNER_ALLOCATED;
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> \at(FrameDevice(p->pmm, \at(frame, Here)), Pre);
    //@ assert give: \at(PageDevice(p, root, page), Pre) ==> PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: TablesInv(&p->tables) && p->tables.kernel == \at(p->tables.kernel, Pre);
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, Table1(&p->tables, root, page), Page1(page), r, v) ==>
      @   PageIs(&p->tables, r, v, root, page); */
    /*@ assert unchanged: \forall integer r, v; Serves(&p->tables, table, i, r, v) ==> PageIs(&p->tables, r, v, root, page); */
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !PageIs(&p->tables, r, v, root, page); */
    //@ assert unchanged: RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: WalksSameBut{Pre, Here}(&p->tables, root, page);
    return frame;
}

void paging_taken(const paging_t *p, frame_t root, pageno_t first, pageno_t page, frame_t table) {
    tlb_forget(first, page - first + 1u);
    //@ assert unchanged: WalksSame{Pre, Here}(&p->tables) && OwnersShrank{Pre, Here}(p->pmm) && PagingSameShape{Pre, Here}(p);
    //@ assert valid: TablesMemory(&p->tables) && 0 < table < p->tables.nframes;
    //@ assert give: p->tables.live[table] != 0 ==> Pruned(p, root, page);
    if (p->tables.live[table] == 0) paging_prune(p, root, page, 1, table);
}
