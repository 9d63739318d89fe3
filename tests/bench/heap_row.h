/* An allocator as a row of the benchmark of heaps. To add one, write heap_NAME.c with a `heap_NAME` in it, and its name below. */
#ifndef BENCH_HEAP_ROW_H
#define BENCH_HEAP_ROW_H

#include <stddef.h>

typedef struct {
    const char *name;
    size_t least, most; /* bytes that it is for: it has no row in a workload that asks for others */
    void (*boot)(void); /* NULL: nothing to do */
    void *(*take)(size_t size);
    void (*give)(void *p); /* one that is refused shows soon, as memory runs out */
    size_t (*reserved)(
        void); /* bytes of its arena that it has, tables too; NULL: it is the system that knows */
} heap_row_t;

#define HEAP_ROWS(ROW)                                                                                       \
    ROW(null)                                                                                                \
    ROW(blocks)                                                                                              \
    ROW(libc)

#define HEAP_ROW_EXTERN(name) extern const heap_row_t heap_##name;
HEAP_ROWS(HEAP_ROW_EXTERN)

#endif
