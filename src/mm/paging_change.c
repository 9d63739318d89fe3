#include "paging_change.h"
#include "paging_leaf.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_here.acsl"
#include "../../specs/paging_put.acsl"

void paging_change(const paging_t *p, frame_t root, pageno_t page, frame_t table, entry_t entry) {
    uint32_t i = tables_index(page, 1);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, 1) && i == Page1(page);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert take: TablesInv(&p->tables);
    //@ assert take: Serves(&p->tables, Table1(&p->tables, root, page), Page1(page), root, page);
    //@ assert take: Serves(&p->tables, table, i, root, page);
    paging_change_leaf(p, table, i, entry);
    //@ assert take: Table1(&p->tables, root, page) == table;
    //@ assert unchanged: TablesInv(&p->tables) && p->tables.kernel == \at(p->tables.kernel, Pre) && IsRoot(&p->tables, root);
    //@ assert take: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    /*@ assert unchanged: \forall integer r, v; IsRoot(&p->tables, r) && IsPage(v) &&
      @   !PageIs{Pre}(&p->tables, r, v, root, page) ==> !Serves(&p->tables, table, i, r, v); */
    //@ assert stale: Serves{Pre}(&p->tables, table, i, root, page) && table_level[table] == 1;
    //@ assert stale: table_base[table] + i == page;
}
