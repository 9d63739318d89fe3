/* A range of physical memory is mapped at a virtual address: paging_map_range for callers who have addresses. */
#ifndef MM_PAGING_MAP_TO_H
#define MM_PAGING_MAP_TO_H

#include "paging_address.h"
#include "paging_map_range.h"

#include "../../specs/paging_map_to.acsl"

/* Map the physical memory from byte `physical` up to, not including, byte `end` at `address` in the space of `root`, all or none, with
   these rights (rights.h). Its frames are allocated.
   MM_EINVAL: the processor has no such address; one of the three is no multiple of a page; no memory at all (end <= physical).
   MM_ERANGE: more frames than there can be. Else as paging_map_range says. Then nothing changed, or with MM_ENOMEM, every page and
   every frame is as before. */
/*@ requires valid: PagingValid(p) && IsRoot(&p->tables, root);
  @ requires stale: TlbClean;
  @ terminates \true; exits \false;
  @ assigns PAGING_TABLES(p);
  @ assigns PAGING_PLACES(p);
  @ assigns map_table[0 .. p->pmm->nframes - 1], map_place[0 .. p->pmm->nframes - 1], tlb_from, tlb_to, tlb_links;
  @ assigns PAGING_FRAMES(p);
  @ ensures valid: PagingValid(p) && RootsStay{Old, Here}(&p->tables);
  @ ensures stale: TlbClean;
  @ ensures none:  \result != MM_OK && \result != MM_ENOMEM ==> PagingSame{Old, Here}(p);
  @ behavior senseless:
  @   assumes !MapSensible(address, physical, end);
  @   ensures none: \result == MM_EINVAL;
  @ behavior range:
  @   assumes MapSensible(address, physical, end) && FRAME_LIMIT < end / FRAME_SIZE;
  @   ensures none: \result == MM_ERANGE;
  @ behavior refused:
  @   assumes MapSensible(address, physical, end) && end / FRAME_SIZE <= FRAME_LIMIT;
  @   assumes !RangeAsked(p, root, AddressPage(address), MapEnd(address, physical, end), MapDelta(address, physical), rights);
  @   ensures none: MapRefused{Old}(p, root, AddressPage(address), MapEnd(address, physical, end), MapDelta(address, physical),
  @                                 rights, \result);
  @ behavior take:
  @   assumes MapSensible(address, physical, end) && end / FRAME_SIZE <= FRAME_LIMIT;
  @   assumes RangeAsked(p, root, AddressPage(address), MapEnd(address, physical, end), MapDelta(address, physical), rights);
  @   ensures none: \result == MM_OK || \result == MM_ENOMEM;
  @   ensures none: \result == MM_ENOMEM ==> RangeUndone{Old, Here}(p) &&
  @     RangeMissing{Old}(&p->tables, root, AddressPage(address), MapEnd(address, physical, end));
  @   ensures take: \result == MM_OK ==>
  @     RangeMapped(p, root, AddressPage(address), MapEnd(address, physical, end), MapDelta(address, physical), rights);
  @   ensures unchanged: \result == MM_OK ==> PagingSameShape{Old, Here}(p) &&
  @     RangeMoved{Old, Here}(p->pmm, physical / FRAME_SIZE, end / FRAME_SIZE);
  @   ensures unchanged: \result == MM_OK ==>
  @     WalksSameOutside{Old, Here}(&p->tables, root, AddressPage(address), MapEnd(address, physical, end));
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t paging_map_to(const paging_t *p, frame_t root, address_t address, uint64_t physical, uint64_t end,
                          uint32_t rights);

#endif
