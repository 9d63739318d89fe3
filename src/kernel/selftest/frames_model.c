#include "frames_model.h"

/* From so many frames on the allocator keeps those below ZONE_ISA for requests that name that zone. */
#define KEEPS_BACK_FROM 0x2000u

/* What `*first` holds before a request that may not touch it. */
#define UNTOUCHED 0xDEADBEEFu

static bool expect(frames_model_t *m, bool holds, const char *wrong) {
    if (!holds && m->wrong == 0) m->wrong = wrong;
    return holds;
}

static uint32_t band_of(frame_t frame) { return frame < ZONE_ISA ? 0 : frame < BAND_HIGH ? 1 : 2; }

static void set(frames_model_t *m, frame_t first, frame_t end, uint8_t owner) {
    for (frame_t f = first; f < end; f++) {
        if (m->owner[f] == OWNER_FREE) m->free_frames[band_of(f)]--;
        if (owner == OWNER_FREE) m->free_frames[band_of(f)]++;
        m->owner[f] = owner;
    }
}

static bool all_are(const frames_model_t *m, frame_t first, frame_t end, uint8_t owner) {
    for (frame_t f = first; f < end; f++) {
        if (m->owner[f] != owner) return false;
    }
    return true;
}

/* ---- where a run must be ---- */

static frame_t max(frame_t a, frame_t b) { return a > b ? a : b; }
static frame_t min(frame_t a, frame_t b) { return a < b ? a : b; }

/* The lowest run within first .. end-1 that starts before `start_end`, frame by frame. */
static frame_t run_within(const frames_model_t *m, uint32_t count, uint32_t align, frame_t first, frame_t end,
                          frame_t start_end) {
    uint32_t length = 0;
    for (frame_t f = first; f < end; f++) {
        length = m->owner[f] == OWNER_FREE ? length + 1 : 0;
        if (f + 1 - length >= start_end) break;
        frame_t start = f + 1 - count;
        if (length >= count && start < start_end && (start & (align - 1)) == 0) return start;
    }
    return FRAME_NONE;
}

/* The lowest run of the highest band that one starts in; FRAME_NONE when there is none. */
static frame_t best_run(const frames_model_t *m, uint32_t count, uint32_t align, frame_t below) {
    static const frame_t band_first[MODEL_BANDS] = {0, ZONE_ISA, BAND_HIGH};
    static const frame_t band_end[MODEL_BANDS] = {ZONE_ISA, BAND_HIGH, UINT32_MAX};
    bool keeps_back = m->pmm->nframes >= KEEPS_BACK_FROM && below > ZONE_ISA;
    for (uint32_t band = MODEL_BANDS; band-- > (keeps_back ? 1u : 0u);) {
        if (m->free_frames[band] == 0) continue;
        for (uint32_t i = 0; i < m->islands; i++) {
            frame_t first = max(m->island[i].first, band_first[band]), end = min(m->island[i].end, below);
            if (first >= end || end - first < count) continue;
            frame_t found = run_within(m, count, align, first, end, band_end[band]);
            if (found != FRAME_NONE) return found;
        }
    }
    return FRAME_NONE;
}

/* ---- random arguments ---- */

static uint32_t below(frames_model_t *m, uint32_t bound) { return random_below(&m->random, bound); }

static frame_t usual_frame(frames_model_t *m) {
    if (m->islands == 0) return below(m, m->pmm->nframes);
    const island_t *island = &m->island[below(m, m->islands)];
    return island->first + below(m, island->end - island->first);
}

static frame_t any_frame(frames_model_t *m) {
    if (below(m, 16) != 0) return usual_frame(m);
    const frame_t n = m->pmm->nframes;
    const frame_t odd[] = {0, 1, n - 1, n, n + 1, FRAME_LIMIT - 1, FRAME_LIMIT, UINT32_MAX, below(m, n)};
    return odd[below(m, sizeof odd / sizeof odd[0])];
}

static frame_t any_limit(frames_model_t *m) {
    static const frame_t zones[] = {ZONE_ISA,  ZONE_4G, ZONE_WINDOW, ZONE_ANY,  ZONE_ISA + 1,
                                    BAND_HIGH, 0,       1,           UINT32_MAX};
    return below(m, 2) == 0 ? any_frame(m) : zones[below(m, sizeof zones / sizeof zones[0])];
}

static uint32_t any_count(frames_model_t *m) {
    static const uint32_t usual[] = {1, 2, 3, 63, 64, 65, 100, 127, 128, 511, 512, 513, 1023, 1024};
    const uint32_t n = m->pmm->nframes, kind = below(m, 32);
    if (kind >= 16) return 1 + below(m, 20);
    if (kind != 0) return usual[below(m, sizeof usual / sizeof usual[0])];
    const uint32_t odd[] = {0, m->size, n - 1, n, n + 1, UINT32_MAX, 1u << 31, below(m, n)};
    return odd[below(m, sizeof odd / sizeof odd[0])];
}

static uint32_t any_align(frames_model_t *m) {
    uint32_t kind = below(m, 64);
    if (kind == 0) return (uint32_t)random_next(&m->random) >> below(m, 32);
    return 1u << (kind < 32 ? 0 : kind < 60 ? below(m, 11) : below(m, 32));
}

/* ---- steps: each makes one request and knows the answer ---- */

static void took_one(frames_model_t *m, frame_t got, frame_t best, frame_t limit) {
    if (best == FRAME_NONE) {
        m->refused++;
        expect(m, got == FRAME_NONE, "a frame was handed out though none may be");
        return;
    }
    if (!expect(m, got != FRAME_NONE, "no frame was handed out though one is free")) return;
    if (!expect(m, got < m->pmm->nframes && got < limit, "a frame beyond the limit was handed out")) return;
    if (!expect(m, m->owner[got] == OWNER_FREE, "a frame was handed out that is not free")) return;
    if (!expect(m, band_of(got) == band_of(best), "a frame was not of the highest band")) return;
    set(m, got, got + 1, OWNER_ALLOCATED);
    expect(m, pmm_owner(m->pmm, got) == OWNER_ALLOCATED, "a frame handed out is not allocated");
}

static void step_alloc(frames_model_t *m) {
    frame_t best = best_run(m, 1, 1, ZONE_ANY);
    took_one(m, pmm_alloc(m->pmm), best, ZONE_ANY);
}

static void step_alloc_in(frames_model_t *m) {
    frame_t limit = any_limit(m), best = best_run(m, 1, 1, limit), got = pmm_alloc_in(m->pmm, limit);
    took_one(m, got, best, limit);
    expect(m, got == best, "alloc_in: not the lowest frame of the highest band");
}

/* A refusal is counted, so that a test can see that there were some. */
static bool answers(frames_model_t *m, mm_status_t is, mm_status_t should, const char *wrong) {
    if (should != MM_OK) m->refused++;
    return expect(m, is == should, wrong) && is == MM_OK;
}

static void step_alloc_contiguous(frames_model_t *m) {
    uint32_t count = any_count(m), align = any_align(m);
    frame_t limit = any_limit(m), got = UNTOUCHED, best = UNTOUCHED;
    bool senseless = count == 0 || count > m->pmm->nframes || align == 0 || (align & (align - 1)) != 0;
    if (!senseless) best = best_run(m, count, align, limit);
    mm_status_t should = senseless ? MM_EINVAL : best == FRAME_NONE ? MM_ENOMEM : MM_OK;
    mm_status_t is = pmm_alloc_contiguous(m->pmm, count, align, limit, &got);
    if (!answers(m, is, should, "alloc_contiguous: wrong status")) {
        expect(m, is == MM_OK || got == UNTOUCHED, "alloc_contiguous: refused, and wrote a frame");
        return;
    }
    if (!expect(m, got == best, "alloc_contiguous: not the lowest run of the highest band")) return;
    set(m, best, best + count, OWNER_ALLOCATED);
}

static void step_free(frames_model_t *m) {
    frame_t f = any_frame(m);
    mm_status_t should = f >= m->pmm->nframes                       ? MM_ERANGE
                         : m->owner[f] == OWNER_FREE                ? MM_EFREE
                         : f == 0 || m->owner[f] != OWNER_ALLOCATED ? MM_EOWNER
                                                                    : MM_OK;
    if (answers(m, pmm_free(m->pmm, f), should, "free: wrong status")) set(m, f, f + 1, OWNER_FREE);
}

/* Frames around `f` with one owner, sometimes one more than there are; any nonsense when there is no frame `f`. */
static island_t frames_around(frames_model_t *m, frame_t f, uint8_t owner) {
    island_t run = {f, f};
    uint32_t most = any_count(m), n = m->pmm->nframes;
    if (f >= n || below(m, 32) == 0) return (island_t){f, f + most};
    while (run.first > 0 && f - run.first < most / 2 && m->owner[run.first - 1] == owner) run.first--;
    while (run.end < n && run.end - run.first < most && m->owner[run.end] == owner) run.end++;
    if (below(m, 8) == 0) run.end++;
    return run;
}

/* What a request for `count` frames with this owner must be told. */
static mm_status_t run_status(const frames_model_t *m, frame_t first, uint32_t count, uint8_t owner) {
    if (count == 0) return MM_EINVAL;
    if ((uint64_t)first + count > m->pmm->nframes) return MM_ERANGE;
    return first != 0 && all_are(m, first, first + count, owner) ? MM_OK : MM_EOWNER;
}

static void step_free_contiguous(frames_model_t *m) {
    island_t run = frames_around(m, any_frame(m), OWNER_ALLOCATED);
    uint32_t count = run.end - run.first;
    mm_status_t should = run_status(m, run.first, count, OWNER_ALLOCATED);
    mm_status_t is = pmm_free_contiguous(m->pmm, run.first, count);
    if (answers(m, is, should, "free_contiguous: wrong status")) set(m, run.first, run.end, OWNER_FREE);
}

static void step_claim(frames_model_t *m) {
    island_t run = frames_around(m, any_frame(m), OWNER_FREE);
    uint32_t count = run.end - run.first;
    mm_status_t should = run_status(m, run.first, count, OWNER_FREE);
    mm_status_t is = pmm_claim(m->pmm, run.first, count);
    if (answers(m, is, should, "claim: wrong status")) set(m, run.first, run.end, OWNER_ALLOCATED);
}

static void step_claim_device(frames_model_t *m) {
    frame_t first = below(m, 2) == 0 ? any_frame(m) : below(m, m->pmm->nframes + 2);
    uint32_t count = any_count(m);
    mm_status_t should = MM_OK;
    if (count == 0)
        should = MM_EINVAL;
    else if ((uint64_t)first + count > FRAME_LIMIT)
        should = MM_ERANGE;
    else if (!all_are(m, first, min(first + count, m->pmm->nframes), OWNER_DEVICE))
        should = MM_EOWNER;
    answers(m, pmm_claim_device(m->pmm, first, count), should, "claim_device: wrong status");
}

static void step_region(frames_model_t *m) {
    frame_t first = usual_frame(m), end = first + 1;
    while (end < m->pmm->nframes && m->owner[end] == m->owner[first]) end++;
    expect(m, pmm_region_end(m->pmm, first) == end, "region_end: not where the owner changes");
}

/* A frame in use becomes a table or is mapped, or comes back; more often back while memory is being given back. */
static void step_use(frames_model_t *m) {
    frame_t f = any_frame(m);
    uint32_t use = below(m, m->giving ? 2 : 4) == 0 ? OWNER_ALLOCATED + below(m, 4) : OWNER_ALLOCATED;
    if (below(m, 32) == 0)
        use = below(m, 2) == 0 ? below(m, OWNER_STATES + 2) : (uint32_t)random_next(&m->random);
    mm_status_t should = MM_OK;
    if (use < OWNER_ALLOCATED || use > OWNER_SHARED)
        should = MM_EINVAL;
    else if (f >= m->pmm->nframes)
        should = MM_ERANGE;
    else if (m->owner[f] < OWNER_ALLOCATED)
        should = m->owner[f] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
    if (answers(m, pmm_set_owner(m->pmm, f, (owner_t)use), should, "set_owner: wrong status"))
        set(m, f, f + 1, (uint8_t)use);
}

static void step_take(frames_model_t *m) {
    uint32_t kind = below(m, 16);
    if (kind < 8)
        step_alloc(m);
    else if (kind < 10)
        step_alloc_in(m);
    else if (kind < 14)
        step_alloc_contiguous(m);
    else
        step_claim(m);
}

static void step_give(frames_model_t *m) {
    if (below(m, 4) == 0)
        step_free_contiguous(m);
    else
        step_free(m);
}

static void step_any(frames_model_t *m) {
    uint32_t kind = below(m, 32);
    if (kind == 0)
        step_claim_device(m);
    else if (kind == 1)
        step_region(m);
    else if (kind < 5)
        step_use(m);
    else if (below(m, 8) < (m->giving ? 2u : 6u))
        step_take(m);
    else
        step_give(m);
}

/* Taking and giving follow each other like tides, so that memory is now full and now empty. */
static void turn(frames_model_t *m) {
    if (below(m, m->size + 64) != 0) return;
    m->giving = !m->giving;
    if (below(m, 4) == 0) frames_model_give_back(m);
}

bool frames_model_run(frames_model_t *m, uint32_t steps) {
    for (uint32_t i = 0; i < steps && m->wrong == 0; i++) {
        step_any(m);
        turn(m);
        m->step++;
    }
    return m->wrong == 0;
}

/* When there are more islands than there is room for, the last one is all the rest. */
static void add_frame(frames_model_t *m, frame_t frame) {
    m->free_frames[band_of(frame)] += m->owner[frame] == OWNER_FREE;
    m->size++;
    if (m->islands != 0 && (m->island[m->islands - 1].end == frame || m->islands == MODEL_ISLANDS))
        m->island[m->islands - 1].end = frame + 1;
    else
        m->island[m->islands++] = (island_t){frame, frame + 1};
}

void frames_model_init(frames_model_t *m, pmm_t *pmm, uint8_t *owner, uint64_t seed) {
    *m = (frames_model_t){.pmm = pmm, .owner = owner, .random = {seed}};
    for (frame_t f = 0; f < pmm->nframes; f++) {
        owner[f] = (uint8_t)pmm_owner(pmm, f);
        if (owner[f] != OWNER_RESERVED && owner[f] != OWNER_DEVICE) add_frame(m, f);
    }
}

bool frames_model_compare(frames_model_t *m) {
    if (!expect(m, pmm_check(m->pmm), "the invariant does not hold")) return false;
    uint32_t count[OWNER_STATES] = {0};
    for (frame_t f = 0; f < m->pmm->nframes; f++) {
        if (!expect(m, pmm_owner(m->pmm, f) == m->owner[f], "a frame has not the owner it must have"))
            return false;
        count[m->owner[f]]++;
    }
    for (uint32_t state = 0; state < OWNER_STATES; state++)
        expect(m, pmm_count(m->pmm, state) == count[state], "a count is wrong");
    return m->wrong == 0;
}

/* Tables and mapped frames become plain allocated ones first. */
static void unuse(frames_model_t *m, const island_t *island) {
    for (frame_t f = island->first; f < island->end; f++) {
        if (m->owner[f] < OWNER_TABLE) continue;
        expect(m, pmm_set_owner(m->pmm, f, OWNER_ALLOCATED) == MM_OK,
               "a frame in use could not be made allocated");
        set(m, f, f + 1, OWNER_ALLOCATED);
    }
}

static bool give_island(frames_model_t *m, const island_t *island) {
    for (frame_t f = island->first; f < island->end;) {
        frame_t end = f;
        bool run = below(m, 2) == 0;
        while (end < island->end && m->owner[end] == OWNER_ALLOCATED && (run || end == f)) end++;
        if (end == f) {
            f++;
            continue;
        }
        mm_status_t status = run ? pmm_free_contiguous(m->pmm, f, end - f) : pmm_free(m->pmm, f);
        if (!expect(m, status == MM_OK, "an allocated frame could not be given back")) return false;
        set(m, f, end, OWNER_FREE);
        f = end;
    }
    return true;
}

bool frames_model_give_back(frames_model_t *m) {
    for (uint32_t i = 0; i < m->islands; i++) {
        unuse(m, &m->island[i]);
        if (!give_island(m, &m->island[i])) return false;
    }
    return m->wrong == 0;
}
