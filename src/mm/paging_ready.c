#include "paging_ready.h"

/* What is wrong with mapping this frame anywhere. */
/*@ requires valid: PagingValid(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior range:
  @   assumes !FrameExists(p->pmm, frame);
  @   ensures none: \result == MM_ERANGE;
  @ behavior take:
  @   assumes FrameExists(p->pmm, frame) && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @   ensures take: \result == MM_OK;
  @ behavior owner:
  @   assumes FrameExists(p->pmm, frame) && p->pmm->owner[frame] != OWNER_ALLOCATED;
  @   ensures none: MapOwner(p->pmm->owner[frame], \result);
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t frame_ready(const paging_t *p, frame_t frame) {
    if (frame >= p->pmm->nframes) return MM_ERANGE;
    if (p->pmm->owner[frame] == OWNER_ALLOCATED) return MM_OK;
    return p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
}

/* What is wrong with mapping anything at a page of the space. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && IsPage(page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior busy:
  @   assumes EntryPresent(Walk(&p->tables, root, page));
  @   ensures none: \result == MM_EBUSY;
  @ behavior room:
  @   assumes !EntryPresent(Walk(&p->tables, root, page)) && !MapRoom(p, root, page);
  @   ensures none: \result == MM_ENOSPC;
  @ behavior take:
  @   assumes MapVacant(p, root, page);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
static mm_status_t page_ready(const paging_t *p, frame_t root, pageno_t page) {
    if (paging_translate(p, root, page) != FRAME_UNMAPPED) return MM_EBUSY;
    if (paging_is_kernels(page) && tables_find(&p->tables, root, page, TABLE_LEVELS - 1) == FRAME_NONE)
        return MM_ENOSPC;
    return MM_OK;
}

mm_status_t paging_ready(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    status = frame_ready(p, frame);
    if (status != MM_OK) return status;
    return page_ready(p, root, page);
}
