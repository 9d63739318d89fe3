/* What a page costs. Run as `pages PAGES WORKLOAD...`: prints a line for each workload, with our paging and with one that does
   nothing (meter.h). The table below says what the workloads are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "meter.h"
#include "paging_map_range.h"
#include "paging_unmap_large.h"
#include "paging_space.h"
#include "shape.h"
#include "told.h"

#define OWN_HALF (KERNEL_FIRST == 0 ? PAGE_LIMIT / 2 : 0) /* the first page that is not the kernel's */
#define RIGHTS   (RIGHT_USER | RIGHT_WRITE)

/* Something to measure. */
typedef struct {
    const char *name;
    mm_status_t (*map)(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights);
    unmapped_t (*unmap)(const paging_t *p, frame_t root, pageno_t page);
    frame_t (*translate)(const paging_t *p, frame_t root, pageno_t page);
    mm_status_t (*map_range)(const paging_t *p, frame_t root, pageno_t first, frame_t frame, pageno_t count,
                             uint32_t rights);
    mm_status_t (*unmap_range)(const paging_t *p, frame_t root, pageno_t first, pageno_t count);
    mm_status_t (*map_large)(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t level,
                             uint32_t rights);
    unmapped_t (*unmap_large)(const paging_t *p, frame_t root, pageno_t page);
    mm_status_t (*end)(const paging_t *p, frame_t root);
} pager_t;

/* How the pages are mapped. */
typedef enum { UNMAPPED, SMALL, LARGE } mapped_t;

typedef struct workload workload_t;

/* One loop to measure. */
typedef struct {
    const workload_t *work;
    const pager_t *by;
    const paging_t *paging;
    frame_t root;
    uint32_t pages;
    uint32_t tables; /* before anything is mapped */
    frame_t *frame;  /* for each page: in a row */
    uint32_t *order; /* pages, at random */
    mapped_t mapped;
} job_t;

/* A workload. `loop` adds up what it is answered, `right` says to what. */
struct workload {
    const char *name;
    uint64_t (*loop)(const job_t *job);
    uint64_t (*right)(const job_t *job);
    mapped_t before, after; /* how the pages are mapped before the loop, and after it */
};

static uint64_t map(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++)
        sum += job->by->map(job->paging, job->root, OWN_HALF + i, job->frame[i], RIGHTS) == MM_OK;
    return sum;
}

static uint64_t unmap(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++) {
        unmapped_t was = job->by->unmap(job->paging, job->root, OWN_HALF + i);
        sum += was.status == MM_OK ? was.frame : 0;
    }
    return sum;
}

static uint64_t translate(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++) sum += job->by->translate(job->paging, job->root, OWN_HALF + i);
    return sum;
}

static uint64_t translate_random(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++)
        sum += job->by->translate(job->paging, job->root, OWN_HALF + job->order[i]);
    return sum;
}

static uint64_t translate_hot(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++) sum += job->by->translate(job->paging, job->root, OWN_HALF);
    return sum;
}

static uint64_t map_range(const job_t *job) {
    return job->by->map_range(job->paging, job->root, OWN_HALF, job->frame[0], job->pages, RIGHTS) == MM_OK;
}

static uint64_t unmap_range(const job_t *job) {
    return job->by->unmap_range(job->paging, job->root, OWN_HALF, job->pages) == MM_OK;
}

/* Large pages: as many as all pages are; the rest, where they are fewer than one, is not measured. */
static uint64_t map_large(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i += SPAN_2)
        sum += job->by->map_large(job->paging, job->root, OWN_HALF + i, job->frame[i], 2, RIGHTS) == MM_OK;
    return sum;
}

static uint64_t unmap_large(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i += SPAN_2) {
        unmapped_t was = job->by->unmap_large(job->paging, job->root, OWN_HALF + i);
        sum += was.status == MM_OK ? was.frame : 0;
    }
    return sum;
}

static uint64_t end(const job_t *job) { return job->by->end(job->paging, job->root) == MM_OK; }

static uint64_t right_map(const job_t *job) { return job->pages; }

static uint64_t right_all(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++) sum += job->frame[i];
    return sum;
}

static uint64_t right_random(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i++) sum += job->frame[job->order[i]];
    return sum;
}

static uint64_t right_hot(const job_t *job) { return (uint64_t)job->frame[0] * job->pages; }

static uint64_t right_map_large(const job_t *job) { return job->pages / SPAN_2; }

static uint64_t right_unmap_large(const job_t *job) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < job->pages; i += SPAN_2) sum += job->frame[i];
    return sum;
}

static uint64_t right_once(const job_t *job) {
    (void)job;
    return 1;
}

static const workload_t workloads[] = {
    {"map", map, right_map, UNMAPPED, SMALL},                  /* each page in turn, tables on demand */
    {"unmap", unmap, right_all, SMALL, UNMAPPED},              /* likewise; tables go when they are empty */
    {"translate", translate, right_all, SMALL, SMALL},         /* likewise */
    {"random", translate_random, right_random, SMALL, SMALL},  /* any page */
    {"hot", translate_hot, right_hot, SMALL, SMALL},           /* one page again and again */
    {"map_range", map_range, right_once, UNMAPPED, SMALL},     /* all pages at once */
    {"unmap_range", unmap_range, right_once, SMALL, UNMAPPED}, /* likewise */
    {"map_large", map_large, right_map_large, UNMAPPED,
     LARGE}, /* large pages of level 2, as many as all pages are */
    {"unmap_large", unmap_large, right_unmap_large, LARGE, UNMAPPED}, /* likewise */
    {"end", end, right_once, SMALL, SMALL}, /* the space of all these pages ends: frames are free, too */
};

static mm_status_t null_map(const paging_t *p, frame_t root, pageno_t page, frame_t frame, uint32_t rights) {
    (void)p, (void)root, (void)page, (void)frame, (void)rights;
    return MM_OK;
}

static unmapped_t null_unmap(const paging_t *p, frame_t root, pageno_t page) {
    (void)p, (void)root, (void)page;
    return (unmapped_t){MM_OK, FRAME_NONE};
}

static frame_t null_translate(const paging_t *p, frame_t root, pageno_t page) {
    (void)p, (void)root, (void)page;
    return FRAME_NONE;
}

static mm_status_t null_map_range(const paging_t *p, frame_t root, pageno_t first, frame_t frame,
                                  pageno_t count, uint32_t rights) {
    (void)p, (void)root, (void)first, (void)frame, (void)count, (void)rights;
    return MM_OK;
}

static mm_status_t null_unmap_range(const paging_t *p, frame_t root, pageno_t first, pageno_t count) {
    (void)p, (void)root, (void)first, (void)count;
    return MM_OK;
}

static mm_status_t null_map_large(const paging_t *p, frame_t root, pageno_t page, frame_t frame,
                                  uint32_t level, uint32_t rights) {
    (void)p, (void)root, (void)page, (void)frame, (void)level, (void)rights;
    return MM_OK;
}

static mm_status_t null_end(const paging_t *p, frame_t root) {
    (void)p, (void)root;
    return MM_OK;
}

static const pager_t nothing = {"null",           null_map,       null_unmap, null_translate, null_map_range,
                                null_unmap_range, null_map_large, null_unmap, null_end};
static const pager_t ours = {"paging",         paging_map,         paging_unmap,
                             paging_translate, paging_map_range,   paging_unmap_range,
                             paging_map_large, paging_unmap_large, paging_free_space};

static void give_up(const job_t *job, const char *what) {
    fprintf(stderr, "pages: %s %s %u: %s\n", job->work ? job->work->name : "boot", job->by->name, job->pages,
            what);
    exit(1);
}

/* Zeros, of which only those that are touched take memory. */
static void *memory(size_t count, size_t bytes) {
    void *p = calloc(count, bytes);
    if (p != NULL) return p;
    fprintf(stderr, "pages: no memory for %zu times %zu bytes\n", count, bytes);
    exit(1);
}

static uint32_t tables(const job_t *job) { return pmm_count(job->paging->pmm, OWNER_TABLE); }

/* Each page that goes is told, and each table that goes with it; a page that comes is not. */
static void check_told(const job_t *job, uint64_t told, uint32_t tables_before) {
    uint64_t gone = job->mapped != UNMAPPED ? 0 : job->pages + (tables_before - tables(job));
    if (told != gone) give_up(job, "the TLB was told too little or too much");
}

static const workload_t *work_of(uint64_t (*loop)(const job_t *job)) {
    const workload_t *work = workloads;
    while (work->loop != loop) work++;
    return work;
}

/* Map everything, small or large, or unmap it. */
static void change(job_t *job, mapped_t how) {
    const bool large = how == LARGE || job->mapped == LARGE;
    const workload_t *work =
        how == UNMAPPED ? work_of(large ? unmap_large : unmap) : work_of(large ? map_large : map);
    uint64_t told = told_pages;
    uint32_t before = tables(job);
    const job_t by_us = {
        .by = &ours, .paging = job->paging, .root = job->root, .pages = job->pages, .frame = job->frame};
    job->mapped = how;
    if (work->loop(&by_us) != work->right(&by_us)) give_up(job, "wrong answers");
    check_told(job, told_pages - told, before);
    if (how == UNMAPPED && tables(job) != job->tables) give_up(job, "a table is left over");
}

static void bring(job_t *job, mapped_t how) {
    if (job->mapped == how) return;
    if (job->mapped != UNMAPPED) change(job, UNMAPPED);
    if (how != UNMAPPED) change(job, how);
}

/* A frame for each page, in a row. */
static void take_frames(job_t *job) {
    frame_t first = FRAME_NONE;
    uint32_t align = job->pages % SPAN_2 == 0 ? SPAN_2 : 1;
    if (pmm_alloc_contiguous(job->paging->pmm, job->pages, align, job->paging->pmm->nframes, &first) != MM_OK)
        give_up(job, "there are no frames in a row");
    for (uint32_t i = 0; i < job->pages; i++) job->frame[i] = first + i;
}

/* After a space came to an end: another, and frames for its pages. */
static void begin(job_t *job) {
    if (tables(job) + 1 != job->tables || pmm_count(job->paging->pmm, OWNER_MAPPED) != 0)
        give_up(job, "something is left over");
    job->mapped = UNMAPPED;
    job->root = paging_new_space(job->paging);
    take_frames(job);
}

static uint64_t loop(void *job) { return ((const job_t *)job)->work->loop(job); }

/* Is what the loop did right? Leaves the pages as they were before it. */
static void check(void *measured, uint64_t answer) {
    job_t *job = measured;
    if (job->by == &nothing) return;
    if (answer != job->work->right(job)) give_up(job, "wrong answers");
    job->mapped = job->work->after;
    if (job->work->loop == end) begin(job);
    if (!meter_counts() && !pmm_check(job->paging->pmm)) give_up(job, "the invariant is broken");
    bring(job, job->work->before);
}

static bool run(const char *name, job_t *job) {
    const pager_t *pagers[] = {&nothing, &ours};
    for (size_t w = 0; w < sizeof workloads / sizeof workloads[0]; w++) {
        if (strcmp(workloads[w].name, name) != 0) continue;
        job->work = &workloads[w];
        if ((job->work->before == LARGE || job->work->after == LARGE) && job->pages % SPAN_2 != 0)
            return true;
        for (size_t a = 0; a < sizeof pagers / sizeof pagers[0]; a++) {
            job->by = pagers[a];
            bring(job, job->work->before);
            meter(&(metered_t){name, job->by->name, job->pages, job->pages, loop, check, job});
        }
        return true;
    }
    fprintf(stderr, "pages: there is no workload %s\n", name);
    return false;
}

static frame_t table_frame(pmm_t *pmm) {
    frame_t frame = pmm_alloc(pmm);
    pmm_set_owner(pmm, frame, OWNER_TABLE);
    return frame;
}

/* All frames are usable: for the pages, for all tables that they could need, and for those whom plain requests leave alone. */
static void boot(pmm_t *pmm, paging_t *paging, job_t *job) {
    uint32_t nframes = job->pages + job->pages / 16 + 2 * ZONE_ISA;
    memmap_t map_of_all;
    memmap_init(&map_of_all);
    memmap_add_usable(&map_of_all, 0, (uint64_t)nframes * FRAME_SIZE);
    pmm_init(pmm, &map_of_all, nframes, memory(FREEMAP_SIZE((size_t)nframes), sizeof(word_t)),
             memory(nframes, 1));
    *paging = (paging_t){.pmm = pmm, .features = FEATURE_LARGE};
    tables_init(&paging->tables, memory(nframes, sizeof(table_t)), memory(nframes, sizeof(uint16_t)), nframes,
                table_frame(pmm));
    job->paging = paging;
    job->root = table_frame(pmm);
    tables_new_root(&paging->tables, job->root);
    job->tables = tables(job);
    job->frame = memory(job->pages, sizeof *job->frame);
    job->order = memory(job->pages, sizeof *job->order);
    take_frames(job);
    for (uint32_t i = 0; i < job->pages; i++) job->order[i] = (uint32_t)(shape_random(i) % job->pages);
}

int main(int argc, char **argv) {
    unsigned long pages = argc > 2 ? strtoul(argv[1], NULL, 0) : 0;
    if (pages == 0 || pages > PAGE_LIMIT / 2 || pages > FRAME_LIMIT / 2) {
        fprintf(stderr, "usage: pages PAGES WORKLOAD..., PAGES from 1 to %llu\n",
                (unsigned long long)(PAGE_LIMIT / 2 < FRAME_LIMIT / 2 ? PAGE_LIMIT / 2 : FRAME_LIMIT / 2));
        return 2;
    }
    pmm_t pmm;
    paging_t paging = {0};
    job_t job = {.pages = (uint32_t)pages, .by = &ours};
    boot(&pmm, &paging, &job);
    for (int i = 2; i < argc; i++) {
        if (!run(argv[i], &job)) return 2;
    }
    return 0;
}
