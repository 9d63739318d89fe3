/* The allocator of this process: the C library's, or one that was preloaded in its place. */
#include "heap_row.h"
#include <stdint.h>
#include <stdlib.h>

const heap_row_t heap_libc = {"libc", 0, SIZE_MAX, NULL, malloc, free, NULL};
