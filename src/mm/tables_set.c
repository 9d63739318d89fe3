/* Writing an entry that points to no table. */
#include "tables_put.h"
#include "../../specs/tables_set.acsl"

void tables_set(const tables_t *tables, frame_t table, uint32_t i, entry_t entry) {
    tables_put(tables, table, i, entry);
    //@ assert unchanged: TablesOneSet{Pre, Here}(tables, table, i);
    //@ assert valid: TablesInv(tables);
}
