#include "paging_ready.h"
#include "paging_vacant.h"

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

mm_status_t paging_ready(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    status = frame_ready(p, frame);
    if (status != MM_OK) return status;
    status = paging_vacant_reason(p, root, page);
    return status == MM_ENOMEM ? MM_OK : status; /* no frames for tables is all that can be wrong then */
}
