/* What the memory manager must know of this machine at compile time: i386, no PAE.
   Chosen by include path (-Iarch/i386); every machine has a file of this name with the same names in it. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

#define MACHINE_NAME "i386"

/* The unit in which bitmaps are searched: 64 bits on every machine, though this one's registers have 32. One word is
   then one 64-frame block on both, the levels of a bitmap are the same, and no word is ever taken for a 32-bit field
   by the memory model of the proofs. */
typedef uint64_t word_t;
#define WORD_BITS 64u

/* Frames beyond this number cannot be named by a page-table entry.
   Intel SDM vol. 3A, 4.3 "32-bit paging": a 4-KByte page frame is bits 31:12 of the entry. */
#define FRAME_LIMIT 0x100000u

/* Frames below this number are in the window through which the kernel touches physical memory: 1 GiB. */
#define WINDOW_LIMIT 0x40000u

/* First frame of the highest band, which is used first: where the window ends. */
#define BAND_HIGH WINDOW_LIMIT

/* Index of the lowest set bit; undefined for 0 (as BSF is). In halves: the 64-bit builtin would call libgcc. */
#define WORD_CTZ(w)                                                                                          \
    ((uint32_t)(w) != 0 ? __builtin_ctz((uint32_t)(w)) : 32 + __builtin_ctz((uint32_t)((w) >> 32)))

#endif
