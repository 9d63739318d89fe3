#include "paging_vacant.h"
#include "paging_grow.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

frame_t paging_vacant(const paging_t *p, frame_t root, pageno_t page) {
    frame_t table = tables_find(&p->tables, root, page, 1);
    //@ assert unchanged: PagingSame{Pre, Here}(p);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    if (table != FRAME_NONE) return paging_is_mapped(p, root, page, table) ? FRAME_NONE : table;
    if (paging_translate(p, root, page) != FRAME_UNMAPPED) return FRAME_NONE;
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page));
    if (paging_is_kernels(page) && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) == FRAME_NONE)
        return FRAME_NONE;
    //@ assert none: MapVacant(p, root, page);
    table = paging_grow(p, root, page, 1);
    //@ assert unchanged: WalkSame{Pre, Here}(&p->tables, root, page);
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page));
    return table;
}

mm_status_t paging_vacant_reason(const paging_t *p, frame_t root, pageno_t page) {
    if (paging_translate(p, root, page) != FRAME_UNMAPPED) return MM_EBUSY;
    if (paging_is_kernels(page) && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) == FRAME_NONE)
        return MM_ENOSPC;
    return MM_ENOMEM;
}
