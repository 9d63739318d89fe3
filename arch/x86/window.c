/* Frame numbers become addresses here and nowhere else: the tables of boot map the window to itself. */
#include "window.h"

#define FRAME_BYTES 4096u

void *window_pointer(uint32_t frame) { return (void *)((uintptr_t)frame * FRAME_BYTES); }

const uint8_t *window_byte(uint32_t address) { return (const uint8_t *)(uintptr_t)address; }
