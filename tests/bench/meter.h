/* One loop, timed; or under callgrind (--instr-atstart=no) counted, with a dump of its own. */
#ifndef BENCH_METER_H
#define BENCH_METER_H

#include <stdint.h>

/* What to measure: `loop` answers something, which `after` judges before it makes the loop possible again. */
typedef struct {
    const char *workload, *allocator; /* no spaces in either */
    uint32_t size, operations;
    uint64_t (*loop)(void *job);
    void (*after)(void *job, uint64_t answer);
    void *job;
} metered_t;

/* Prints a line, WORKLOAD ALLOCATOR SIZE OPERATIONS NANOSECONDS, the least of several repeats for an operation. The dump has the
   same line, but for the nanoseconds, as its name. */
void meter(const metered_t *what);

/* Whether this is callgrind, where what is not counted is slow as well. */
int meter_counts(void);

#endif
