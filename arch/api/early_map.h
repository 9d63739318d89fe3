/* The page tables of boot: an identity mapping of the window, and beside it a small range of pages for tests to
   map and unmap as they like. The real memory manager takes over from these. */
#ifndef ARCH_EARLY_MAP_H
#define ARCH_EARLY_MAP_H

#include <stdint.h>

/* Rights of a mapping; reading is always allowed. */
#define EARLY_READ    0u
#define EARLY_WRITE   1u
#define EARLY_EXECUTE 2u /* without it, fetches are refused where the processor can refuse them */
#define EARLY_GLOBAL  4u /* a global page, where those are on (cpu.h) */

/* How many pages the test range has on every machine. */
#define EARLY_PAGES 512u

/* Builds the page tables of boot and switches paging on. */
void early_paging_init(void);

/* The address of a page of the test range; page < EARLY_PAGES. */
uintptr_t early_address(uint32_t page);

/* The address in the upper half of the address space at which the same entry serves the page, too. */
uintptr_t early_upper_address(uint32_t page);

/* Writes the entry of a page of the test range and tells nobody: the TLB may go on with what was there before. */
void early_map_quietly(uint32_t page, uint32_t frame, uint32_t rights);

/* Maps a page of the test range to a frame. */
void early_map(uint32_t page, uint32_t frame, uint32_t rights);

/* Takes the mapping away again, from the tables and from the TLB. */
void early_unmap(uint32_t page);

#endif
