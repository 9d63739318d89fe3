#include "paging_count.h"
#include "paging_owner.h"
#include "paging_write.h"
#include "../../specs/paging_counting.acsl"

void paging_put_shared(const paging_t *p, frame_t table, uint32_t i, entry_t entry) {
    frame_t frame = (frame_t)(entry / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p) && PagingOwners(p);
    //@ assert bound: frame == EntryFrame(entry) && 0 < frame < p->pmm->nframes && frame < FRAME_LIMIT;
    //@ assert bound: SharedRight(p, frame) && 0 <= ShareCount(p, frame) < SHARE_LIMIT;
    int16_t count = p->pmm->owner[frame] == OWNER_SHARED ? p->shares[frame] : 0;
    //@ assert take: count == ShareCount(p, frame);
    paging_write(p, table, i, entry);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    paging_own(p, frame, OWNER_SHARED);
    p->shares[frame] = (int16_t)(count + 1);
    /*@ ghost share_table[frame].at[count] = table; */
    /*@ ghost share_place[frame].at[count] = i; */
    /*@ ghost share_number[table].at[i] = count; */
    //@ assert valid: PmmValid(p->pmm);
    //@ assert take: MapsPage(p, table, i);
    //@ assert take: TakenTables{Here, Pre}(p, table, i);
    //@ assert take: CountOwners{Pre, Here}(p, frame);
    //@ assert take: NumberGiven{Pre, Here}(p, frame, count, table, i);
    //@ assert take: ShareMore{Pre, Here}(p, frame, table, i);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert valid: PagingShared(p);
}

frame_t paging_take_shared(const paging_t *p, frame_t table, uint32_t i) {
    //@ assert valid: PagingBase(p);
    //@ assert valid: PagingMemory(p) && PagingOwners(p);
    //@ assert valid: TableMemory(&p->tables, table);
    frame_t frame = (frame_t)(p->tables.pool[table].e[i] / FRAME_SIZE % ENTRY_FRAMES);
    //@ assert bound: frame == EntryFrame(p->tables.pool[table].e[i]) && 0 < frame < p->pmm->nframes && frame < FRAME_LIMIT;
    //@ assert take: FrameShared(p, frame) && MapsFrame(p, table, i, frame);
    //@ assert take: SharedHere(p, frame, table, i) && SharedRight(p, frame) && SharedFrame(p, frame);
    int16_t last = (int16_t)(p->shares[frame] - 1);
    //@ assert bound: 0 <= last < SHARE_LIMIT;
    //@ assert take: SharedFound(p, frame, last);
    //@ ghost int32_t n = share_number[table].at[i];
    //@ ghost int32_t a = share_table[frame].at[last];
    //@ ghost int32_t b = share_place[frame].at[last];
    //@ assert bound: 0 <= n < SHARE_LIMIT && 0 < a < FRAME_LIMIT && 0 <= b < TABLE_ENTRIES;
    paging_write(p, table, i, 0);
    //@ assert valid: PmmInv(p->pmm);
    //@ assert valid: p->pmm == \at(p->pmm, Pre) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: PmmMemory(p->pmm);
    //@ assert valid: PagingAside(p);
    paging_own(p, frame, last == 0 ? OWNER_ALLOCATED : OWNER_SHARED);
    p->shares[frame] = last;
    /*@ ghost share_table[frame].at[n] = a; */
    /*@ ghost share_place[frame].at[n] = b; */
    /*@ ghost share_number[a].at[b] = n; */
    //@ assert valid: PmmValid(p->pmm);
    //@ assert give: TakenTables{Pre, Here}(p, table, i);
    //@ assert give: CountOwners{Pre, Here}(p, frame);
    /*@ assert give: \forall integer g; g != frame ==> p->shares[g] == \at(p->shares[\at(g, Here)], Pre); */
    //@ assert give: p->shares[frame] == \at(p->shares[\at(frame, Here)], Pre) - 1;
    /*@ assert give: \forall integer g, m; !(g == frame && m == n) ==>
      @   share_table[g].at[m] == \at(share_table[\at(g, Here)].at[\at(m, Here)], Pre) &&
      @   share_place[g].at[m] == \at(share_place[\at(g, Here)].at[\at(m, Here)], Pre); */
    //@ assert give: share_table[frame].at[n] == a && share_place[frame].at[n] == b;
    /*@ assert give: \forall integer u, j; !(u == a && j == b) ==>
      @   share_number[u].at[j] == \at(share_number[\at(u, Here)].at[\at(j, Here)], Pre); */
    //@ assert give: share_number[a].at[b] == n;
    //@ assert give: NumberMoved{Pre, Here}(p, frame, n, a, b);
    //@ assert give: last == \at(p->shares[\at(frame, Here)], Pre) - 1;
    //@ assert give: n == \at(share_number[table].at[i], Pre);
    //@ assert give: a == \at(share_table[\at(frame, Here)].at[p->shares[\at(frame, Here)] - 1], Pre);
    //@ assert give: b == \at(share_place[\at(frame, Here)].at[p->shares[\at(frame, Here)] - 1], Pre);
    //@ assert give: \at(p->pmm->owner[\at(frame, Here)], Pre) == OWNER_SHARED;
    //@ assert give: p->pmm->owner[frame] == OWNER_SHARED <==> 1 < \at(p->shares[\at(frame, Here)], Pre);
    //@ assert give: \at(table_level[table], Pre) == 1 && EntryFrame(\at(p->tables.pool[table].e[i], Pre)) == frame;
    //@ assert give: ShareLess{Pre, Here}(p, frame, table, i, n, a, b);
    //@ assert give: LessKnown{Pre, Here}(p, frame, table, i, n, a, b);
    //@ assert valid: PagingOwners(p);
    //@ assert valid: PagingFrames(p);
    //@ assert valid: \forall integer f; PagingRam(p, f) ==> PagingRam{Pre}(p, f);
    //@ assert unchanged: PagingSameShape{Pre, Here}(p) && PmmSameShape{Pre, Here}(p->pmm);
    //@ assert valid: RamKept{Pre, Here}(p) && SharesApart(p);
    //@ assert valid: SharesMemory(p);
    //@ assert valid: PagingMemory(p);
    /*@ assert valid: \forall integer u, j, g; MapsFrame(p, u, j, g) && FrameExists(p->pmm, g) ==> FrameThere(p, g, u, j); */
    //@ assert valid: PagingPages(p);
    //@ assert valid: PagingMapped(p);
    //@ assert valid: \forall integer g; SharedRight(p, g);
    //@ assert valid: PagingShared(p);
    return frame;
}
