#include "paging_address.h"

#define HALF (PAGE_LIMIT / 2u) /* pages of either half */

bool paging_is_address(address_t address) {
    address_t half = address / FRAME_SIZE / HALF;
    return half == 0 || half == ADDRESS_TOP;
}

pageno_t paging_page(address_t address) { return (pageno_t)(address / FRAME_SIZE % PAGE_LIMIT); }

address_t paging_page_address(pageno_t page) {
    return (address_t)page * FRAME_SIZE +
           (page < HALF ? 0u : (address_t)(ADDRESS_TOP - 1u) * HALF * FRAME_SIZE);
}

address_t paging_align_to_lower_page(address_t address) { return address - address % FRAME_SIZE; }

mm_status_t paging_align_address(address_t address, address_t *aligned) {
    if (!paging_is_address(address)) return MM_EINVAL;
    if (address % FRAME_SIZE == 0) {
        *aligned = address;
        return MM_OK;
    }
    /* After the last page of a half comes no page, or one that is far away. */
    address_t up = paging_page_address((paging_page(address) + 1u) % PAGE_LIMIT);
    if (up / FRAME_SIZE != address / FRAME_SIZE + 1u) return MM_ERANGE;
    *aligned = up;
    return MM_OK;
}

mm_status_t paging_get_physical_address(const paging_t *p, frame_t root, address_t address,
                                        uint64_t *physical) {
    if (!paging_is_address(address)) return MM_EINVAL;
    frame_t frame = paging_translate(p, root, paging_page(address));
    if (frame == FRAME_UNMAPPED) return MM_EABSENT;
    *physical = (uint64_t)frame * FRAME_SIZE + address % FRAME_SIZE;
    return MM_OK;
}
