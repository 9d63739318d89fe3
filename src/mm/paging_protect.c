#include "paging_protect.h"
#include "paging_change.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/rights_means.acsl"

/* The entry for the same frame, with the same tag, and these rights. */
/*@ requires take: EntryFrame(old) < FRAME_LIMIT && !RightsSenseless(rights) && !RightsAbsent(features, rights);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntrySays(\result, features, EntryFrame(old), rights) && EntryTag(\result) == EntryTag(old);
  @*/
static inline entry_t changed(uint32_t features, entry_t old, uint32_t rights) {
    return tag_entry(rights_entry(features, (frame_t)(old / FRAME_SIZE % ENTRY_FRAMES), rights), tag_of(old));
}

mm_status_t paging_protect(const paging_t *p, frame_t root, pageno_t page, uint32_t rights) {
    //@ assert none: PagingSame{Pre, Here}(p);
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    frame_t table = tables_find(&p->tables, root, page, 1);
    status = paging_found(p, root, page, table);
    if (status != MM_OK) return status;
    //@ assert take: IsTable(&p->tables, table, 1);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t old = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: old == Walk(&p->tables, root, page);
    //@ assert take: PagingFrames(p) && PagingTable(p, table) && old == p->tables.pool[table].e[Page1(page)];
    //@ assert take: EntryFrame(old) < FRAME_LIMIT;
    paging_change(p, root, page, table, changed(p->features, old, rights));
    //@ assert stale: TlbEmpty || (tlb_from == page && tlb_to == page + 1);
    tlb_forget(page, 1);
    return MM_OK;
}
