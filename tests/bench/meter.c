#define _POSIX_C_SOURCE 199309L
#include "meter.h"

#include <stdio.h>
#include <time.h>
#include <valgrind/callgrind.h>

/* How often a loop is timed. */
#define REPEATS 7u

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Run the loop once and say how long it took. Callgrind counts what is between START and STOP. */
static uint64_t measure(const metered_t *what) {
    uint64_t begin = now();
    CALLGRIND_START_INSTRUMENTATION;
    uint64_t answer = what->loop(what->job);
    CALLGRIND_STOP_INSTRUMENTATION;
    uint64_t took = now() - begin;
    what->after(what->job, answer);
    return took;
}

int meter_counts(void) { return (int)RUNNING_ON_VALGRIND; }

void meter(const metered_t *what) {
    char label[80];
    snprintf(label, sizeof label, "%s %s %u %u", what->workload, what->allocator, what->size,
             what->operations);
    if (meter_counts()) {
        measure(what);
        CALLGRIND_DUMP_STATS_AT(label);
        return;
    }
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < REPEATS; i++) {
        uint64_t took = measure(what);
        if (took < least) least = took;
    }
    printf("%s %.2f\n", label, (double)least / what->operations);
}
