/* The kernel's half is opened for pages: all spaces share it. */
#ifndef MM_PAGING_OPEN_H
#define MM_PAGING_OPEN_H

#include "paging_map.h"

/* Make the table right below the kernel's root on the way to `page`, so that pages may be mapped there from now on: where there is none,
   paging_map says MM_ENOSPC. The roots of all spaces have the entries of the kernel's half, so this is to be done before the first of
   them is made (paging_new_space). MM_OK, and nothing changed, when the table is there.
   MM_EINVAL: no page of the kernel's half. MM_EBUSY: a large page is mapped there. MM_ENOMEM: no frame is free that may be a table. Then
   nothing changed. */
/*@ requires valid: PagingValid(p) && TablesLone(&p->tables);
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && TablesLone(&p->tables);
  @ ensures none:  \result != MM_OK ==> PagingSame{Old, Here}(p);
  @ behavior place:
  @   assumes !(IsPage(page) && KernelPage(page));
  @   ensures none: \result == MM_EINVAL;
  @ behavior there:
  @   assumes IsPage(page) && KernelPage(page) && TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) != 0;
  @   ensures take: \result == MM_OK && PagingSame{Old, Here}(p);
  @ behavior busy:
  @   assumes IsPage(page) && KernelPage(page) && TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) == 0;
  @   assumes EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior take:
  @   assumes IsPage(page) && KernelPage(page) && TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 1) == 0;
  @   assumes !EntryPresent(Walk(&p->tables, p->tables.kernel, page));
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> \old(PmmNoRun(p->pmm, 1, 1, p->tables.nframes));
  @   ensures take: \result == MM_OK ==> MapVacant(p, p->tables.kernel, page);
  @   ensures none: \result == MM_OK && 2 < TABLE_LEVELS ==> TableAt(&p->tables, p->tables.kernel, page, TABLE_LEVELS - 2) == 0;
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) && OwnersGrew{Old, Here}(p->pmm);
  @   ensures unchanged: \result == MM_OK ==> PathsGrew{Old, Here}(&p->tables) && WalksSame{Old, Here}(&p->tables);
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_open(const paging_t *p, pageno_t page);

#endif
