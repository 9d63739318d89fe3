#include "paging_strip.h"
#include "paging_drop.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_child.acsl"
#include "../../specs/paging_stripping.acsl"

/* Entry `i` maps a page: it goes. */
/*@ requires valid: PagingValid(p) && MapsPage(p, table, i) && EntryOwn(&p->tables, table, i);
  @ requires bound: span == MapsSpan(p, table) && page == EntryFirst(&p->tables, table, i) && page + span <= PAGE_LIMIT;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures give:  Stripped{Old, Here}(p, table_root[table], table_level[table]);
  @ ensures unchanged: RowSameBut{Old, Here}(p, table, i, i + 1);
  @*/
static void page_goes(const paging_t *p, frame_t table, uint32_t i, pageno_t page, uint32_t span) {
    /*@ assert give: \forall integer f; MapsFrame(p, table, i, f) && FrameExists(p->pmm, f) && p->pmm->owner[f] == OWNER_MAPPED ==>
      @   table_root[map_table[f]] == table_root[table]; */
    //@ assert bound: 0 < table < p->tables.nframes && i < TABLE_ENTRIES;
    paging_drop_page(p, table, i, page, span);
    //@ assert unchanged: PagingTable(p, table) && PagingTable{Pre}(p, table);
    //@ assert unchanged: RowSameBut{Pre, Here}(p, table, i, i + 1);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert give: StrippedLevels{Pre, Here}(p, table_root[table], table_level[table]);
    //@ assert give: StrippedCells{Pre, Here}(p, table_root[table], table_level[table]);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: StrippedOwners{Pre, Here}(p, table_root[table]);
}

/* An empty table hangs under entry `i`: it goes. */
/*@ requires valid: PagingValid(p) && 0 < table < p->tables.nframes && 2 <= table_level[table] && i < TABLE_ENTRIES;
  @ requires own:   EntryOwn(&p->tables, table, i) && IsPage(page);
  @ requires take:  EntryLink(p->tables.pool[table].e[i]) && p->tables.live[TableNext(&p->tables, table, i)] == 0;
  @ requires take:  table_root[TableNext(&p->tables, table, i)] == table_root[table];
  @ requires take:  table_level[TableNext(&p->tables, table, i)] == table_level[table] - 1;
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures none:  p->tables.pool[table].e[i] == 0;
  @ ensures give:  Stripped{Old, Here}(p, table_root[table], \old(table_level[table]));
  @ ensures unchanged: RowSameBut{Old, Here}(p, table, i, i + 1);
  @*/
static void table_goes(const paging_t *p, frame_t table, uint32_t i, pageno_t page) {
    //@ ghost int64_t child = p->tables.pool[table].e[i] / FRAME_SIZE % ENTRY_FRAMES;
    //@ assert take: child == TableNext(&p->tables, table, i);
    //@ assert take: TableChild(&p->tables, table, i, table_level[table], SpanOf(table_level[table]));
    //@ assert take: PagingTable(p, child);
    //@ assert take: p->pmm->owner[child] == OWNER_TABLE;
    paging_drop_table(p, table, i, page);
    //@ assert unchanged: child != table && PagingTable(p, table);
    //@ assert unchanged: \forall integer u; PagingTable{Pre}(p, u) && u != child ==> PagingTable(p, u);
    /*@ assert unchanged: \forall integer u, j; PagingTable{Pre}(p, u) && 0 <= j < TABLE_ENTRIES && u != child && u != table ==>
      @   p->tables.pool[u].e[j] == \at(p->tables.pool[u].e[j], Pre); */
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert give: StrippedLevels{Pre, Here}(p, table_root[table], table_level[table]);
    //@ assert give: StrippedCells{Pre, Here}(p, table_root[table], table_level[table]);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert give: StrippedOwners{Pre, Here}(p, table_root[table]);
}

/* Whatever hangs under entry `i` goes. */
/*@ requires valid: PagingValid(p) && PagingTable(p, table);
  @ requires take:  table_root[table] != p->tables.kernel;
  @ requires bound: span == SpanOf(table_level[table]) && i < TABLE_ENTRIES;
  @ requires bound: page == EntryFirst(&p->tables, table, i) && page + span <= PAGE_LIMIT;
  @ requires own:   table_level[table] == TABLE_LEVELS ==> !KernelIndex(i);
  @ requires stale: TlbClean;
  @ terminates \true;
  @ decreases 2 * span;
  @ exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns table_level[0 .. p->tables.nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ assigns PAGING_SHARES(p);
  @ ensures valid: PagingValid(p);
  @ ensures stale: TlbClean;
  @ ensures none:  !EntryPresent(p->tables.pool[table].e[i]);
  @ ensures give:  Stripped{Old, Here}(p, table_root[table], \old(table_level[table]));
  @ ensures unchanged: RowSameBut{Old, Here}(p, table, i, i + 1);
  @*/
static void strip_entry(const paging_t *p, frame_t table, uint32_t i, pageno_t page, uint32_t span) {
    //@ ghost int64_t root = table_root[table];
    //@ ghost int level = table_level[table];
    //@ assert valid: TableMemory(&p->tables, table);
    //@ assert give: Stripped{Pre, Here}(p, root, level) && RowSameBut{Pre, Here}(p, table, i, i + 1);
    entry_t entry = p->tables.pool[table].e[i];
    if (entry % 2u == 0u) return;
    //@ assert own: EntryOwn(&p->tables, table, i);
    if (span == SPAN_1 || entry / 0x80u % 2u == 1u) {
        //@ assert take: MapsPage(p, table, i);
        page_goes(p, table, i, page, span);
        return;
    }
    //@ assert take: TableChild(&p->tables, table, i, level, SpanOf(level));
    frame_t child = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert bound: 2 <= level <= TABLE_LEVELS;
    //@ assert bound: level == 2 ==> SpanOf(level) == TABLE_ENTRIES * SpanOf(level - 1);
    //@ assert bound: level == 3 ==> SpanOf(level) == TABLE_ENTRIES * SpanOf(level - 1);
    //@ assert bound: level == 4 ==> SpanOf(level) == TABLE_ENTRIES * SpanOf(level - 1);
    //@ assert take: SpanOf(level) == TABLE_ENTRIES * SpanOf(level - 1);
    //@ assert bound: level == 2 ==> span == SPAN_2;
    //@ assert bound: level == 2 ==> i * span == i * SPAN_2;
    //@ assert bound: level == 3 ==> span == SPAN_3;
    //@ assert bound: level == 3 ==> i * span == i * SPAN_3;
    //@ assert bound: level == 4 ==> span == SPAN_4;
    //@ assert bound: level == 4 ==> i * span == i * SPAN_4;
    //@ assert take: page == table_base[table] + i * span && span == SpanOf(level);
    //@ assert take: table_base[child] == page && table_level[child] == level - 1 && table_root[child] == root;
    paging_strip(p, child, page, span / TABLE_ENTRIES, 0, TABLE_ENTRIES);
    //@ ghost stripped:;
    //@ assert give: StrippedCells{Pre, Here}(p, root, level - 1) && PagingSameShape{Pre, Here}(p);
    //@ assert give: Stripped{Pre, Here}(p, root, level);
    //@ assert unchanged: PagingTable(p, table) && table_level[table] == level;
    /*@ assert unchanged: \forall integer j; 0 <= j < TABLE_ENTRIES ==>
      @   p->tables.pool[table].e[j] == \at(p->tables.pool[table].e[j], Pre); */
    //@ assert unchanged: RowSameBut{Pre, Here}(p, table, i, i);
    //@ assert take: p->tables.pool[table].e[i] == entry;
    //@ assert none: RowAbsent(p, child, 0, TABLE_ENTRIES);
    //@ assert none: TableEmpty(&p->tables, child);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert unchanged: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
    //@ assert unchanged: p->shares == \at(p->shares, Pre);
    //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert unchanged: p->pmm->free.words == \at(p->pmm->free.words, Pre);
    //@ assert unchanged: p->pmm->free.summary.level[0] == \at(p->pmm->free.summary.level[0], Pre);
    /*@ ghost
      /@ loop invariant bound: 0 <= n <= TABLE_ENTRIES;
       @ loop invariant none:  LiveCount(&p->tables, child, n) == 0;
       @ loop assigns n;
       @ loop variant TABLE_ENTRIES - n;
       @/
      for (uint32_t n = 0; n < TABLE_ENTRIES; n++) ;
    */
    //@ assert none: PagingTable(p, child) && TablesLive(&p->tables);
    //@ assert none: p->tables.live[child] == 0;
    table_goes(p, table, i, page);
    //@ assert unchanged: RowSameBut{Pre, Here}(p, table, i, i + 1);
    //@ assert give: Stripped{stripped, Here}(p, root, level);
    //@ assert give: Stripped{Pre, Here}(p, root, level);
}

void paging_strip(const paging_t *p, frame_t table, pageno_t first, uint32_t span, uint32_t from,
                  uint32_t end) {
    //@ ghost int64_t root = table_root[table];
    //@ ghost int level = table_level[table];
    //@ assert bound: 1 <= level <= TABLE_LEVELS;
    //@ assert bound: level == 1 ==> span == SPAN_1 && TABLE_ENTRIES * span == TABLE_ENTRIES * SPAN_1;
    //@ assert bound: level == 2 ==> span == SPAN_2 && TABLE_ENTRIES * span == TABLE_ENTRIES * SPAN_2;
    //@ assert bound: level == 3 ==> span == SPAN_3 && TABLE_ENTRIES * span == TABLE_ENTRIES * SPAN_3;
    //@ assert bound: level == 4 ==> span == SPAN_4 && TABLE_ENTRIES * span == TABLE_ENTRIES * SPAN_4;
    //@ assert give: Stripped{Pre, Here}(p, root, level);
    /*@ loop invariant bound: from <= i <= end;
      @ loop invariant valid: PagingValid(p);
      @ loop invariant stale: TlbClean;
      @ loop invariant none:  RowAbsent(p, table, from, i);
      @ loop invariant give:  Stripped{Pre, Here}(p, root, level);
      @ loop invariant unchanged: RowSameBut{Pre, Here}(p, table, from, i);
      @ loop assigns i, \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.live, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_level[0 .. \at(p->tables.nframes, Pre) - 1], tlb_from, tlb_to, tlb_links;
      @ loop assigns \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1], \at(p->pmm, Pre)->top, \at(p->pmm, Pre)->free.open,
      @   \at(p->pmm, Pre)->free.from, \at(p->pmm, Pre)->free.to, \at(p->pmm, Pre)->free.blocks, \at(p->pmm, Pre)->free.groups,
      @   \at(p->pmm->free.words, Pre)[0 .. FreemapWords(\at(p->pmm->nframes, Pre))],
      @   \at(p->pmm->free.summary.level[0], Pre)[0 .. BitmapSize(FreemapBits(\at(p->pmm->nframes, Pre))) - 1];
      @ loop assigns \at(p->shares, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1], SHARE_PLACES;
      @ loop variant end - i;
      @*/
    for (uint32_t i = from; i < end; i++) {
        //@ ghost before:;
        //@ assert unchanged: PagingSameShape{Pre, Here}(p) && StrippedLevels{Pre, Here}(p, root, level);
        //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, Pre) && 0 < table < \at(p->tables.nframes, Pre);
        //@ assert unchanged: table_root[table] == root && table_level[table] == level;
        //@ assert unchanged: PagingTable(p, table);
        //@ assert unchanged: p->shares == \at(p->shares, Pre);
        //@ assert bound: level == 1 ==> i * span == i * SPAN_1 && i * span + span <= TABLE_ENTRIES * SPAN_1;
        //@ assert bound: level == 2 ==> i * span == i * SPAN_2 && i * span + span <= TABLE_ENTRIES * SPAN_2;
        //@ assert bound: level == 3 ==> i * span == i * SPAN_3 && i * span + span <= TABLE_ENTRIES * SPAN_3;
        //@ assert bound: level == 4 ==> i * span == i * SPAN_4 && i * span + span <= TABLE_ENTRIES * SPAN_4;
        //@ assert bound: i * span + span <= TABLE_ENTRIES * span;
        pageno_t page = first + (pageno_t)i * span;
        //@ assert bound: page == first + i * span;
        //@ assert bound: page == EntryFirst(&p->tables, table, i);
        //@ assert bound: page + span <= PAGE_LIMIT;
        strip_entry(p, table, i, page, span);
        //@ assert give: Stripped{before, Here}(p, root, level) && RowSameBut{before, Here}(p, table, i, i + 1);
        //@ assert unchanged: PagingSameShape{Pre, before}(p) && PagingSameShape{before, Here}(p);
        //@ assert unchanged: RowSameBut{Pre, Here}(p, table, from, i + 1);
        //@ assert none: RowAbsent{before}(p, table, from, i) && !EntryPresent(p->tables.pool[table].e[i]);
        //@ assert none: RowAbsent(p, table, from, i);
        //@ assert none: RowAbsent(p, table, from, i + 1);
        //@ assert unchanged: PagingSameShape{Pre, Here}(p);
        //@ assert give: StrippedLevels{Pre, Here}(p, root, level);
        //@ assert give: StrippedCells{Pre, Here}(p, root, level);
        //@ assert give: StrippedOwners{Pre, Here}(p, root);
        //@ assert give: Stripped{Pre, Here}(p, root, level);
    }
}
