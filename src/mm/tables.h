/* Page tables: a radix tree over frames. pool[f] is frame f seen as a table, through whatever window the machine has.

   A page is a page number: virtual address / 4096, counted over both halves where there are two. */
#ifndef MM_TABLES_H
#define MM_TABLES_H

#include "entry.h"
#include "tlb.h"
#include "types.h"

typedef struct {
    entry_t e[TABLE_ENTRIES];
} table_t;

typedef struct {
    uint32_t nframes; /* frames below may be tables */
    frame_t kernel;   /* the root whose kernel half all roots share */
    table_t *pool;    /* each frame as a table */
    uint16_t *live;   /* present entries of each frame that is one */
} tables_t;

/* Where each table hangs: 0 or its level; its root; the first page it serves; the table and the entry that point to it. */
/*@ ghost
  extern signed char table_level[FRAME_LIMIT];
  extern int64_t table_root[FRAME_LIMIT];
  extern int64_t table_base[FRAME_LIMIT];
  extern int64_t table_parent[FRAME_LIMIT];
  extern int64_t table_place[FRAME_LIMIT];
*/

#include "../../specs/tables.acsl"

/* The index that serves `page` in a table of this level. */
/*@ requires bound: 1 <= level <= 4;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == PageIndex(page, level);
  @ ensures bound: \result < TABLE_ENTRIES;
  @*/
static inline uint32_t tables_index(pageno_t page, uint32_t level) {
    switch (level) {
    case 1:
        return (uint32_t)(page % TABLE_ENTRIES);
    case 2:
        return (uint32_t)(page / SPAN_2 % TABLE_ENTRIES);
    case 3:
        return (uint32_t)(page / SPAN_3 % TABLE_ENTRIES);
    default:
        return (uint32_t)(page / SPAN_4 % TABLE_ENTRIES);
    }
}

/* How many pages an entry of a table of this level serves. */
/*@ requires bound: 1 <= level <= 4;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == SpanOf(level);
  @*/
static inline uint32_t tables_span(uint32_t level) {
    return level == 1u ? SPAN_1 : level == 2u ? SPAN_2 : level == 3u ? SPAN_3 : SPAN_4;
}

/* The table that entry `i` points to, or FRAME_NONE when it points to none: bit 0 says present, bit 7 a large page. Not for a table
   of the lowest level, where bit 7 is part of the cache kind. */
/*@ requires valid: TablesMemory(tables);
  @ requires bound: 0 < table < tables->nframes && table_level[table] != 0 && i < TABLE_ENTRIES;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: TableNext(tables, table, i) < tables->nframes ==> \result == TableNext(tables, table, i);
  @*/
static inline frame_t tables_child(const tables_t *tables, frame_t table, uint32_t i) {
    entry_t entry = tables->pool[table].e[i];
    return entry % 2u == 1u && entry / 0x80u % 2u == 0u ? (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES)
                                                        : FRAME_NONE;
}

/* The table of this level that serves `page` in the space of `root`, or FRAME_NONE when there is none. */
/*@ requires valid: TablesValid(tables) && IsRoot(tables, root);
  @ requires bound: IsPage(page) && 1 <= level <= TABLE_LEVELS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == TableAt(tables, root, page, level);
  @ ensures bound: \result < tables->nframes && (\result != FRAME_NONE ==> table_level[\result] == level);
  @*/
static inline frame_t tables_find(const tables_t *tables, frame_t root, pageno_t page, uint32_t level) {
    frame_t table = root;
#pragma GCC unroll 4
    /*@ loop invariant bound: level <= at <= TABLE_LEVELS && 0 < table < tables->nframes;
      @ loop invariant take:  table == TableAt(tables, root, page, at) && table_level[table] == at;
      @ loop assigns at, table;
      @ loop variant at - level;
      @*/
    for (uint32_t at = TABLE_LEVELS; at > level; at--) {
        table = tables_child(tables, table, tables_index(page, at));
        if (table == FRAME_NONE) return FRAME_NONE;
    }
    return table;
}

/* Begin with frame `kernel` as the kernel's root, empty, and no other table. `pool` is each of the `nframes` frames seen as a
   table, `live` one count for each; both stay the caller's. */
/*@ requires valid: \valid(tables) && \valid(pool + kernel) && \valid(live + (0 .. nframes - 1));
  @ requires valid: nframes <= FRAME_LIMIT && nframes <= ENTRY_FRAMES && 0 < kernel < nframes;
  @ requires sep:   \separated(tables, pool + kernel, live + (0 .. nframes - 1), &table_level[0 .. FRAME_LIMIT - 1],
  @                            &table_root[0 .. FRAME_LIMIT - 1], &table_base[0 .. FRAME_LIMIT - 1],
  @                            &table_parent[0 .. FRAME_LIMIT - 1], &table_place[0 .. FRAME_LIMIT - 1]);
  @ terminates \true; exits \false;
  @ assigns *tables, pool[kernel].e[0 .. TABLE_ENTRIES - 1], live[kernel];
  @ assigns table_level[0 .. nframes - 1], table_root[kernel], table_base[kernel];
  @ ensures take:  tables->pool == pool && tables->live == live && tables->nframes == nframes && tables->kernel == kernel;
  @ ensures valid: TablesValid(tables) && TablesLone(tables);
  @ ensures none:  \forall integer f; 0 < f < nframes && f != kernel ==> table_level[f] == 0;
  @ ensures none:  TableEmpty(tables, kernel);
  @*/
void tables_init(tables_t *tables, table_t *pool, uint16_t *live, uint32_t nframes, frame_t kernel);

/* Write entry `i` of a table: a page's, or one that is absent; it may point to a table neither before nor after. The processors
   have no large pages of level 4 (Intel SDM vol. 3A, table 4-15: bit 7 must be 0). Whoever takes or changes a present entry has
   to tell the TLB: its pages are stale then, unless only bits changed that the processor does not read. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < table < tables->nframes && 1 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(tables, table, i);
  @ requires none:  2 <= table_level[table] ==> !EntryLink(tables->pool[table].e[i]) && !EntryLink(entry);
  @ requires large: 4 <= table_level[table] ==> !EntryPresent(entry);
  @ terminates \true; exits \false;
  @ assigns tables->pool[table].e[i], tables->live[table], tlb_from, tlb_to;
  @ ensures valid: TablesValid(tables);
  @ ensures take:  tables->pool[table].e[i] == entry;
  @ ensures stale: \old(EntryPresent(tables->pool[table].e[i]) && !EntryMeans(tables->pool[table].e[i], entry)) ==>
  @                  TlbGrew{Old, Here}(EntryFirst(tables, table, i), EntryFirst(tables, table, i) + SpanOf(table_level[table]));
  @ ensures stale: \old(!EntryPresent(tables->pool[table].e[i]) || EntryMeans(tables->pool[table].e[i], entry)) ==>
  @                  TlbSame{Old, Here};
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsSame{Old, Here}(tables);
  @ ensures unchanged: \forall integer r, v; IsRoot(tables, r) && IsPage(v) && !Serves(tables, table, i, r, v) ==>
  @                      Walk(tables, r, v) == Walk{Old}(tables, r, v);
  @*/
void tables_set(const tables_t *tables, frame_t table, uint32_t i, entry_t entry);

/* Make a frame that is no table yet an empty one, which tables_link may hang. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < child < tables->nframes && table_level[child] == 0 && TableMemory(tables, child);
  @ terminates \true; exits \false;
  @ assigns tables->pool[child].e[0 .. TABLE_ENTRIES - 1], tables->live[child];
  @ ensures valid: TablesValid(tables) && TableClear(tables, child);
  @ ensures unchanged: TablesSameShape{Old, Here}(tables) && TablesSameOutside{Old, Here}(tables, child);
  @ ensures unchanged: PathsSame{Old, Here}(tables) && WalksEqual{Old, Here}(tables);
  @*/
void tables_clear(const tables_t *tables, frame_t child);

/* Hang frame `child`, which is clear, as a table under entry `i` of `table`, which was absent. `flags` are the entry's other
   bits: LinkBits of the pages that it serves. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < table < tables->nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(tables, table, i);
  @ requires none:  !EntryPresent(tables->pool[table].e[i]);
  @ requires bound: 0 < child < tables->nframes && table_level[child] == 0 && TableMemory(tables, child);
  @ requires way:   flags == LinkBits(EntryFirst(tables, table, i));
  @ requires none:  TableClear(tables, child);
  @ terminates \true; exits \false;
  @ assigns tables->pool[table].e[i], tables->live[table];
  @ assigns table_level[child], table_root[child], table_base[child], table_parent[child], table_place[child];
  @ ensures valid: TablesValid(tables);
  @ ensures take:  tables->pool[table].e[i] == child * FRAME_SIZE + flags;
  @ ensures take:  TableNext(tables, table, i) == child && table_level[child] == table_level[table] - 1;
  @ ensures take:  table_root[child] == table_root[table];
  @ ensures none:  TableEmpty(tables, child);
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsGrew{Old, Here}(tables) && WalksSame{Old, Here}(tables);
  @*/
void tables_link(const tables_t *tables, frame_t table, uint32_t i, frame_t child, entry_t flags);

/* Take an empty table from entry `i` of `table`: the frame that it was in. Processors may remember where it was. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < table < tables->nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(tables, table, i);
  @ requires take:  EntryLink(tables->pool[table].e[i]) && tables->live[TableNext(tables, table, i)] == 0;
  @ terminates \true; exits \false;
  @ assigns tables->pool[table].e[i], tables->live[table], table_level[TableNext(tables, table, i)], tlb_links;
  @ ensures valid: TablesValid(tables);
  @ ensures stale: tlb_links == 1;
  @ ensures take:  \result == \old(TableNext(tables, table, i)) && 0 < \result < tables->nframes && table_level[\result] == 0;
  @ ensures none:  tables->pool[table].e[i] == 0;
  @ ensures none:  \old(TableEmpty(tables, TableNext(tables, table, i)));
  @ ensures take:  \old(table_level[TableNext(tables, table, i)]) == table_level[table] - 1;
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsGrew{Here, Old}(tables) && WalksSame{Old, Here}(tables);
  @*/
frame_t tables_unlink(const tables_t *tables, frame_t table, uint32_t i);

/* Make frame `root` the root of a new address space, which has the kernel's half and nothing else. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < root < tables->nframes && table_level[root] == 0 && TableMemory(tables, root);
  @ terminates \true; exits \false;
  @ assigns tables->pool[root].e[0 .. TABLE_ENTRIES - 1], tables->live[root];
  @ assigns table_level[root], table_root[root], table_base[root];
  @ ensures valid: TablesValid(tables) && IsRoot(tables, root);
  @ ensures none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> !EntryPresent(tables->pool[root].e[j]);
  @ ensures take:  \forall integer j; 0 <= j < TABLE_ENTRIES && KernelIndex(j) ==>
  @                  tables->pool[root].e[j] == tables->pool[tables->kernel].e[j];
  @ ensures none:  \forall integer v; IsPage(v) && !KernelPage(v) ==> !EntryPresent(Walk(tables, root, v));
  @ ensures take:  \forall integer v; IsPage(v) && KernelPage(v) ==> Walk(tables, root, v) == Walk(tables, tables->kernel, v);
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsSame{Old, Here}(tables) && WalksEqual{Old, Here}(tables);
  @*/
void tables_new_root(const tables_t *tables, frame_t root);

/* Take back a root whose own half is empty. */
/*@ requires valid: TablesValid(tables) && IsRoot(tables, root) && root != tables->kernel;
  @ requires none:  \forall integer j; 0 <= j < TABLE_ENTRIES && !KernelIndex(j) ==> !EntryPresent(tables->pool[root].e[j]);
  @ terminates \true; exits \false;
  @ assigns table_level[root];
  @ ensures valid: TablesValid(tables);
  @ ensures take:  table_level[root] == 0;
  @*/
void tables_free_root(const tables_t *tables, frame_t root);

#endif
