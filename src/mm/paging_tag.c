#include "paging_tag.h"
#include "paging_change.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"

tagged_t paging_tag(const paging_t *p, frame_t root, pageno_t page) {
    tagged_t result = {MM_EINVAL, 0};
    if (page >= PAGE_LIMIT) return result;
    frame_t table = tables_find(&p->tables, root, page, 1);
    if (table == FRAME_NONE) {
        result.status = paging_translate(p, root, page) == FRAME_UNMAPPED ? MM_EABSENT : MM_EOWNER;
        return result;
    }
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    result.status = entry % 2u == 1u ? MM_OK : MM_EABSENT;
    result.tag = tag_of(entry);
    return result;
}

mm_status_t paging_set_tag(const paging_t *p, frame_t root, pageno_t page, uint32_t tag) {
    //@ assert none: PagingSame{Pre, Here}(p);
    if (!paging_may_change(p, root, page)) return MM_EINVAL;
    if (tag >= TAG_LIMIT) return MM_ERANGE;
    frame_t table = tables_find(&p->tables, root, page, 1);
    mm_status_t status = paging_found(p, root, page, table);
    if (status != MM_OK) return status;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t old = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: old == Walk(&p->tables, root, page);
    paging_change(p, root, page, table, tag_entry(old, tag));
    return MM_OK;
}
