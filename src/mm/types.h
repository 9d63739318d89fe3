/* The numbers the memory manager speaks in.

   frame   a frame number: physical address / 4096. Frame 0 is never handed out, so 0 says "none".
   count   a number of frames.
   byte    physical byte addresses and lengths appear only in memmap (uint64_t, as firmware reports them). */
#ifndef MM_TYPES_H
#define MM_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "machine.h"

typedef uint32_t frame_t;

#define FRAME_NONE  0u
#define FRAME_SIZE  4096u
#define FRAME_SHIFT 12u

#endif
