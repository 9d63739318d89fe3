/* Page-table entries of this machine: 32 bits, 1024 a table, two levels. Intel SDM vol. 3A, 4.3 "32-bit paging", tables 4-5
   and 4-6; AMD APM vol. 2, 5.2.3. Every machine has a file of this name with the same names in it. */
#ifndef ENTRY_H
#define ENTRY_H

#include <stdint.h>

typedef uint32_t entry_t;
typedef uint32_t pageno_t; /* a virtual address / 4096 */

#define TABLE_LEVELS  2
#define TABLE_ENTRIES 1024u

/* Pages that an entry of each level covers; the two upper levels are not there. */
#define SPAN_1 1u
#define SPAN_2 0x400u
#define SPAN_3 0x100000u
#define SPAN_4 0x100000u

/* The highest level at which there are pages (Intel SDM vol. 3A, table 4-4). */
#define LARGEST_LEVEL 2u

/* Pages of an address space. */
#define PAGE_LIMIT 0x100000u

/* The upper half's addresses divided by the size of a half. */
#define ADDRESS_TOP 1u

/* Frames that an entry can name: bits 31:12. */
#define ENTRY_FRAMES 0x100000u

/* Entries of a root that every address space shares: the lower half of the address space is the kernel's. */
#define KERNEL_FIRST 0u
#define KERNEL_END   512u
/* Those that are its own: the upper half. */
#define OWN_FIRST 512u
#define OWN_END   1024u

/* Values of the upper one of the two fields that the processor leaves to software: there is none. Both machines have bits 11:9,
   the lower one (Intel SDM vol. 3A, table 4-6). */
#define ENTRY_TAGS 1u

/* No bit of these entries forbids execution: that needs the 64-bit format (PAE). */
#define ENTRY_NX 0u

#endif
