/* What boot must have established before the first allocation. */
#include "case.h"
#include "cpu.h"
#include "rights.h"
#include "window.h"

#define SCREEN_FRAME 0xB8u /* text screen of a PC at 0xB8000: never RAM */

void test_protections(case_t *c) {
    const cpu_features_t *has = cpu_features();
    cpu_protections_t on = cpu_protections();
    bool wide_entries = sizeof(uintptr_t) == 8;
    CHECK(c, on.paging);
    CHECK(c, on.write_protect);
    CHECK_EQUAL(c, on.smep, has->smep);
    CHECK_EQUAL(c, on.smap, has->smap);
    CHECK_EQUAL(c, on.no_execute, has->nx && wide_entries);
}

/* Numbers 0 to 3 are what every processor wakes up with, so that entries of boot mean what they meant. */
void test_kinds(case_t *c) {
    if (!cpu_features()->pat) {
        c->skipped = "the processor has no page attribute table";
        return;
    }
    CHECK_EQUAL(c, cpu_kinds(), PAT_TABLE);
}

static bool all_reserved(const memory_t *memory, frame_span_t span) {
    for (uint32_t i = 0; i < span.count; i++) {
        frame_t frame = span.first + i;
        if (frame >= memory->pmm.nframes || pmm_owner(&memory->pmm, frame) != OWNER_RESERVED) return false;
    }
    return true;
}

/* What the loader left may lie anywhere; where there is a frame for it, nobody may get that frame. */
static bool kept_not_free(const memory_t *memory, const boot_t *boot) {
    boot_range_t range;
    for (uint32_t cursor = 0; boot_next_kept(boot, &cursor, &range) == BOOT_RANGE;) {
        uint64_t end = range.base + range.length;
        for (uint64_t at = range.base & ~(uint64_t)(FRAME_SIZE - 1); at < end; at += FRAME_SIZE) {
            frame_t frame = (frame_t)(at >> FRAME_SHIFT);
            if (frame < memory->pmm.nframes && pmm_owner(&memory->pmm, frame) == OWNER_FREE) return false;
        }
    }
    return true;
}

void test_boot_owners(case_t *c) {
    const pmm_t *pmm = &c->memory->pmm;
    CHECK(c, pmm_check(pmm));
    CHECK(c, c->memory->image.count > 0);
    CHECK(c, all_reserved(c->memory, c->memory->image));
    CHECK(c, c->memory->metadata.count > 0);
    CHECK(c, all_reserved(c->memory, c->memory->metadata));
    CHECK(c, all_reserved(c->memory, c->memory->snapshot));
    CHECK(c, kept_not_free(c->memory, c->boot));
    CHECK(c, pmm_owner(pmm, FRAME_NONE) != OWNER_FREE);
    CHECK(c, pmm->nframes > SCREEN_FRAME);
    CHECK_EQUAL(c, pmm_owner(pmm, SCREEN_FRAME), OWNER_DEVICE);
}

static bool overlap(frame_span_t left, frame_span_t right) {
    return left.first < right.first + right.count && right.first < left.first + left.count;
}

/* In bytes and in 64 bits, straight from the loader's list: not by way of the map that is under test. A range that
   wraps is taken to reach the end of all addresses. */
static bool overlap_range(frame_span_t span, boot_range_t range) {
    uint64_t first = (uint64_t)span.first << FRAME_SHIFT;
    uint64_t end = first + ((uint64_t)span.count << FRAME_SHIFT);
    bool wraps = range.length > UINT64_MAX - range.base;
    return range.length != 0 && range.base < end && (wraps || range.base + range.length > first);
}

static void check_span(case_t *c, frame_span_t span) {
    boot_range_t range;
    boot_step_t step;
    CHECK(c, span.first != 0);
    CHECK(c, span.first + span.count <= window_frames());
    CHECK(c, !overlap(span, c->memory->image));
    for (uint32_t cursor = 0; (step = boot_next_range(c->boot, &cursor, &range)) == BOOT_RANGE;) {
        CHECK(c, range.type == BOOT_USABLE || !overlap_range(span, range));
    }
    for (uint32_t cursor = 0; (step = boot_next_kept(c->boot, &cursor, &range)) == BOOT_RANGE;) {
        CHECK(c, !overlap_range(span, range));
    }
}

void test_boot_disjoint(case_t *c) {
    check_span(c, c->memory->metadata);
    CHECK_STILL_GOOD(c);
    check_span(c, c->memory->snapshot);
    CHECK_STILL_GOOD(c);
    CHECK(c, !overlap(c->memory->metadata, c->memory->snapshot));
}
