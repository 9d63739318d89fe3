#include "paging_ready.h"

mm_status_t paging_ready(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ask(p, root, page, rights);
    if (status != MM_OK) return status;
    return paging_frame_ready(p, frame);
}
