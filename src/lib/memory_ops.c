/* Plain loops. The build forbids the compiler to recognise them as the very functions that they implement
   (-fno-tree-loop-distribute-patterns). */
#include "memory_ops.h"

void *memset(void *to, int value, size_t size) {
    unsigned char *t = to;
    for (size_t i = 0; i < size; i++) {
        t[i] = (unsigned char)value;
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    unsigned char *t = to;
    const unsigned char *f = from;
    for (size_t i = 0; i < size; i++) {
        t[i] = f[i];
    }
    return to;
}

void *memmove(void *to, const void *from, size_t size) {
    unsigned char *t = to;
    const unsigned char *f = from;
    if (t < f) {
        for (size_t i = 0; i < size; i++) {
            t[i] = f[i];
        }
    } else {
        for (size_t i = size; i > 0; i--) {
            t[i - 1] = f[i - 1];
        }
    }
    return to;
}

int memcmp(const void *left, const void *right, size_t size) {
    const unsigned char *l = left;
    const unsigned char *r = right;
    for (size_t i = 0; i < size; i++) {
        if (l[i] != r[i]) return l[i] < r[i] ? -1 : 1;
    }
    return 0;
}
