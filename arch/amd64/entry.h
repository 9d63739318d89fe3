/* Page-table entries of this machine: 64 bits, 512 a table, four levels. Intel SDM vol. 3A, 4.5 "4-level paging", tables 4-15
   to 4-20; AMD APM vol. 2, 5.3.3. Every machine has a file of this name with the same names in it. */
#ifndef ENTRY_H
#define ENTRY_H

#include <stdint.h>

typedef uint64_t entry_t;
typedef uint64_t pageno_t; /* a virtual address / 4096 */

#define TABLE_LEVELS  4
#define TABLE_ENTRIES 512u

/* Pages that an entry of each level covers. */
#define SPAN_1 1u
#define SPAN_2 0x200u
#define SPAN_3 0x40000u
#define SPAN_4 0x8000000u

/* The highest level at which there are pages (Intel SDM vol. 3A, table 4-16). */
#define LARGEST_LEVEL 3u

/* Pages of an address space: bits 47:12 of an address, both halves one after the other. */
#define PAGE_LIMIT 0x1000000000u

/* Bits 63:47 of the addresses of the upper half, all ones: those of the lower half are zeros, and others the processor
   refuses. */
#define ADDRESS_TOP 0x1FFFFu

/* Frames that an entry can name: bits 51:12. */
#define ENTRY_FRAMES 0x10000000000u

/* Entries of a root that every address space shares: the upper half of the address space is the kernel's. */
#define KERNEL_FIRST 256u
#define KERNEL_END   512u
/* Those that are its own: the lower half. */
#define OWN_FIRST 0u
#define OWN_END   256u

/* Values of the upper one of the two fields that the processor leaves to software: bits 62:52 (as long as CR4.PKE and CR4.PKS are
   clear; Intel SDM vol. 3A, table 4-20). Both machines have bits 11:9, the lower one. */
#define ENTRY_TAGS 0x800u

/* Forbids execution, where EFER.NXE is set. */
#define ENTRY_NX 0x8000000000000000u

#endif
