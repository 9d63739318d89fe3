/* Where the kernel itself lies in memory. The linker script defines these labels; each section begins a page. */
#ifndef ARCH_IMAGE_H
#define ARCH_IMAGE_H

#include <stdint.h>

extern const uint8_t image_start[];      /* first byte of the code */
extern const uint8_t image_text_end[];   /* end of the code, beginning of the constants */
extern const uint8_t image_rodata_end[]; /* end of the constants, beginning of the variables */
extern const uint8_t image_end[];        /* end of everything, zeroed variables and stacks included */

extern const uint8_t boot_stack_guard[];  /* a page that is never present, just below the stack */
extern const uint8_t boot_stack_bottom[]; /* lowest byte of the boot stack */
extern const uint8_t boot_stack_top[];    /* one past its highest */

#endif
