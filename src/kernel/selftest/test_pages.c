/* Pages of the machine's own memory: what a frame holds when it is handed out, and when it was given back. */
#include "case.h"
#include "window.h"

static bool holds(const page_t *page, int64_t value) {
    const volatile int64_t *word = page->word;
    for (uint32_t k = 0; k < PAGE_WORDS; k++) {
        if (word[k] != value) return false;
    }
    return true;
}

/* The frame that was just written to and given back comes again, and nothing of what was written. */
void test_page_zeroed(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    frame_t dirty = pmm_alloc_in(pmm, window_frames());
    CHECK(c, dirty != FRAME_NONE);
    page_t *page = window_pointer(dirty);
    for (uint32_t k = 0; k < PAGE_WORDS; k++) page->word[k] = -1 - (int64_t)k;
    CHECK_EQUAL(c, pmm_free(pmm, dirty), MM_OK);
    CHECK_EQUAL(c, memory_alloc_zeroed(c->memory), dirty);
    CHECK(c, holds(page, 0));
    CHECK_EQUAL(c, pmm_owner(pmm, dirty), OWNER_ALLOCATED);
    CHECK_EQUAL(c, pmm_free(pmm, dirty), MM_OK);
    CHECK(c, pmm_check(pmm));
}

/* Whether the kernel was built to poison what it gives back or not: it does that. */
void test_page_poisoned(case_t *c) {
    pmm_t *pmm = &c->memory->pmm;
    frame_t frame = memory_alloc_zeroed(c->memory);
    CHECK(c, frame != FRAME_NONE);
    const page_t *page = window_pointer(frame);
    CHECK_EQUAL(c, memory_free(c->memory, frame), MM_OK);
    CHECK(c, holds(page, KERNEL_POISON ? PAGE_POISON : 0));
    CHECK_EQUAL(c, memory_free(c->memory, frame), MM_EFREE);
    CHECK_EQUAL(c, memory_alloc_zeroed(c->memory), frame);
    CHECK(c, holds(page, 0));
    CHECK_EQUAL(c, page_free_poisoned(pmm, window_pointer(0), frame), MM_OK);
    CHECK(c, holds(page, PAGE_POISON));
    CHECK(c, pmm_check(pmm));
}
