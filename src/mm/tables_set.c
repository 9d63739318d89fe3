/* Writing an entry that points to no table. */
#include "tables_put.h"
#include "../../specs/tables_set.acsl"

/* Pages that an entry of each level covers. */
//@ ghost static const int64_t span_of[5] = {0, SPAN_1, SPAN_2, SPAN_3, SPAN_4};

/* What an entry that is present serves is stale when it is written otherwise: for the proof alone. */
/*@ requires valid: TablesMemory(tables) && TablesInv(tables);
  @ requires bound: 0 < table < tables->nframes && 1 <= table_level[table] && i < TABLE_ENTRIES;
  @ terminates \true; exits \false;
  @ assigns tlb_from, tlb_to;
  @ ensures stale: EntryPresent(tables->pool[table].e[i]) && !EntryMeans(tables->pool[table].e[i], entry) ==>
  @                  TlbGrew{Old, Here}(EntryFirst(tables, table, i), EntryFirst(tables, table, i) + SpanOf(table_level[table]));
  @ ensures stale: !EntryPresent(tables->pool[table].e[i]) || EntryMeans(tables->pool[table].e[i], entry) ==> TlbSame{Old, Here};
  @*/
static inline void stale(const tables_t *tables, frame_t table, uint32_t i, entry_t entry) {
    (void)tables, (void)table, (void)i, (void)entry;
    //@ assert bound: 1 <= table_level[table] <= TABLE_LEVELS && 0 <= table_base[table] <= TABLE_LEVELS * PAGE_LIMIT;
    //@ ghost int64_t span = span_of[table_level[table]];
    //@ assert bound: table_level[table] == 1 ==> span == SPAN_1 && i * span == i * SPAN_1;
    //@ assert bound: table_level[table] == 2 ==> span == SPAN_2 && i * span == i * SPAN_2;
    //@ assert bound: table_level[table] == 3 ==> span == SPAN_3 && i * span == i * SPAN_3;
    //@ assert bound: table_level[table] == 4 ==> span == SPAN_4 && i * span == i * SPAN_4;
    //@ assert bound: 0 <= i * span <= PAGE_LIMIT;
    //@ ghost int64_t first = table_base[table] + (int64_t)i * span;
    //@ assert stale: span == SpanOf(table_level[table]);
    //@ assert stale: first == EntryFirst(tables, table, i);
    //@ ghost entry_t was = tables->pool[table].e[i];
    //@ ghost int low = was % 0x200u != entry % 0x200u;
    //@ ghost int frame = was / FRAME_SIZE % ENTRY_FRAMES != entry / FRAME_SIZE % ENTRY_FRAMES;
    //@ ghost int top = was / FRAME_SIZE / ENTRY_FRAMES / 0x800u != entry / FRAME_SIZE / ENTRY_FRAMES / 0x800u;
    //@ assert stale: low + frame + top == 0 <==> EntryMeans(was, entry);
    /*@ ghost
      if (was % 2u == 1u && low + frame + top > 0) {
          if (tlb_to <= tlb_from) { tlb_from = first; tlb_to = first + span; }
          else {
              if (first < tlb_from) tlb_from = first;
              if (tlb_to < first + span) tlb_to = first + span;
          }
      }
    */
}

void tables_set(const tables_t *tables, frame_t table, uint32_t i, entry_t entry) {
    stale(tables, table, i, entry);
    tables_put(tables, table, i, entry);
    //@ assert unchanged: TablesOneSet{Pre, Here}(tables, table, i);
    //@ assert valid: TablesInv(tables);
}
