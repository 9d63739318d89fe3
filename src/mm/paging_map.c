#include "paging_map.h"
#include "paging_map_at.h"
#include "paging_ready.h"
#include "paging_vacant.h"
#include "../../specs/paging_way.acsl"
#include "../../specs/paging_put.acsl"

mm_status_t paging_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    mm_status_t status = paging_ready(p, root, page, frame, rights);
    if (status != MM_OK) return status;
    frame_t table = paging_map_at(p, root, page, frame, rights, FRAME_NONE);
    //@ assert none: table == FRAME_NONE ==> (MapRoom(p, root, page) <==> \at(MapRoom(p, root, page), Pre));
    return table == FRAME_NONE ? paging_vacant_reason(p, root, page) : MM_OK;
}
