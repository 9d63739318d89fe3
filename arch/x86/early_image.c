#include "early_image.h"
#include "early_map.h"
#include "image.h"

#define FRAME_BYTES 4096u

static uint32_t frame_of(const uint8_t *label) { return (uint32_t)((uintptr_t)label / FRAME_BYTES); }

bool early_present(uint32_t frame) { return frame != 0 && frame != frame_of(boot_stack_guard); }

uint32_t early_rights(uint32_t frame) {
    if (frame < frame_of(image_start) || frame >= frame_of(image_rodata_end)) return EARLY_WRITE;
    return frame < frame_of(image_text_end) ? EARLY_EXECUTE : EARLY_READ;
}

uint32_t early_image_end(void) { return frame_of(image_end); }
