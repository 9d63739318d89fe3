#include "page.h"

/* Write the same word all over a page. */
/*@ requires valid: \valid(page);
  @ terminates \true; exits \false;
  @ assigns page->word[0 .. PAGE_WORDS - 1];
  @ ensures take: PageAll(page, value);
  @*/
static void fill(page_t *page, int64_t value) {
    /*@ loop invariant bound: 0 <= k <= PAGE_WORDS;
      @ loop invariant take:  \forall integer j; 0 <= j < k ==> page->word[j] == value;
      @ loop assigns k, page->word[0 .. PAGE_WORDS - 1];
      @ loop variant PAGE_WORDS - k;
      @*/
    for (uint32_t k = 0; k < PAGE_WORDS; k++) page->word[k] = value;
}

frame_t page_alloc_zeroed(pmm_t *pmm, page_t *pages, frame_t below) {
    frame_t frame = pmm_alloc_in(pmm, below < WINDOW_LIMIT ? below : WINDOW_LIMIT);
    if (frame == FRAME_NONE) return FRAME_NONE;
    //@ assert take: FramesTake{Pre, Here}(pmm, frame, frame + 1) && frame < below && frame < WINDOW_LIMIT;
    //@ assert valid: \valid(pages + frame);
    //@ ghost taken:;
    fill(&pages[frame], 0);
    //@ assert unchanged: PagesSameBut{Pre, Here}(pages, frame);
    //@ assert valid: PmmMemory(pmm);
    //@ assert valid: PmmInv(pmm);
    return frame;
}

mm_status_t page_free_poisoned(pmm_t *pmm, page_t *pages, frame_t frame) {
    mm_status_t status = pmm_free(pmm, frame);
    if (status == MM_OK && frame < WINDOW_LIMIT) fill(&pages[frame], PAGE_POISON);
    return status;
}
