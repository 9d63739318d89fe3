/* The four memory functions that a freestanding C compiler may call without being asked. C11, 7.24. */
#ifndef LIB_MEMORY_OPS_H
#define LIB_MEMORY_OPS_H

#include <stddef.h>

/* Fills size bytes with one value. */
void *memset(void *to, int value, size_t size);

/* Copies size bytes between places that do not overlap. */
void *memcpy(void *restrict to, const void *restrict from, size_t size);

/* Copies size bytes, also between places that overlap. */
void *memmove(void *to, const void *from, size_t size);

/* Compares byte by byte as unsigned numbers: negative, 0 or positive. */
int memcmp(const void *left, const void *right, size_t size);

#endif
