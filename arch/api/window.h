/* The window: the part of physical memory that the kernel can touch, and the only place where a number becomes
   an address. Frame 0 is not in it, so that a null pointer faults. */
#ifndef ARCH_WINDOW_H
#define ARCH_WINDOW_H

#include <stdint.h>

/* How many frames, from frame 0 on, the window covers. */
uint32_t window_frames(void);

/* The frame's first byte; the frame must be in the window. Frames lie one after another, so window_pointer(0) is where
   they are counted from, though nothing may be touched there. */
void *window_pointer(uint32_t frame);

/* The byte at a physical address; the address must be in the window. */
const uint8_t *window_byte(uint32_t address);

#endif
