/* Writing an entry, and counting what is present. For tables*.c alone. */
#ifndef MM_TABLES_PUT_H
#define MM_TABLES_PUT_H

#include "tables.h"

/* Write an entry, and count what is present. The loop is a proof by induction. */
/*@ requires valid: TablesMemory(tables) && 0 < tables->nframes <= FRAME_LIMIT && TablesLive(tables);
  @ requires bound: 0 < table < tables->nframes && table_level[table] != 0 && i < TABLE_ENTRIES;
  @ terminates \true; exits \false;
  @ assigns tables->pool[table].e[i], tables->live[table];
  @ ensures valid: TablesLive(tables);
  @ ensures take:  tables->pool[table].e[i] == entry;
  @ ensures unchanged: \forall integer u; 0 < u < tables->nframes && u != table ==>
  @                      LiveCount(tables, u, TABLE_ENTRIES) == LiveCount{Old}(tables, u, TABLE_ENTRIES);
  @*/
static inline void tables_put(const tables_t *tables, frame_t table, uint32_t i, entry_t entry) {
    entry_t old = tables->pool[table].e[i];
    tables->pool[table].e[i] = entry;
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; 0 < u < tables->nframes && u != table ==>
       @   LiveCount(tables, u, n) == LiveCount{Pre}(tables, u, n);
       @ loop invariant take: LiveCount(tables, table, n) ==
       @   LiveCount{Pre}(tables, table, n) + (n <= i ? 0 : (entry % 2 == 1 ? 1 : 0) - (old % 2 == 1 ? 1 : 0));
       @ loop invariant bound: 0 <= LiveCount(tables, table, n) <= n;
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    tables->live[table] = (uint16_t)(tables->live[table] + entry % 2u - old % 2u);
}

#endif
