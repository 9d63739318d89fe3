/* The page directory of boot, for those who must name it to the processor. */
#ifndef I386_EARLY_DIRECTORY_H
#define I386_EARLY_DIRECTORY_H

#include <stdint.h>

extern uint32_t early_directory[];

#endif
