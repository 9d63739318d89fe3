/* What memory of any size costs. Run as `heaps SEED ALLOCATOR WORKLOAD`: prints a line (meter.h), one that says how many bytes the
   allocator has for each that is used, and one with the instructions of the dearest operation; nothing when the allocator is not for
   that. `heaps rows` prints the allocators. The table below says what the workloads are. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "heap_row.h"
#include "meter.h"
#include "random.h"
#include "resident.h"
#include "steps.h"

#define LIVE_LIMIT       10000u
#define OPERATIONS_LIMIT 20000u

/* Pairs of operations of which the dearest is found. */
#define STEPPED 1000u

typedef struct workload workload_t;

/* One loop to measure. Its tables are not allocated, as that is what is measured. */
typedef struct {
    const workload_t *work;
    const heap_row_t *by;
    random_t random;
    uint32_t operations;
    void *held[LIVE_LIMIT];
    size_t bytes[LIVE_LIMIT];         /* of each that is held */
    uint32_t order[OPERATIONS_LIMIT]; /* places in `held`, at random */
    size_t size[OPERATIONS_LIMIT];    /* what to ask for */
} job_t;

/* A workload. `loop` returns how many requests were refused. */
struct workload {
    const char *name;
    uint32_t live, operations;
    size_t least, most;
    size_t (*size)(random_t *random);
    uint64_t (*loop)(job_t *job);
};

static uint64_t pair(job_t *job) {
    uint64_t refused = 0;
    for (uint32_t i = 0; i < job->operations; i++) {
        void *p = job->by->take(job->size[i]);
        refused += p == NULL;
        job->by->give(p);
    }
    return refused;
}

static uint64_t churn(job_t *job) {
    uint64_t refused = 0;
    for (uint32_t i = 0; i < job->operations; i++) {
        void **slot = &job->held[job->order[i]];
        job->by->give(*slot);
        *slot = job->by->take(job->size[i]);
        refused += *slot == NULL;
    }
    return refused;
}

static size_t always_64(random_t *random) {
    (void)random;
    return 64;
}

static size_t any_small(random_t *random) { return 16 + random_below(random, 1024 - 16 + 1); }

static size_t power_of_two(random_t *random) { return (size_t)4096 << random_below(random, 7); }

static const workload_t workloads[] = {
    {"lifo", 0, 20000, 64, 64, always_64, pair},              /* take 64 bytes and give them back */
    {"small", 10000, 20000, 16, 1024, any_small, churn},      /* give any back, take one of any size */
    {"large", 100, 20000, 4096, 0x40000, power_of_two, churn} /* likewise, of 4, 8, .. 256 KiB */
};

#define HEAP_ROW_POINTER(name) &heap_##name,
static const heap_row_t *const rows[] = {HEAP_ROWS(HEAP_ROW_POINTER)};

static void give_up(const job_t *job, const char *what) {
    fprintf(stderr, "heaps: %s %s: %s\n", job->work->name, job->by->name, what);
    exit(1);
}

static uint64_t loop(void *job) { return ((job_t *)job)->work->loop(job); }

/* The allocator that is watched step by step. */
static const heap_row_t *stepped;

static void *stepped_take(size_t size) {
    steps_begin();
    void *p = stepped->take(size);
    steps_end();
    return p;
}

static void stepped_give(void *p) {
    steps_begin();
    stepped->give(p);
    steps_end();
}

static const heap_row_t stepwise = {.take = stepped_take, .give = stepped_give};

static void print_worst(const job_t *job) {
    static job_t copy;
    copy = *job;
    copy.operations = STEPPED;
    copy.by = &stepwise;
    stepped = job->by;
    uint32_t worst = steps_worst(loop, &copy);
    if (worst != 0)
        printf("%s %s worst %u\n", job->work->name, job->by->name, worst);
    else
        fprintf(stderr, "heaps: %s %s cannot be watched step by step\n", job->work->name, job->by->name);
}

/* Write the number of the place at both ends of all that is held: where two overlap, one number is gone. */
static void check_apart(const job_t *job) {
    for (uint32_t i = 0; i < job->work->live; i++) {
        memcpy(job->held[i], &i, sizeof i);
        memcpy((char *)job->held[i] + job->bytes[i] - sizeof i, &i, sizeof i);
    }
    for (uint32_t i = 0; i < job->work->live; i++) {
        if (memcmp(job->held[i], &i, sizeof i) != 0 ||
            memcmp((char *)job->held[i] + job->bytes[i] - sizeof i, &i, sizeof i) != 0)
            give_up(job, "two allocations overlap");
    }
}

static void check(void *measured, uint64_t refused) {
    job_t *job = measured;
    if (refused != 0) give_up(job, "a request was refused");
    if (job->work->loop != churn || job->by == &heap_null) return;
    for (uint32_t i = 0; i < job->operations; i++) job->bytes[job->order[i]] = job->size[i];
    check_apart(job);
}

/* What to do next, drawn beforehand. */
static void draw(job_t *job) {
    for (uint32_t i = 0; i < job->operations; i++) {
        job->order[i] = random_below(&job->random, job->work->live);
        job->size[i] = job->work->size(&job->random);
    }
}

static size_t reserved(const job_t *job) { return job->by->reserved ? job->by->reserved() : resident(); }

/* Take all that is held and write to every byte of it. Returns how many bytes that are. */
static size_t fill(job_t *job) {
    size_t live = 0;
    for (uint32_t i = 0; i < job->work->live; i++) {
        job->bytes[i] = job->work->size(&job->random);
        job->held[i] = job->by->take(job->bytes[i]);
        if (job->held[i] == NULL) give_up(job, "no memory to begin with");
        memset(job->held[i], 1, job->bytes[i]);
        live += job->bytes[i];
    }
    return live;
}

/* Before anything is taken the system has given this process something else, which is none of the allocator's. */
static void fill_and_print_reserved(job_t *job) {
    memset(job->held, 1, sizeof job->held);
    memset(job->bytes, 1, sizeof job->bytes);
    size_t before = job->by->reserved ? 0 : reserved(job), live = fill(job);
    if (live == 0) return;
    printf("%s %s reserved %.3f\n", job->work->name, job->by->name,
           (double)(reserved(job) - before) / (double)live);
}

/* The loop runs once before it is measured: what an allocator does once in its life is no cost of an operation. Then everything is drawn
   anew, as an allocator that was asked the same before may have it all at hand. */
static void row(job_t *job) {
    job->operations = job->work->operations;
    if (job->by->boot != NULL) job->by->boot();
    draw(job);
    fill_and_print_reserved(job);
    check(job, loop(job));
    draw(job);
    meter(&(metered_t){job->work->name, job->by->name, job->work->live, job->operations, loop, check, job});
    draw(job);
    if (!meter_counts()) print_worst(job);
}

static const heap_row_t *row_called(const char *name) {
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        if (strcmp(rows[r]->name, name) == 0) return rows[r];
    }
    return NULL;
}

static const workload_t *workload_called(const char *name) {
    for (size_t w = 0; w < sizeof workloads / sizeof workloads[0]; w++) {
        if (strcmp(workloads[w].name, name) == 0) return &workloads[w];
    }
    return NULL;
}

static int print_rows(void) {
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) puts(rows[r]->name);
    return 0;
}

int main(int argc, char **argv) {
    static job_t job;
    static char line[BUFSIZ];
    setvbuf(stdout, line, _IOLBF, sizeof line);
    resident_small_pages();
    if (argc == 2 && strcmp(argv[1], "rows") == 0) return print_rows();
    job.random.state = argc == 4 ? strtoull(argv[1], NULL, 0) : 0;
    job.by = argc == 4 ? row_called(argv[2]) : NULL;
    job.work = argc == 4 ? workload_called(argv[3]) : NULL;
    if (job.by == NULL || job.work == NULL) {
        fputs("usage: heaps SEED ALLOCATOR WORKLOAD, or heaps rows\n", stderr);
        return 2;
    }
    if (job.by->least <= job.work->least && job.work->most <= job.by->most) row(&job);
    return 0;
}
