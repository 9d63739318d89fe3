#include "paging.h"

/*@ ghost
  int64_t map_table[FRAME_LIMIT];
  int64_t map_place[FRAME_LIMIT];
*/

/* The frame behind `page`, from the large page's entry of this level that ends its walk. */
/*@ requires bound: 2 <= level <= 4 && EntryFrame(entry) < FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < FRAME_LIMIT;
  @ ensures take: level == 2 ==> \result == PageFrame(entry, page, SPAN_2);
  @ ensures take: level == 3 ==> \result == PageFrame(entry, page, SPAN_3);
  @ ensures take: level == 4 ==> \result == PageFrame(entry, page, SPAN_4);
  @*/
static inline frame_t behind(entry_t entry, pageno_t page, uint32_t level) {
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    switch (level) {
    case 2:
        return frame / SPAN_2 * SPAN_2 + (frame_t)(page % SPAN_2);
    case 3:
        return frame / SPAN_3 * SPAN_3 + (frame_t)(page % SPAN_3);
    default:
        return frame / SPAN_4 * SPAN_4 + (frame_t)(page % SPAN_4);
    }
}

/* The frame behind a page that has no table of the lowest level. Seldom, so it stays out of the way of the others. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires none:  Table1(&p->tables, root, page) == 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntryPresent(Walk(&p->tables, root, page)) ==> \result < FRAME_LIMIT &&
  @                 \result == PageFrame(Walk(&p->tables, root, page), page, WalkSpan(&p->tables, root, page));
  @ ensures none: !EntryPresent(Walk(&p->tables, root, page)) ==> \result == FRAME_UNMAPPED;
  @*/
__attribute__((noinline)) static frame_t in_large(const paging_t *p, frame_t root, pageno_t page) {
    uint32_t level = 1;
    frame_t table = FRAME_NONE;
    /*@ loop invariant bound: 1 <= level <= TABLE_LEVELS && table < p->tables.nframes;
      @ loop invariant bound: table != FRAME_NONE ==> table_level[table] == level;
      @ loop invariant take:  table == TableAt(&p->tables, root, page, level);
      @ loop invariant none:  2 < level ==> Table2(&p->tables, root, page) == 0;
      @ loop invariant none:  3 < level ==> Table3(&p->tables, root, page) == 0;
      @ loop assigns level, table;
      @ loop variant TABLE_LEVELS - level;
      @*/
    while (table == FRAME_NONE) table = tables_find(&p->tables, root, page, ++level);
    //@ assert bound: PagingTable(p, table);
    //@ assert valid: TableMemory(&p->tables, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, level)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    //@ assert bound: EntryPresent(entry) ==> EntryFrame(entry) < FRAME_LIMIT;
    return entry % 2u == 1u ? behind(entry, page, level) : FRAME_UNMAPPED;
}

frame_t paging_translate(const paging_t *p, frame_t root, pageno_t page) {
    frame_t table = tables_find(&p->tables, root, page, 1);
    if (table == FRAME_NONE) return in_large(p, root, page);
    //@ assert bound: PagingTable(p, table);
    entry_t entry = p->tables.pool[table].e[tables_index(page, 1)];
    //@ assert take: entry == Walk(&p->tables, root, page);
    //@ assert bound: EntryPresent(entry) ==> EntryFrame(entry) < FRAME_LIMIT;
    return entry % 2u == 1u ? (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES) : FRAME_UNMAPPED;
}
