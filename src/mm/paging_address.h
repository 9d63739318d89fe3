/* From virtual addresses to pages and frames, and back: where a caller's number is looked at before it is used. */
#ifndef MM_PAGING_ADDRESS_H
#define MM_PAGING_ADDRESS_H

#include "paging.h"
#include "status.h"

typedef uint64_t
    address_t; /* a virtual address in bytes, or what a caller takes for one; 64 bits on both machines */

#include "../../specs/paging_address.acsl"

/* Whether the processor takes this for an address at all. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> Canonical(address);
  @*/
bool paging_is_address(address_t address);

/* The page that an address lies in. */
/*@ requires bound: Canonical(address);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: IsPage(\result) && \result == AddressPage(address);
  @ ensures take: address == PageAddress(\result) + address % FRAME_SIZE;
  @*/
pageno_t paging_page(address_t address);

/* The address of a page's first byte. */
/*@ requires bound: IsPage(page);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == PageAddress(page) && Canonical(\result);
  @ ensures take: AddressPage(\result) == page && \result % FRAME_SIZE == 0;
  @*/
address_t paging_page_address(pageno_t page);

/* The first byte of the page that an address lies in. Any number will do. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result % FRAME_SIZE == 0 && \result <= address < \result + FRAME_SIZE;
  @ ensures take: Canonical(address) ==> Canonical(\result) && AddressPage(\result) == AddressPage(address);
  @*/
address_t paging_align_to_lower_page(address_t address);

/* The first byte of a page from `address` on, in `*aligned`. MM_EINVAL: the processor has no such address; MM_ERANGE: no page begins
   between it and the end of its half. Then `*aligned` is as it was. */
/*@ requires valid: \valid(aligned);
  @ terminates \true; exits \false;
  @ assigns *aligned;
  @ behavior senseless:
  @   assumes !Canonical(address);
  @   ensures none: \result == MM_EINVAL && *aligned == \old(*aligned);
  @ behavior range:
  @   assumes Canonical(address) && address % FRAME_SIZE != 0 && !IsAddress(AddressUp(address));
  @   ensures none: \result == MM_ERANGE && *aligned == \old(*aligned);
  @ behavior take:
  @   assumes Canonical(address) && (address % FRAME_SIZE == 0 || IsAddress(AddressUp(address)));
  @   ensures take: \result == MM_OK && Canonical(*aligned) && *aligned % FRAME_SIZE == 0;
  @   ensures take: address <= *aligned < address + FRAME_SIZE;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_align_address(address_t address, address_t *aligned);

/* The physical address in bytes behind a virtual one in the space of `root`, in `*physical`: the frame, and how far inside the page.
   MM_EINVAL: the processor has no such address; MM_EABSENT: nothing is mapped there. Then `*physical` is as it was. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root) && \valid(physical);
  @ terminates \true; exits \false;
  @ assigns *physical;
  @ behavior senseless:
  @   assumes !Canonical(address);
  @   ensures none: \result == MM_EINVAL && *physical == \old(*physical);
  @ behavior absent:
  @   assumes Canonical(address) && !EntryPresent(Walk(&p->tables, root, AddressPage(address)));
  @   ensures none: \result == MM_EABSENT && *physical == \old(*physical);
  @ behavior take:
  @   assumes Canonical(address) && EntryPresent(Walk(&p->tables, root, AddressPage(address)));
  @   ensures take: \result == MM_OK && *physical == address % FRAME_SIZE +
  @     \old(PageFrame(Walk(&p->tables, root, AddressPage(address)), AddressPage(address),
  @                    WalkSpan(&p->tables, root, AddressPage(address)))) * FRAME_SIZE;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_get_physical_address(const paging_t *p, frame_t root, address_t address,
                                        uint64_t *physical);

#endif
