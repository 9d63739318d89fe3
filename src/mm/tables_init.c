/* The first table: the kernel's root. */
#include "tables.h"

/* Nothing is a table. */
/*@ ghost
  /@ requires bound: nframes <= FRAME_LIMIT;
   @ terminates \true; exits \false;
   @ assigns table_level[0 .. nframes - 1];
   @ ensures none: \forall integer f; 0 <= f < nframes ==> table_level[f] == 0;
   @/
  static void forget_all(uint32_t nframes) {
    /@ loop invariant bound: 0 <= f <= nframes;
     @ loop invariant none:  \forall integer g; 0 <= g < f ==> table_level[g] == 0;
     @ loop assigns f, table_level[0 .. nframes - 1];
     @ loop variant nframes - f;
     @/
    for (uint32_t f = 0; f < nframes; f++) table_level[f] = 0;
  }
*/

/* Make every entry of a frame absent. */
/*@ requires valid: \valid(tables) && \valid(tables->live + (0 .. tables->nframes - 1));
  @ requires valid: TableMemory(tables, root);
  @ requires bound: 0 < root < tables->nframes;
  @ terminates \true; exits \false;
  @ assigns tables->pool[root].e[0 .. TABLE_ENTRIES - 1], tables->live[root];
  @ ensures none: \forall integer j; 0 <= j < TABLE_ENTRIES ==> tables->pool[root].e[j] == 0;
  @ ensures none: tables->live[root] == 0 && LiveCount(tables, root, TABLE_ENTRIES) == 0;
  @*/
static void empty(const tables_t *tables, frame_t root) {
    /*@ loop invariant bound: 0 <= i <= TABLE_ENTRIES;
      @ loop invariant none:  \forall integer j; 0 <= j < i ==> tables->pool[root].e[j] == 0;
      @ loop assigns i, tables->pool[root].e[0 .. TABLE_ENTRIES - 1];
      @ loop variant TABLE_ENTRIES - i;
      @*/
    for (uint32_t i = 0; i < TABLE_ENTRIES; i++) tables->pool[root].e[i] = 0;
    tables->live[root] = 0;
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant none: LiveCount(tables, root, n) == 0;
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
}

void tables_init(tables_t *tables, table_t *pool, uint16_t *live, uint32_t nframes, frame_t kernel) {
    *tables = (tables_t){.nframes = nframes, .kernel = kernel, .pool = pool, .live = live};
    //@ assert valid: TableMemory(tables, kernel);
    empty(tables, kernel);
    //@ ghost forget_all(nframes);
    //@ ghost table_level[kernel] = TABLE_LEVELS;
    //@ ghost table_root[kernel] = kernel;
    //@ ghost table_base[kernel] = 0;
    //@ assert valid: TablesMemory(tables);
    //@ assert valid: TablesLevels(tables) && TableRoots(tables);
    //@ assert valid: TableHalves(tables);
    //@ assert none: \forall integer f; 0 < f < nframes && table_level[f] != 0 ==> f == kernel;
    //@ assert none: TableEmpty(tables, kernel);
    //@ assert valid: TableLinks(tables, 2, SPAN_2);
    //@ assert valid: TableLinks(tables, 3, SPAN_3);
    //@ assert valid: TableLinks(tables, 4, SPAN_4);
    //@ assert valid: TablesHung(tables);
    //@ assert valid: TablesLive(tables);
}
