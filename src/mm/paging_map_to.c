#include "paging_map_to.h"

mm_status_t paging_map_to(const paging_t *p, frame_t root, address_t address, uint64_t physical, uint64_t end,
                          uint32_t rights) {
    //@ assert none: PagingSame{Pre, Here}(p);
    if (!paging_is_address(address) || address % FRAME_SIZE != 0) return MM_EINVAL;
    if (physical % FRAME_SIZE != 0 || end % FRAME_SIZE != 0 || end <= physical) return MM_EINVAL;
    if (end / FRAME_SIZE > FRAME_LIMIT) return MM_ERANGE;
    pageno_t page = paging_page(address), count = (pageno_t)(end / FRAME_SIZE - physical / FRAME_SIZE);
    //@ assert bound: 0 < count && page + count == MapEnd(address, physical, end);
    frame_t frame = (frame_t)(physical / FRAME_SIZE);
    //@ assert bound: page == AddressPage(address) && frame == physical / FRAME_SIZE;
    //@ assert bound: frame - page == MapDelta(address, physical);
    mm_status_t status = paging_map_range(p, root, page, frame, count, rights);
    /*@ assert none: !RangeAsked{Pre}(p, root, page, page + count, frame - page, rights) ==>
      @   MapRefused{Pre}(p, root, page, page + count, frame - page, rights, status); */
    return status;
}
