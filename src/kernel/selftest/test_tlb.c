/* The TLB: a page that leads elsewhere than before is seen there once tlb_forget was told, in either half of the address space.
   That it was remembered until then is allowed and not promised, so that is counted and printed only. */
#include "case.h"
#include "cpu.h"
#include "early_map.h"
#include "log.h"
#include "paging_address.h"
#include "tlb.h"
#include "window.h"

#define FIRST  64u /* pages of the test range that no other case uses */
#define BEFORE 0x0BEF04E0u
#define AFTER  0x00AF7E40u

/* One page, the most that are forgotten one by one, one more than these, and many. */
static const uint32_t counts[] = {1, 32, 33, 200};

enum { COUNTS = sizeof counts / sizeof counts[0], REGISTERS = 4 };

typedef struct {
    frame_t before, after;
    uint32_t rights;
    uint32_t looks,
        remembered; /* pages that were looked at before the TLB was told, and that still led to `before` */
} stale_t;

static uint32_t look(bool upper, uint32_t k) {
    return *(volatile uint32_t *)(upper ? early_upper_address(FIRST + k) : early_address(FIRST + k));
}

static void check_forgotten(case_t *c, stale_t *s, bool upper, uint32_t count) {
    for (uint32_t k = 0; k < count; k++) early_map(FIRST + k, s->before, s->rights);
    for (uint32_t k = 0; k < count; k++) CHECK_EQUAL(c, look(upper, k), BEFORE);
    for (uint32_t k = 0; k < count; k++) early_map_quietly(FIRST + k, s->after, s->rights);
    for (uint32_t k = 0; k < count; k++) s->remembered += look(upper, k) == BEFORE;
    s->looks += count;
    tlb_forget(paging_page(upper ? early_upper_address(FIRST) : early_address(FIRST)), count);
    for (uint32_t k = 0; k < count; k++) CHECK_EQUAL(c, look(upper, k), AFTER);
}

/* A frame of the window, with this in its first word; FRAME_NONE when there is none. */
static frame_t frame_with(case_t *c, uint32_t value) {
    frame_t frame = pmm_alloc_in(&c->memory->pmm, window_frames());
    if (frame != FRAME_NONE) *(volatile uint32_t *)window_pointer(frame) = value;
    return frame;
}

static void check_all(case_t *c, uint32_t rights) {
    stale_t s = {.before = frame_with(c, BEFORE), .after = frame_with(c, AFTER), .rights = rights};
    CHECK(c, s.before != FRAME_NONE && s.after != FRAME_NONE);
    for (uint32_t i = 0; i < 2 * COUNTS; i++) {
        check_forgotten(c, &s, i >= COUNTS, counts[i % COUNTS]);
        CHECK_STILL_GOOD(c);
    }
    for (uint32_t k = 0; k < counts[COUNTS - 1]; k++) early_unmap(FIRST + k);
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, s.before), MM_OK);
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, s.after), MM_OK);
    log_note("tlb: %u of %u pages were remembered until it was told", s.remembered, s.looks);
}

/* Forgetting may switch something for a moment, but not for longer. */
static void check_and_compare_registers(case_t *c, uint32_t rights) {
    cpu_register_t was[REGISTERS], is;
    for (uint32_t i = 0; i < REGISTERS; i++) CHECK(c, cpu_control_register(i, &was[i]));
    check_all(c, rights);
    CHECK_STILL_GOOD(c);
    for (uint32_t i = 0; i < REGISTERS; i++) {
        CHECK(c, cpu_control_register(i, &is));
        CHECK_EQUAL(c, is.value, was[i].value);
    }
}

void test_tlb(case_t *c) { check_and_compare_registers(c, EARLY_WRITE); }

void test_tlb_global(case_t *c) {
    if (!cpu_global_pages(true)) {
        c->skipped = "this processor has no global pages";
        return;
    }
    check_and_compare_registers(c, EARLY_WRITE | EARLY_GLOBAL);
    cpu_global_pages(false);
}
