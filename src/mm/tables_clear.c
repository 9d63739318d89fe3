#include "tables.h"
#include "../../specs/tables_beside.acsl"

/* Write zeros into a frame that is no table yet, and count them. */
/*@ requires valid: TablesMemory(tables) && 0 < tables->nframes <= FRAME_LIMIT && TablesLive(tables);
  @ requires bound: 0 < child < tables->nframes && table_level[child] == 0 && TableMemory(tables, child);
  @ terminates \true; exits \false;
  @ assigns tables->pool[child].e[0 .. TABLE_ENTRIES - 1], tables->live[child];
  @ ensures valid: TablesLive(tables);
  @ ensures none:  TableClear(tables, child);
  @ ensures unchanged: TablesSameOutside{Old, Here}(tables, child);
  @*/
static void wipe(const tables_t *tables, frame_t child) {
    /*@ loop invariant bound: 0 <= i <= TABLE_ENTRIES;
      @ loop invariant none:  \forall integer j; 0 <= j < i ==> tables->pool[child].e[j] == 0;
      @ loop assigns i, tables->pool[child].e[0 .. TABLE_ENTRIES - 1];
      @ loop variant TABLE_ENTRIES - i;
      @*/
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) tables->pool[child].e[i] = 0;
    tables->live[child] = 0;
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant unchanged: \forall integer u; 0 < u < tables->nframes && u != child ==>
       @   LiveCount(tables, u, n) == LiveCount{Pre}(tables, u, n);
       @ loop invariant none: LiveCount(tables, child, n) == 0;
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
}

void tables_clear(const tables_t *tables, frame_t child) {
    wipe(tables, child);
    //@ assert unchanged: TablesBeside{Pre, Here}(tables, child);
    //@ assert valid: TablesInv(tables);
}
