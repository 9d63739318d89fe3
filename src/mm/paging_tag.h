/* A page's tag: what software keeps in its entry (tag.h). */
#ifndef MM_PAGING_TAG_H
#define MM_PAGING_TAG_H

#include "paging_found.h"
#include "paging_map.h"
#include "tag.h"

typedef struct {
    mm_status_t status;
    uint32_t tag; /* when the status is MM_OK */
} tagged_t;

/* The tag of `page` in the space of `root`.
   MM_EINVAL: no such page. MM_EABSENT: nothing is mapped there. MM_EOWNER: not a page of 4 KiB. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior place:
  @   assumes !IsPage(page);
  @   ensures none: \result.status == MM_EINVAL;
  @ behavior absent:
  @   assumes IsPage(page) && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result.status == MM_EABSENT;
  @ behavior large:
  @   assumes IsPage(page) && EntryPresent(Walk(&p->tables, root, page)) && Table1(&p->tables, root, page) == 0;
  @   ensures none: \result.status == MM_EOWNER;
  @ behavior take:
  @   assumes IsPage(page) && EntryPresent(Walk(&p->tables, root, page)) && Table1(&p->tables, root, page) != 0;
  @   ensures take: \result.status == MM_OK && \result.tag == EntryTag(Walk(&p->tables, root, page));
  @ complete behaviors; disjoint behaviors;
  @*/
tagged_t paging_tag(const paging_t *p, frame_t root, pageno_t page);

/* Give `page` in the space of `root` this tag. What the page is mapped to and what may be done with it stay, so there is nothing
   to tell the TLB.
   MM_EINVAL: as paging_unmap says. MM_ERANGE: no such tag (TAG_LIMIT). MM_EABSENT: nothing is mapped there. MM_EOWNER: not a page
   of 4 KiB, or the frame may be mapped elsewhere too (shared, a device's). Then nothing changed. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p), tlb_from, tlb_to;
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbSame{Old, Here};
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p);
  @ ensures unchanged: PagingSameShape{Old, Here}(p) && PmmSame{Old, Here}(p->pmm) && PathsSame{Old, Here}(&p->tables);
  @ behavior place:
  @   assumes !MapPlace(p, root, page);
  @   ensures none: \result == MM_EINVAL;
  @ behavior range:
  @   assumes MapPlace(p, root, page) && tag >= TAG_LIMIT;
  @   ensures none: \result == MM_ERANGE;
  @ behavior absent:
  @   assumes MapPlace(p, root, page) && tag < TAG_LIMIT && !EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EABSENT;
  @ behavior owner:
  @   assumes MapPlace(p, root, page) && tag < TAG_LIMIT;
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && !PageOwned(p, root, page);
  @   ensures none: \result == MM_EOWNER;
  @ behavior take:
  @   assumes MapPlace(p, root, page) && tag < TAG_LIMIT;
  @   assumes EntryPresent(Walk(&p->tables, root, page)) && PageOwned(p, root, page);
  @   ensures take: \result == MM_OK && EntryTag(Walk(&p->tables, root, page)) == tag;
  @   ensures unchanged: EntryMeans(\old(Walk(&p->tables, root, page)), Walk(&p->tables, root, page));
  @   ensures unchanged: WalksSameBut{Old, Here}(&p->tables, root, page);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_set_tag(const paging_t *p, frame_t root, pageno_t page, uint32_t tag);

#endif
