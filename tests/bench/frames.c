/* What a frame costs. Run as `frames FRAMES WORKLOAD...`: prints a line for each workload and allocator (meter.h). The table below
   says what the workloads are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "meter.h"
#include "plain.h"
#include "shape.h"

/* Most frames that a loop holds, and most operations of one that takes frames for good. */
#define HELD_LIMIT 0x40000u

/* Frames that `churn` gives and takes. */
#define CHURN_FRAMES 0x8000u

/* Plain first fit is measured up to 1 GiB only, and a few times: its cost grows with the memory. */
#define FIRSTFIT_LIMIT 0x40000u

/* The runtime twin walks every frame, which takes seconds beyond 16 GiB. */
#define CHECK_LIMIT 0x400000u

typedef struct workload workload_t;

/* One loop to measure. */
typedef struct {
    const workload_t *work;
    const allocator_t *by;
    pmm_t *pmm;
    uint32_t operations, count, align;
    frame_t *held;   /* what the loop took and has not given back */
    uint32_t *order; /* places in `held`, at random */
} job_t;

/* A workload. `loop` returns how many answers were wrong. */
struct workload {
    const char *name;
    shape_t shape;
    uint64_t (*loop)(const job_t *job);
    uint32_t operations, count, align;
};

static uint64_t pair(const job_t *job) {
    uint64_t wrong = 0;
    for (uint32_t i = 0; i < job->operations; i++)
        wrong += job->by->give(job->pmm, job->by->alloc(job->pmm)) != MM_OK;
    return wrong;
}

static uint64_t fill(const job_t *job) {
    for (uint32_t i = 0; i < job->operations; i++) job->held[i] = job->by->alloc(job->pmm);
    return 0;
}

static uint64_t churn(const job_t *job) {
    uint64_t wrong = 0;
    for (uint32_t i = 0; i < job->operations; i++) {
        frame_t *slot = &job->held[job->order[i]];
        wrong += job->by->give(job->pmm, *slot) != MM_OK;
        *slot = job->by->alloc(job->pmm);
    }
    return wrong;
}

static uint64_t runs(const job_t *job) {
    uint64_t wrong = 0;
    frame_t first = 0;
    for (uint32_t i = 0; i < job->operations; i++) {
        wrong += job->by->alloc_run(job->pmm, job->count, job->align, ZONE_ANY, &first) != MM_OK;
        wrong += first & (job->align - 1);
        wrong += job->by->give_run(job->pmm, first, job->count) != MM_OK;
    }
    return wrong;
}

static uint64_t fail(const job_t *job) {
    uint64_t wrong = 0;
    frame_t first = 0;
    for (uint32_t i = 0; i < job->operations; i++)
        wrong += job->by->alloc_run(job->pmm, job->count, job->align, ZONE_ANY, &first) != MM_ENOMEM;
    return wrong;
}

/* `churn` starts where a long churn ends: the holes are filled from below. */
static const workload_t workloads[] = {
    {"pair", shape_empty, pair, 10000, 1, 1},             /* take a frame and give it back */
    {"fill", shape_empty, fill, HELD_LIMIT, 1, 1},        /* take frames and keep them */
    {"refill10", shape_tenth, fill, HELD_LIMIT, 1, 1},    /* likewise, a tenth is free */
    {"refill1", shape_hundredth, fill, HELD_LIMIT, 1, 1}, /* likewise, a hundredth */
    {"churn", shape_packed, churn, 20000, 1, 1},          /* give any frame back, take one */
    {"run64", shape_blocks, runs, 2000, 64, 64},          /* take a run, give it back */
    {"run512", shape_blocks, runs, 2000, 512, 512},       /* likewise, 2 MiB */
    {"fail64", shape_alternate, fail, 2000, 64, 64},      /* ask for a run, there is none */
    {"fail512", shape_alternate, fail, 2000, 512, 512},   /* likewise, 2 MiB */
    {"any", shape_blocks, runs, 500, 100, 1},             /* a run at any place */
};

static const allocator_t ours = {"pmm", pmm_alloc, pmm_free, pmm_alloc_contiguous, pmm_free_contiguous};

static void give_up(const workload_t *work, const job_t *job, const char *what) {
    fprintf(stderr, "frames: %s %s %u: %s\n", work->name, job->by->name, job->pmm->nframes, what);
    exit(1);
}

static void *memory(size_t bytes) {
    void *p = malloc(bytes);
    if (p != NULL) return p;
    fprintf(stderr, "frames: no memory for tables of %zu bytes\n", bytes);
    exit(1);
}

static bool singles(const workload_t *work) { return work->count == 1; }

/* Has this workload a row for this allocator? */
static bool wanted(const workload_t *work, const allocator_t *by, uint32_t nframes) {
    if (by == &plain_firstfit) return nframes <= FIRSTFIT_LIMIT;
    return by != &plain_wordscan || strcmp(work->name, "any") == 0;
}

/* As many operations as the workload says, but no more than there are frames to take. */
static uint32_t operations(const workload_t *work, const allocator_t *by, uint32_t nframes) {
    bool slow = by == &plain_firstfit;
    uint32_t most = !slow ? work->operations : singles(work) ? 500 : 10;
    if (work->loop != fill) return most;
    uint32_t there = shape_count(work->shape, nframes, slow ? nframes / 2 : ZONE_ISA);
    return there < most ? there : most;
}

/* Frames that are taken, from all over the memory, where plain requests may get them back. */
static uint32_t hold(const job_t *job) {
    uint32_t nframes = job->pmm->nframes, step = nframes / CHURN_FRAMES > 0 ? nframes / CHURN_FRAMES : 1,
             n = 0;
    for (frame_t f = ZONE_ISA; f < nframes; f += step) {
        if (freemap_test(&job->pmm->free, f)) job->held[n++] = f;
    }
    return n;
}

static void shuffle(const job_t *job, uint32_t places) {
    for (uint32_t i = 0; i < job->operations; i++) job->order[i] = (uint32_t)(shape_random(i) % places);
}

/* First fit fills the memory from below. Make the lower half full, and the upper one empty for `churn`: that is how first
   fit leaves it, and the middle of its way when it fills the memory, on which it slows down. */
static void fill_below(const workload_t *work, const job_t *job) {
    uint32_t half = job->pmm->nframes / WORD_BITS / 2;
    memset(job->pmm->free.words, 0xFF, half * sizeof(word_t));
    if (work->loop == churn) memset(job->pmm->free.words + half, 0, half * sizeof(word_t));
}

/* Bring the memory into the state where the loop starts. */
static void prepare(const workload_t *work, const job_t *job) {
    if (job->by == &plain_null && work->loop != churn) return;
    shape_memory(job->pmm, work->shape);
    if (job->by == &plain_firstfit && (work->loop == fill || work->loop == churn)) fill_below(work, job);
    if (work->loop == churn) shuffle(job, hold(job));
}

/* Were the frames first .. first+count-1 free before the loop, and outside of the zone that is kept back? */
static bool were_free(const workload_t *work, const job_t *job, frame_t first, uint32_t count) {
    bool good = job->by != &ours || first >= ZONE_ISA;
    for (frame_t f = first; f < first + count; f++)
        good = good && f < job->pmm->nframes && shape_free(work->shape, job->pmm->nframes, f);
    return good;
}

/* Give everything back that `fill` took: a frame that was handed out twice is refused the second time. */
static void empty(const workload_t *work, const job_t *job) {
    bool all = job->by == &ours && job->operations < HELD_LIMIT;
    if (all && job->by->alloc(job->pmm) != FRAME_NONE)
        give_up(work, job, "there is a frame more than there should be");
    for (uint32_t i = 0; i < job->operations; i++) {
        if (!were_free(work, job, job->held[i], 1))
            give_up(work, job, "took a frame that was not free, or none");
        if (job->by->give(job->pmm, job->held[i]) != MM_OK) give_up(work, job, "handed a frame out twice");
    }
}

/* Look at one run closely. */
static void look(const workload_t *work, const job_t *job) {
    frame_t first = 0;
    if (job->by->alloc_run(job->pmm, job->count, job->align, ZONE_ANY, &first) != MM_OK ||
        first % job->align != 0 || !were_free(work, job, first, job->count))
        give_up(work, job, "no run, or a wrong one");
    if (job->by->give_run(job->pmm, first, job->count) != MM_OK) give_up(work, job, "cannot give a run back");
}

static uint64_t loop(void *job) { return ((const job_t *)job)->work->loop(job); }

/* Is what the loop did right? Leaves the memory as it was before it. */
static void check(void *measured, uint64_t wrong) {
    const job_t *job = measured;
    const workload_t *work = job->work;
    if (job->by == &plain_null) return;
    if (wrong != 0) give_up(work, job, "wrong answers");
    if (work->loop == fill) empty(work, job);
    if (work->loop == runs) look(work, job);
    if (job->by == &ours && !meter_counts() && job->pmm->nframes <= CHECK_LIMIT && !pmm_check(job->pmm))
        give_up(work, job, "the invariant is broken");
}

static void row(const workload_t *work, const allocator_t *by, job_t *job) {
    uint32_t nframes = job->pmm->nframes;
    if (!wanted(work, by, nframes)) return;
    job->work = work;
    job->by = by;
    job->count = work->count;
    job->align = work->align;
    job->operations = operations(work, by, nframes);
    prepare(work, job);
    meter(&(metered_t){work->name, by->name, nframes, job->operations, loop, check, job});
}

static bool run(const char *name, job_t *job) {
    const allocator_t *allocators[] = {&plain_null, &ours, &plain_firstfit, &plain_wordscan};
    for (size_t w = 0; w < sizeof workloads / sizeof workloads[0]; w++) {
        if (strcmp(workloads[w].name, name) != 0) continue;
        for (size_t a = 0; a < sizeof allocators / sizeof allocators[0]; a++)
            row(&workloads[w], allocators[a], job);
        return true;
    }
    fprintf(stderr, "frames: there is no workload %s\n", name);
    return false;
}

/* The map says that no frame is usable, because the shapes say which are free: that keeps pmm_init short. */
static bool boot(pmm_t *pmm, uint32_t nframes) {
    memmap_t map;
    memmap_init(&map);
    return pmm_init(pmm, &map, nframes, memory(sizeof(word_t) * FREEMAP_SIZE((size_t)nframes)),
                    memory(nframes)) == MM_OK;
}

int main(int argc, char **argv) {
    unsigned long nframes = argc > 2 ? strtoul(argv[1], NULL, 0) : 0;
    pmm_t pmm;
    /* Powers of two have no half word at the end; 64 MiB have a block behind the zone that is kept back. */
    if (nframes < 0x4000u || nframes > FRAME_LIMIT || (nframes & (nframes - 1)) != 0 ||
        !boot(&pmm, (uint32_t)nframes)) {
        fprintf(stderr, "usage: frames FRAMES WORKLOAD..., FRAMES a power of two from 16384 to %u\n",
                FRAME_LIMIT);
        return 2;
    }
    job_t job = {.pmm = &pmm,
                 .held = memory(HELD_LIMIT * sizeof(frame_t)),
                 .order = memory(HELD_LIMIT * sizeof(uint32_t))};
    for (int i = 2; i < argc; i++) {
        if (!run(argv[i], &job)) return 2;
    }
    return 0;
}
