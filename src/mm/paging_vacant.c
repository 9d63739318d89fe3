#include "paging_vacant.h"
#include "paging_grow.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

/* Whether the entry of `page` in its table of the lowest level is present. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires take:  0 < table && table == Table1(&p->tables, root, page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> EntryPresent(Walk(&p->tables, root, page));
  @*/
static inline bool is_mapped(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[Page1(page)];
    return p->tables.pool[table].e[tables_index(page, 1)] % 2u == 1u;
}

frame_t paging_vacant(const paging_t *p, frame_t root, pageno_t page) {
    frame_t table = tables_find(&p->tables, root, page, 1);
    //@ assert unchanged: PagingSame{Pre, Here}(p);
    //@ assert unchanged: OwnersGrew{Pre, Here}(p->pmm);
    if (table != FRAME_NONE) return is_mapped(p, root, page, table) ? FRAME_NONE : table;
    if (paging_translate(p, root, page) != FRAME_UNMAPPED) return FRAME_NONE;
    //@ assert none: !EntryPresent(Walk(&p->tables, root, page));
    if (paging_is_kernels(page) && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) == FRAME_NONE)
        return FRAME_NONE;
    //@ assert none: MapVacant(p, root, page);
    table = paging_grow(p, root, page);
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
