/* A translation look-aside buffer for tests: it remembers what it was shown until it is told to forget.

   Like a processor it never forgets on its own, and what it remembers it may use; unlike one it can be asked. */
#ifndef ARCH_HOST_FAKE_TLB_H
#define ARCH_HOST_FAKE_TLB_H

#include "paging.h"

/* Forget everything, and count anew. */
void fake_tlb_reset(void);

/* Translate `page` in the space of `root`: as remembered, else by the tables, and that is remembered from now on. */
frame_t fake_tlb_translate(const paging_t *p, frame_t root, pageno_t page);

/* Whether all that is remembered, frames and what may be done with them, is what the tables say. Names the first that is not on standard error. */
bool fake_tlb_is_true(const paging_t *p);

/* The space of `root` ended: whether nothing of its own half is remembered. What is of the kernel's half is every space's; it is not
   looked for under this root any more. */
bool fake_tlb_has_left(frame_t root);

/* Pages that tlb_forget was told to forget since the last reset. */
uint32_t fake_tlb_forgotten(void);

/* How often it was told anything since then. */
uint32_t fake_tlb_told(void);

#endif
