/* What the memory manager must know of this machine at compile time: i386, 32-bit words, no PAE.
   Chosen by include path (-Iarch/i386); every machine has a file of this name with the same names in it. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

#define MACHINE_NAME "i386"

/* The unit in which bitmaps are searched: the general register. */
typedef uint32_t word_t;
#define WORD_BITS 32u

/* Frames beyond this number cannot be named by a page-table entry.
   Intel SDM vol. 3A, 4.3 "32-bit paging": a 4-KByte page frame is bits 31:12 of the entry. */
#define FRAME_LIMIT 0x100000u

/* Index of the lowest set bit; undefined for 0 (as BSF is). */
#define WORD_CTZ(w) __builtin_ctz(w)

#endif
