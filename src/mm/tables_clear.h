/* An empty table. For tables*.c alone. */
#ifndef MM_TABLES_CLEAR_H
#define MM_TABLES_CLEAR_H

#include "tables.h"

/* Make a frame that is no table yet an empty one. */
/*@ requires valid: TablesValid(tables);
  @ requires bound: 0 < child < tables->nframes && table_level[child] == 0 && TableMemory(tables, child);
  @ terminates \true; exits \false;
  @ assigns tables->pool[child].e[0 .. TABLE_ENTRIES - 1], tables->live[child];
  @ ensures valid: TablesValid(tables);
  @ ensures none:  \forall integer j; 0 <= j < TABLE_ENTRIES ==> tables->pool[child].e[j] == 0;
  @ ensures none:  tables->live[child] == 0 && LiveCount(tables, child, TABLE_ENTRIES) == 0;
  @ ensures unchanged: TablesSameShape{Old, Here}(tables);
  @ ensures unchanged: PathsSame{Old, Here}(tables) && WalksEqual{Old, Here}(tables);
  @*/
void tables_clear(const tables_t *tables, frame_t child);

#endif
