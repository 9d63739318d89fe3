/* The frame allocator on the machine's own memory. Exhaust, patterns and free all are one story in three cases. */
#include "case.h"
#include "snapshot.h"
#include "window.h"

/* An odd factor: every frame number gives another word, spread over all its bits. */
#define PATTERN_FACTOR 0x9E3779B1u

static uint32_t free_at_first; /* frames that were free before the memory was exhausted */

void test_alloc_one(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    snapshot_take(c->memory);
    frame_t frame = pmm_alloc(pmm);
    CHECK(c, frame != FRAME_NONE);
    CHECK(c, frame < pmm->nframes);
    CHECK_EQUAL(c, snapshot_owner(c->memory, frame), OWNER_FREE);
    CHECK_EQUAL(c, pmm_owner(pmm, frame), OWNER_ALLOCATED);
    CHECK_EQUAL(c, pmm_free(pmm, frame), MM_OK);
    CHECK(c, snapshot_same(c->memory));
    CHECK(c, pmm_check(pmm));
}

/* Every frame is as it was, except that what was free is allocated. */
static bool only_free_became_allocated(const memory_t *memory) {
    for (frame_t frame = 0; frame < memory->pmm.nframes; frame++) {
        owner_t before = snapshot_owner(memory, frame);
        owner_t expected = before == OWNER_FREE ? OWNER_ALLOCATED : before;
        if (pmm_owner(&memory->pmm, frame) != expected) return false;
    }
    return true;
}

/* Frames that are kept back for ISA devices are the last to go, and only to those who name the zone. */
static frame_t take_any(pmm_t *pmm) {
    frame_t frame = pmm_alloc(pmm);
    return frame != FRAME_NONE ? frame : pmm_alloc_in(pmm, ZONE_ISA);
}

void test_exhaust(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    uint32_t allocations = 0;
    frame_t frame;
    snapshot_take(c->memory);
    free_at_first = count_owner(c->memory, OWNER_FREE);
    CHECK_EQUAL(c, pmm_count(pmm, OWNER_FREE), free_at_first);
    CHECK(c, free_at_first > 0);
    while ((frame = take_any(pmm)) != FRAME_NONE) {
        CHECK(c, frame < pmm->nframes);
        CHECK_EQUAL(c, snapshot_owner(c->memory, frame), OWNER_FREE);
        CHECK_EQUAL(c, pmm_owner(pmm, frame), OWNER_ALLOCATED);
        CHECK(c, ++allocations <= free_at_first);
    }
    CHECK_EQUAL(c, allocations, free_at_first);
    CHECK(c, only_free_became_allocated(c->memory));
    CHECK_EQUAL(c, pmm_alloc(pmm), FRAME_NONE);
    CHECK(c, pmm_check(pmm));
}

/* The same word in every frame: only then do two frames that share memory meet. */
static volatile uint32_t *word_in(frame_t frame) { return window_pointer(frame); }

void test_patterns(case_t *c) {
    const pmm_t *pmm = &c->memory->pmm;
    frame_t end = pmm->nframes < window_frames() ? pmm->nframes : window_frames();
    uint32_t written = 0;
    for (frame_t frame = 0; frame < end; frame++) {
        if (pmm_owner(pmm, frame) != OWNER_ALLOCATED) continue;
        *word_in(frame) = frame * PATTERN_FACTOR;
        written++;
    }
    CHECK(c, written > 0);
    for (frame_t frame = 0; frame < end; frame++) {
        if (pmm_owner(pmm, frame) != OWNER_ALLOCATED) continue;
        CHECK_EQUAL(c, *word_in(frame), frame * PATTERN_FACTOR);
    }
    CHECK(c, pmm_check(pmm));
}

void test_free_all(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    for (frame_t frame = 0; frame < pmm->nframes; frame++) {
        if (pmm_owner(pmm, frame) == OWNER_ALLOCATED) CHECK_EQUAL(c, pmm_free(pmm, frame), MM_OK);
    }
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_FREE), free_at_first);
    CHECK(c, snapshot_same(c->memory));
    CHECK(c, pmm_check(pmm));
}

void test_double_free(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    frame_t frame = pmm_alloc(pmm);
    CHECK(c, frame != FRAME_NONE);
    CHECK_EQUAL(c, pmm_free(pmm, frame), MM_OK);
    snapshot_take(c->memory);
    CHECK_EQUAL(c, pmm_free(pmm, frame), MM_EFREE);
    CHECK(c, snapshot_same(c->memory));
    CHECK(c, pmm_check(pmm));
}

static void check_refused(case_t *c, frame_t frame, mm_status_t status) {
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, frame), status);
    CHECK(c, snapshot_same(c->memory));
}

void test_foreign_free(case_t *c) {
    const frame_t screen = 0xB8;
    const struct {
        frame_t frame;
        mm_status_t status;
    } refusals[] = {
        {FRAME_NONE, MM_EOWNER}, {c->memory->image.first, MM_EOWNER}, {c->memory->metadata.first, MM_EOWNER},
        {screen, MM_EOWNER},     {c->memory->pmm.nframes, MM_ERANGE}, {UINT32_MAX, MM_ERANGE},
    };
    snapshot_take(c->memory);
    for (uint32_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        check_refused(c, refusals[i].frame, refusals[i].status);
        CHECK_STILL_GOOD(c);
    }
    CHECK(c, pmm_check(&c->memory->pmm));
}

void test_frames_at_end(case_t *c) {
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_FREE), free_at_first);
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_ALLOCATED), 0);
    CHECK(c, pmm_check(&c->memory->pmm));
}
