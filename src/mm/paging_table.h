/* One table: its place in the tree and the owner of its frame change in one step. For paging*.c alone. */
#ifndef MM_PAGING_TABLE_H
#define MM_PAGING_TABLE_H

#include "paging.h"

/* The bits of an entry on the way to `page` beside the table's frame: present, writable, accessed, and user in a space's own
   half. A page may be used as all entries on its way allow (Intel SDM vol. 3A, 4.6), so its own entry decides. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == LinkBits(page);
  @*/
static inline entry_t paging_way(pageno_t page) { return paging_is_kernels(page) ? 0x23u : 0x27u; }

/* Hang frame `child`, which is allocated and clear (paging_clear_frame), as an empty table under entry `i` of `table`, which
   was absent. `flags` are the entry's other bits. No processor remembers an absent entry (Intel SDM vol. 3A, 4.10.2.3): nothing
   to tell the TLB. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires none:  !EntryPresent(p->tables.pool[table].e[i]);
  @ requires take:  0 < child < p->tables.nframes && p->pmm->owner[child] == OWNER_ALLOCATED;
  @ requires none:  TableClear(&p->tables, child);
  @ requires way:   flags == LinkBits(EntryFirst(&p->tables, table, i));
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table];
  @ assigns table_level[child], table_root[child], table_base[child], table_parent[child], table_place[child];
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p);
  @ ensures take:  p->tables.pool[table].e[i] == child * FRAME_SIZE + flags;
  @ ensures take:  TableNext(&p->tables, table, i) == child && table_level[child] == table_level[table] - 1;
  @ ensures take:  FrameUse{Old, Here}(p->pmm, child, OWNER_TABLE);
  @ ensures none:  TableEmpty(&p->tables, child);
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @ ensures unchanged: PathsGrew{Old, Here}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
void paging_hang_table(const paging_t *p, frame_t table, uint32_t i, frame_t child, entry_t flags);

/* Take an empty table from entry `i` of `table`: the frame that it was in, which is allocated now. Processors remember where
   tables are (Intel SDM vol. 3A, 4.10.3): the caller has to tell the TLB before anyone uses the frame. */
/*@ requires valid: PagingValid(p);
  @ requires bound: 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i);
  @ requires take:  EntryLink(p->tables.pool[table].e[i]) && p->tables.live[TableNext(&p->tables, table, i)] == 0;
  @ terminates \true; exits \false;
  @ assigns p->tables.pool[table].e[i], p->tables.live[table], table_level[TableNext(&p->tables, table, i)], tlb_links;
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p);
  @ ensures give:  \result == \old(TableNext(&p->tables, table, i)) && FrameUse{Old, Here}(p->pmm, \result, OWNER_ALLOCATED);
  @ ensures give:  0 < \result < p->tables.nframes;
  @ ensures none:  p->tables.pool[table].e[i] == 0 && table_level[\result] == 0;
  @ ensures stale: tlb_links == 1;
  @ ensures unchanged: PagingSameShape{Old, Here}(p);
  @ ensures unchanged: PathsGrew{Here, Old}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @*/
frame_t paging_cut_table(const paging_t *p, frame_t table, uint32_t i);

#endif
