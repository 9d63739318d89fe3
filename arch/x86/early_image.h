/* What the identity mapping must say about single pages: where it has a hole, and how it guards the kernel. */
#ifndef X86_EARLY_IMAGE_H
#define X86_EARLY_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

/* False for page 0, so that a null pointer faults, and for the page below the boot stack. */
bool early_present(uint32_t frame);

/* EARLY_ rights of a page: the kernel's code is executable, its code and constants are read-only. */
uint32_t early_rights(uint32_t frame);

/* The first frame past the kernel's image; frames from here on are all alike. */
uint32_t early_image_end(void);

#endif
