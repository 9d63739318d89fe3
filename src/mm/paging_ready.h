/* Whether a frame may be mapped at a page, whatever is mapped there. For paging*.c alone. */
#ifndef MM_PAGING_READY_H
#define MM_PAGING_READY_H

#include "paging_map.h"

/* What is wrong with mapping this frame, wherever. */
/*@ requires valid: PmmValid(p->pmm) && \valid_read(p);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior range:
  @   assumes !FrameExists(p->pmm, frame);
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes FrameExists(p->pmm, frame);
  @   ensures take: p->pmm->owner[frame] == OWNER_ALLOCATED ==> \result == MM_OK;
  @   ensures none: p->pmm->owner[frame] == OWNER_FREE ==> \result == MM_EFREE;
  @   ensures none: p->pmm->owner[frame] != OWNER_FREE && p->pmm->owner[frame] != OWNER_ALLOCATED ==> \result == MM_EOWNER;
  @ complete behaviors; disjoint behaviors;
  @*/
static inline mm_status_t paging_frame_ready(const paging_t *p, frame_t frame) {
    if (frame >= p->pmm->nframes) return MM_ERANGE;
    if (p->pmm->owner[frame] == OWNER_ALLOCATED) return MM_OK;
    return p->pmm->owner[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
}

/* What is wrong with a request, whatever is mapped where: what paging_map says before it looks at the tables. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == MM_OK ==> MapAllowed(p, root, page, rights);
  @ ensures take: \result == MM_OK ==> FrameExists(p->pmm, frame) && p->pmm->owner[frame] == OWNER_ALLOCATED;
  @ behavior place:
  @   assumes !MapPlace(p, root, page) || !MapRights(p, page, rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior rights:
  @   assumes MapPlace(p, root, page) && MapRights(p, page, rights) && RightsAbsent(p->features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior range:
  @   assumes MapAllowed(p, root, page, rights) && !FrameExists(p->pmm, frame);
  @   ensures none: \result == MM_ERANGE;
  @ behavior owner:
  @   assumes MapAllowed(p, root, page, rights) && FrameExists(p->pmm, frame);
  @   ensures take: p->pmm->owner[frame] == OWNER_ALLOCATED ==> \result == MM_OK;
  @   ensures none: p->pmm->owner[frame] == OWNER_FREE ==> \result == MM_EFREE;
  @   ensures none: p->pmm->owner[frame] != OWNER_FREE && p->pmm->owner[frame] != OWNER_ALLOCATED ==> \result == MM_EOWNER;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_ready(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);

#endif
