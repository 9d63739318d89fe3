/* What the memory manager must know of this machine at compile time: amd64, 64-bit words, four-level paging.
   Chosen by include path (-Iarch/amd64); every machine has a file of this name with the same names in it. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdint.h>

#define MACHINE_NAME "amd64"

/* The unit in which bitmaps are searched: the general register. */
typedef uint64_t word_t;
#define WORD_BITS 64u

/* Frames beyond this number are not managed: 2^28 frames are 1 TiB, which the direct map must hold.
   (The entry format itself reaches 2^40: Intel SDM vol. 3A, 4.5, bits M-1:12.) */
#define FRAME_LIMIT 0x10000000u

/* Frames below this number are in the window through which the kernel touches physical memory: all. */
#define WINDOW_LIMIT FRAME_LIMIT

/* First frame of the highest band, which is used first: 4 GiB, beyond what 32-bit devices reach. */
#define BAND_HIGH 0x100000u

/* Index of the lowest set bit; undefined for 0 (as BSF is). */
#define WORD_CTZ(w) __builtin_ctzll(w)

#endif
