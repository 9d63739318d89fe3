#include "paging_write.h"

void paging_write(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    //@ assert sep: PagingTable(p, table) && PagingRam(p, table);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p) && \separated(&p->tables.pool[table].e[i], p->pmm);
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.words + (0 .. FreemapWords(p->pmm->free.nbits)));
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[0] + (0 .. BitmapWords0(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[1] + (0 .. BitmapWords1(p->pmm->free.summary.nbits) - 1)); */
    /*@ assert sep: \separated(&p->tables.pool[table].e[i],
      @               p->pmm->free.summary.level[2] + (0 .. BitmapWords2(p->pmm->free.summary.nbits) - 1)); */
    //@ assert sep: \separated(&p->tables.pool[table].e[i], p->pmm->free.summary.level[3] + (0 .. 0));
    tables_set(&p->tables, table, i, entry);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre);
    //@ assert unchanged: p->window == \at(p->window, Pre) && p->window_end == \at(p->window_end, Pre);
    //@ assert unchanged: p->features == \at(p->features, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: PmmSame{Pre, Here}(p->pmm);
    //@ assert unchanged: PmmCountsSame{Pre, Here}(p->pmm);
    //@ assert unchanged: FreemapWordsSame{Pre, Here}(&p->pmm->free);
    //@ assert unchanged: BitmapUntouched{Pre, Here}(&p->pmm->free.summary);
    //@ assert unchanged: FreemapUntouched{Pre, Here}(&p->pmm->free);
}
