#include "paging_found.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"

mm_status_t paging_found(const paging_t *p, frame_t root, pageno_t page, frame_t table) {
    if (table == FRAME_NONE)
        return paging_translate(p, root, page) == FRAME_UNMAPPED ? MM_EABSENT : MM_EOWNER;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    if (entry % 2u == 0u) return MM_EABSENT;
    //@ assert take: PagingFrames(p) && PagingTable(p, table) && entry == p->tables.pool[table].e[Page1(page)];
    //@ assert take: EntryFrame(entry) < FRAME_LIMIT;
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    return frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_MAPPED ? MM_OK : MM_EOWNER;
}
