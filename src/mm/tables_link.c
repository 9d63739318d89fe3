/* Hanging a table under an entry, and taking it away. */
#include "tables_put.h"
#include "../../specs/tables_link.acsl"

/* An entry that points to a table. */
/*@ requires bound: child < ENTRY_FRAMES && EntryLink(flags) && flags < FRAME_SIZE;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntryLink(\result) && EntryFrame(\result) == child && EntryPresent(\result);
  @ ensures take: \result == child * FRAME_SIZE + flags;
  @*/
static inline entry_t link_entry(frame_t child, entry_t flags) {
    entry_t entry = (entry_t)child * FRAME_SIZE + flags;
    //@ assert take: entry == child * 4096 + flags;
    //@ assert take: entry / FRAME_SIZE == child;
    //@ assert take: entry / 0x80 == child * 32 + flags / 0x80;
    //@ assert take: entry / 2 == child * 2048 + flags / 2;
    //@ assert take: entry / 0x80 / 2 == child * 16 + flags / 0x80 / 2;
    //@ assert take: entry % 2 == flags % 2;
    //@ assert take: entry / 0x80 % 2 == flags / 0x80 % 2;
    return entry;
}

/* Pages that an entry of each level covers. */
//@ ghost static const int64_t span_of[5] = {0, SPAN_1, SPAN_2, SPAN_3, SPAN_4};

void tables_link(const tables_t *tables, frame_t table, uint32_t i, frame_t child, entry_t flags) {
    //@ assert bound: flags == 0x23 || flags == 0x27;
    tables_put(tables, table, i, link_entry(child, flags));
    //@ ghost written:;
    //@ ghost int64_t span = span_of[table_level[table]];
    //@ assert bound: table_level[table] == 2 ==> span == SPAN_2 && i * span == i * SPAN_2;
    //@ assert bound: table_level[table] == 3 ==> span == SPAN_3 && i * span == i * SPAN_3;
    //@ assert bound: table_level[table] == 4 ==> span == SPAN_4 && i * span == i * SPAN_4;
    //@ assert bound: 0 <= i * span <= PAGE_LIMIT;
    //@ ghost table_base[child] = table_base[table] + (int64_t)i * span;
    //@ ghost table_root[child] = table_root[table];
    //@ ghost table_parent[child] = table;
    //@ ghost table_place[child] = i;
    //@ ghost table_level[child] = (signed char)(table_level[table] - 1);
    //@ assert way: table_base[child] == \at(EntryFirst(tables, table, i), Pre) && flags == LinkBits(table_base[child]);
    //@ assert valid: TablesMemory(tables) && TablesSameShape{Pre, Here}(tables);
    //@ assert valid: \forall integer u, n; LiveCount(tables, u, n) == LiveCount{written}(tables, u, n);
    //@ assert valid: TablesLive(tables);
    //@ assert unchanged: TablesSameBut{Pre, Here}(tables, table, i);
    //@ assert unchanged: TablesHang{Pre, Here}(tables, table, i, child);
    //@ assert unchanged: TablesHangRight(tables, table, i, child);
    //@ assert valid: TablesInv(tables);
}

/* Of a table that has no live entry none is present: a proof by induction. */
/*@ requires valid: TablesMemory(tables) && TablesLive(tables);
  @ requires bound: 0 < table < tables->nframes && table_level[table] != 0 && tables->live[table] == 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures none: TableEmpty(tables, table);
  @*/
static inline void know_empty(const tables_t *tables, frame_t table) {
    (void)tables, (void)table;
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant bound: 0 <= LiveCount(tables, table, n);
       @ loop invariant take:  \forall integer j; 0 <= j < n && EntryPresent(tables->pool[table].e[j]) ==> 1 <= LiveCount(tables, table, n);
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
}

frame_t tables_unlink(const tables_t *tables, frame_t table, uint32_t i) {
    frame_t child = tables_child(tables, table, i);
    //@ assert take: table_level[table] == 2 ==> TableChild(tables, table, i, 2, SPAN_2);
    //@ assert take: table_level[table] == 3 ==> TableChild(tables, table, i, 3, SPAN_3);
    //@ assert take: table_level[table] == 4 ==> TableChild(tables, table, i, 4, SPAN_4);
    //@ assert take: IsTable(tables, child, table_level[table] - 1);
    know_empty(tables, child);
    //@ assert none: \at(TableEmpty(tables, TableNext(tables, table, i)), Pre);
    tables_put(tables, table, i, 0);
    //@ ghost tlb_links = 1;
    //@ ghost written:;
    //@ ghost table_level[child] = 0;
    //@ assert valid: TablesMemory(tables) && TablesSameShape{Pre, Here}(tables);
    //@ assert valid: \forall integer u, n; LiveCount(tables, u, n) == LiveCount{written}(tables, u, n);
    //@ assert valid: TablesLive(tables);
    //@ assert unchanged: TablesSameBut{Pre, Here}(tables, table, i);
    //@ assert none: TableEmpty(tables, child);
    //@ assert unchanged: EntryOwn(tables, table, i);
    //@ assert unchanged: TablesHang{Here, Pre}(tables, table, i, child);
    //@ assert valid: TablesInv(tables);
    //@ assert unchanged: PathsGrew{Here, Pre}(tables);
    //@ assert unchanged: WalksSame{Here, Pre}(tables);
    //@ assert unchanged: \forall integer r; IsRoot{Pre}(tables, r) ==> IsRoot(tables, r);
    //@ assert unchanged: WalksSame{Pre, Here}(tables);
    return child;
}
