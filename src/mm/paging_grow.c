#include "paging_grow.h"
#include "paging_clear.h"
#include "paging_frame.h"
#include "paging_table.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_grow.acsl"

/* The level of the lowest table on the way to `page`, not below `to`. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page) && 1 <= to <= TABLE_LEVELS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take:  to <= \result <= TABLE_LEVELS && TableAt(&p->tables, root, page, \result) != 0;
  @ ensures none:  to < \result ==> TableAt(&p->tables, root, page, \result - 1) == 0;
  @ ensures none:  \result == to + TablesMissingTo(&p->tables, root, page, to);
  @*/
static inline uint32_t lowest(const paging_t *p, frame_t root, pageno_t page, uint32_t to) {
    uint32_t level = to;
    /*@ loop invariant bound: to <= level <= TABLE_LEVELS;
      @ loop invariant none:  to < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
      @ loop assigns level;
      @ loop variant TABLE_LEVELS - level;
      @*/
    while (tables_find(&p->tables, root, page, level) == FRAME_NONE) level++;
    //@ assert none: to == 1 && 2 < level ==> TableAt(&p->tables, root, page, 1) == 0;
    //@ assert none: to <= 2 && 3 < level ==> TableAt(&p->tables, root, page, 2) == 0;
    //@ assert none: to == 1 && 3 < level ==> TableAt(&p->tables, root, page, 1) == 0;
    return level;
}

/* Hang one table under the lowest on the way to `page`. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ requires bound: 2 <= level <= TABLE_LEVELS && (KernelPage(page) ==> level < TABLE_LEVELS);
  @ requires take:  0 < table && table == TableAt(&p->tables, root, page, level);
  @ requires none:  TableAt(&p->tables, root, page, level - 1) == 0 && !EntryPresent(Walk(&p->tables, root, page));
  @ requires take:  0 < child < p->tables.nframes && p->pmm->owner[child] == OWNER_ALLOCATED;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns p->pmm->owner[0 .. p->pmm->nframes - 1], p->pmm->count[0 .. OWNER_STATES - 1];
  @ ensures valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ ensures take:  TableAt(&p->tables, root, page, level - 1) == child;
  @ ensures none:  2 < level ==> TableAt(&p->tables, root, page, level - 2) == 0;
  @ ensures none:  !EntryPresent(Walk(&p->tables, root, page));
  @ ensures take:  FrameUse{Old, Here}(p->pmm, child, OWNER_TABLE);
  @ ensures unchanged: Growing{Old, Here}(p);
  @*/
static void hang_one(const paging_t *p, frame_t root, pageno_t page, uint32_t level, frame_t table,
                     frame_t child) {
    uint32_t i = tables_index(page, level);
    (void)root;
    //@ assert take: IsTable(&p->tables, table, level);
    //@ assert way: TablesInv(&p->tables) && i == PageIndex(page, level);
    //@ assert way: EntryFirst(&p->tables, table, i) == page - page % SpanOf(level);
    paging_clear_frame(p, child);
    //@ ghost cleared:;
    //@ assert take: IsTable(&p->tables, table, level) && table == TableAt(&p->tables, root, page, level);
    //@ assert none: TableAt(&p->tables, root, page, level - 1) == 0 && !EntryPresent(Walk(&p->tables, root, page));
    //@ assert none: Walk(&p->tables, root, page) == p->tables.pool[table].e[i];
    //@ assert unchanged: PagingSameShape{Pre, Here}(p);
    //@ assert unchanged: PmmSameShape{Pre, Here}(p->pmm) && RootsStay{Pre, Here}(&p->tables);
    //@ assert unchanged: PathsGrew{Pre, Here}(&p->tables) && WalksSame{Pre, Here}(&p->tables);
    //@ assert unchanged: NoRootMore{Pre, Here}(&p->tables);
    //@ assert unchanged: Growing{Pre, Here}(p);
    //@ assert unchanged: p->pmm == \at(p->pmm, Pre) && p->tables.pool == \at(p->tables.pool, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert unchanged: p->pmm->owner == \at(p->pmm->owner, Pre) && p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert none: PagingOwners(p) && FrameExists(p->pmm, child);
    //@ assert none: table_level[child] == 0;
    //@ assert bound: 0 < table < \at(p->tables.nframes, Pre) && 0 <= i < TABLE_ENTRIES;
    //@ assert way: EntryFirst(&p->tables, table, i) == page - page % SpanOf(level);
    paging_hang_table(p, table, i, child, paging_way(page));
    //@ assert take: FrameUse{cleared, Here}(p->pmm, child, OWNER_TABLE) && PmmSame{Pre, cleared}(p->pmm);
    //@ assert take: FrameUse{Pre, Here}(p->pmm, child, OWNER_TABLE);
    //@ assert unchanged: RootsStay{cleared, Here}(&p->tables);
    //@ assert unchanged: PmmSameShape{cleared, Here}(p->pmm);
    //@ assert unchanged: p->tables.nframes == \at(p->tables.nframes, cleared) && table_level[child] < TABLE_LEVELS;
    //@ assert unchanged: NoRootMore{cleared, Here}(&p->tables);
    //@ assert unchanged: Growing{cleared, Here}(p);
    //@ assert take: TableAt(&p->tables, root, page, level) == table;
    //@ assert take: TableAt(&p->tables, root, page, level - 1) == child;
    //@ assert none: 2 < level ==> TableAt(&p->tables, root, page, level - 2) == TableNext(&p->tables, child, PageIndex(page, level - 1));
}

/* At most TABLE_LEVELS - 1 tables are missing. All frames for them are in hand before the first is hung. */
#define SPARES 3

frame_t paging_grow(const paging_t *p, frame_t root, pageno_t page, uint32_t to) {
    uint32_t level = lowest(p, root, page, to), have = 0;
    frame_t table = tables_find(&p->tables, root, page, level), spare[SPARES] = {FRAME_NONE};
    /*@ loop invariant bound: 0 <= have <= level - to;
      @ loop invariant valid: PagingValid(p);
      @ loop invariant unchanged: Stocked{Pre, Here}(p);
      @ loop invariant take: Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]) && NoTableMore{Pre, Here}(p->pmm);
      @ loop assigns have, spare[0 .. SPARES - 1];
      @ loop assigns PAGING_FRAMES(p);
      @ loop variant level - to - have;
      @*/
    while (have + to < level) {
        //@ ghost again:;
        frame_t frame = paging_take_frame(p);
        //@ assert unchanged: PagingSameShape{again, Here}(p) && TablesSameGhost{again, Here}(&p->tables);
        //@ assert unchanged: PmmSameShape{again, Here}(p->pmm);
        //@ assert unchanged: Stocked{again, Here}(p);
        //@ assert unchanged: p->pmm == \at(p->pmm, again) && PmmSameShape{Pre, again}(p->pmm);
        //@ assert none: frame == FRAME_NONE ==> Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
        //@ assert none: frame == FRAME_NONE ==> NoTableMore{Pre, Here}(p->pmm);
        //@ assert unchanged: Stocked{Pre, Here}(p);
        //@ assert none: frame == FRAME_NONE ==> \at(PmmNoRun(p->pmm, 1, 1, p->tables.nframes), again);
        //@ assert none: frame == FRAME_NONE ==> PmmSame{again, Here}(p->pmm) && p->tables.nframes == \at(p->tables.nframes, again);
        //@ assert none: frame == FRAME_NONE ==> PmmNoRun(p->pmm, 1, 1, p->tables.nframes);
        if (frame == FRAME_NONE) break;
        //@ assert unchanged: PagingSameShape{Pre, Here}(p);
        //@ assert take: p->tables.nframes == \at(p->tables.nframes, Pre);
        //@ assert take: 0 < frame < \at(p->tables.nframes, Pre);
        //@ assert take: have < SPARES && FrameTake{again, Here}(p->pmm, frame) && p->pmm == \at(p->pmm, again);
        //@ assert take: PmmSameBut{again, Here}(p->pmm, frame) && p->pmm->owner[frame] != OWNER_TABLE;
        //@ assert take: NoTableMore{Pre, Here}(p->pmm);
        //@ assert take: have == 0 ==> Spares{Pre, Here}(p, 1, frame, spare[1], spare[2]);
        //@ assert take: have == 1 ==> Spares{Pre, Here}(p, 2, spare[0], frame, spare[2]);
        //@ assert take: have == 2 ==> Spares{Pre, Here}(p, 3, spare[0], spare[1], frame);
        spare[have] = frame;
        have++;
        //@ assert take: Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
    }
    if (have + to < level) {
        //@ assert none: PmmNoRun(p->pmm, 1, 1, p->tables.nframes);
        //@ assert none: have <= 2 && p->tables.nframes == \at(p->tables.nframes, Pre);
        //@ assert none: \at(FreeAmong(p, \at(have, Here), \at(spare[0], Here), \at(spare[1], Here)), Pre);
        //@ assert none: \at(FreeAmong(p, \at(level - to, Here) - 1, \at(spare[0], Here), \at(spare[1], Here)), Pre);
        //@ assert none: \at(TooFew(p, \at(level - to, Here)), Pre);
        //@ assert none: \at(TooFew(p, TablesMissingTo(&p->tables, root, page, to)), Pre);
        /*@ loop invariant bound: 0 <= have <= level - to;
          @ loop invariant valid: PagingValid(p);
          @ loop invariant unchanged: Stocked{Pre, Here}(p);
          @ loop invariant take: Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]) && NoTableMore{Pre, Here}(p->pmm);
          @ loop assigns have, PAGING_FRAMES(p);
          @ loop variant have;
          @*/
        while (have > 0) {
            //@ ghost once_more:;
            frame_t frame = spare[have - 1u];
            //@ assert give: have == 1 || have == 2 || have == 3;
            //@ assert give: have == 1 ==> frame == spare[0] && Spare{Pre, Here}(p, frame);
            //@ assert give: have == 2 ==> frame == spare[1] && Spare{Pre, Here}(p, frame);
            //@ assert give: have == 3 ==> frame == spare[2] && Spare{Pre, Here}(p, frame);
            //@ assert give: Spare{Pre, Here}(p, frame);
            //@ assert give: p->pmm->nframes == \at(p->pmm->nframes, Pre);
            //@ assert give: 0 < frame < p->pmm->nframes && p->pmm->owner[frame] == OWNER_ALLOCATED;
            paging_give_frame(p, frame);
            //@ assert unchanged: PagingSameShape{once_more, Here}(p);
            //@ assert unchanged: p->pmm == \at(p->pmm, once_more);
            //@ assert unchanged: PmmSameShape{once_more, Here}(p->pmm);
            //@ assert unchanged: TablesSameGhost{once_more, Here}(&p->tables);
            //@ assert unchanged: Stocked{once_more, Here}(p);
            //@ assert give: FrameGive{once_more, Here}(p->pmm, frame);
            //@ assert give: PmmSameShape{Pre, once_more}(p->pmm);
            //@ assert give: PmmSameBut{once_more, Here}(p->pmm, frame) && p->pmm->owner[frame] != OWNER_TABLE;
            //@ assert give: NoTableMore{Pre, Here}(p->pmm);
            //@ assert give: have == 1 ==> Spares{Pre, Here}(p, 0, spare[0], spare[1], spare[2]);
            //@ assert give: have == 2 ==> Spares{Pre, Here}(p, 1, spare[0], spare[1], spare[2]);
            //@ assert give: have == 3 ==> Spares{Pre, Here}(p, 2, spare[0], spare[1], spare[2]);
            have--;
            //@ assert take: have == 0 ==> Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
            //@ assert take: have == 1 ==> Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
            //@ assert take: have == 2 ==> Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
            //@ assert take: Spares{Pre, Here}(p, have, spare[0], spare[1], spare[2]);
        }
        //@ assert none: PmmSame{Pre, Here}(p->pmm);
        return FRAME_NONE;
    }
    //@ assert unchanged: Stocked{Pre, Here}(p) && RootsStay{Pre, Here}(&p->tables);
    //@ assert take: p->tables.nframes == \at(p->tables.nframes, Pre);
    //@ assert take: TableAt(&p->tables, root, page, level) == table;
    //@ assert none: to < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
    //@ assert none: 1 < to ==> TableAt(&p->tables, root, page, to - 1) == \at(TableAt(&p->tables, root, page, to - 1), Pre);
    /*@ loop invariant bound: to <= level <= TABLE_LEVELS && (to < level && KernelPage(page) ==> level < TABLE_LEVELS);
      @ loop invariant valid: PagingValid(p) && IsRoot(&p->tables, root);
      @ loop invariant take:  0 < table < \at(p->tables.nframes, Pre) && TableAt(&p->tables, root, page, level) == table;
      @ loop invariant none:  to < level ==> TableAt(&p->tables, root, page, level - 1) == 0;
      @ loop invariant none:  1 < to && \at(TableAt(&p->tables, root, page, to - 1), Pre) == 0 ==>
      @                         TableAt(&p->tables, root, page, to - 1) == 0;
      @ loop invariant none:  !EntryPresent(Walk(&p->tables, root, page));
      @ loop invariant unchanged: Growing{Pre, Here}(p);
      @ loop invariant take: level - to == 0 ==> Spares{Pre, Here}(p, 0, spare[0], spare[1], spare[2]);
      @ loop invariant take: level - to == 1 ==> Spares{Pre, Here}(p, 1, spare[0], spare[1], spare[2]);
      @ loop invariant take: level - to == 2 ==> Spares{Pre, Here}(p, 2, spare[0], spare[1], spare[2]);
      @ loop invariant take: level - to == 3 ==> Spares{Pre, Here}(p, 3, spare[0], spare[1], spare[2]);
      @ loop assigns level, table;
      @ loop assigns \at(p->tables.pool, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->tables.live, Pre)[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns table_level[0 .. \at(p->tables.nframes, Pre) - 1], table_root[0 .. \at(p->tables.nframes, Pre) - 1],
      @   table_base[0 .. \at(p->tables.nframes, Pre) - 1], table_parent[0 .. \at(p->tables.nframes, Pre) - 1],
      @   table_place[0 .. \at(p->tables.nframes, Pre) - 1];
      @ loop assigns \at(p->pmm->owner, Pre)[0 .. \at(p->pmm->nframes, Pre) - 1];
      @ loop assigns \at(p->pmm, Pre)->count[0 .. OWNER_STATES - 1];
      @ loop variant level - to;
      @*/
    while (level > to) {
        //@ ghost before:;
        //@ assert bound: level - to == 1 || level - to == 2 || level - to == 3;
        frame_t child = spare[level - to - 1u];
        //@ assert take: 2 <= level <= TABLE_LEVELS;
        //@ assert take: level - to == 1 ==> child == spare[0] && Spare{Pre, Here}(p, child);
        //@ assert take: level - to == 2 ==> child == spare[1] && Spare{Pre, Here}(p, child);
        //@ assert take: level - to == 3 ==> child == spare[2] && Spare{Pre, Here}(p, child);
        //@ assert unchanged: PagingSameShape{Pre, Here}(p);
        //@ assert take: p->tables.pool == \at(p->tables.pool, Pre) && p->tables.live == \at(p->tables.live, Pre);
        //@ assert take: 0 < child < \at(p->tables.nframes, Pre) && p->tables.nframes == \at(p->tables.nframes, Pre);
        //@ assert take: Spare{Pre, Here}(p, child);
        hang_one(p, root, page, level, table, child);
        //@ assert unchanged: Growing{before, Here}(p) && p->pmm == \at(p->pmm, before);
        //@ assert none: 2 < level ==> TableAt(&p->tables, root, page, level - 2) == 0;
        //@ assert none: 1 < to ==> TableAt(&p->tables, root, page, to - 1) == 0;
        //@ assert take: FrameUse{before, Here}(p->pmm, child, OWNER_TABLE);
        //@ assert take: level - to == 1 ==> Spares{Pre, Here}(p, 0, spare[0], spare[1], spare[2]);
        //@ assert take: level - to == 2 ==> Spares{Pre, Here}(p, 1, spare[0], spare[1], spare[2]);
        //@ assert take: level - to == 3 ==> Spares{Pre, Here}(p, 2, spare[0], spare[1], spare[2]);
        table = child;
        //@ assert take: TableAt(&p->tables, root, page, level - 1) == table;
        level--;
        //@ assert bound: level == \at(level, before) - 1;
        //@ assert take: TableAt(&p->tables, root, page, level) == table;
    }
    //@ assert take: level == to;
    //@ assert take: TableAt(&p->tables, root, page, level) == table;
    //@ assert take: TableAt(&p->tables, root, page, to) == table;
    //@ assert take: Spares{Pre, Here}(p, 0, spare[0], spare[1], spare[2]);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert take: p->pmm == \at(p->pmm, Pre);
    //@ assert take: OwnersBut{Pre, Here}(p->pmm, 0, spare[0], spare[1], spare[2]);
    //@ assert take: p->pmm->nframes == \at(p->pmm->nframes, Pre);
    //@ assert take: OwnersGrew{Pre, Here}(p->pmm);
    return table;
}
