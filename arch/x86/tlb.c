/* Forgetting what the processor remembers of page tables. INVLPG exists since the 486, global pages since the Pentium Pro. */
#include "tlb.h"
#include "control.h"
#include "cpu.h"

#define MANY       32u /* more pages than this: everything at once costs less */
#define HALF       (PAGE_LIMIT / 2u)
#define PAGE_BYTES 4096u

/* The bits of an address above its page number's repeat the highest of that; of an address without them INVLPG forgets nothing. */
static uintptr_t address_of(pageno_t page) {
    uintptr_t address = (uintptr_t)page * PAGE_BYTES;
    return page < HALF ? address : address | (uintptr_t)ADDRESS_TOP * HALF * PAGE_BYTES;
}

/* A change of CR4.PGE forgets all, global pages too; where it is clear none is global, and CR3 written anew forgets all the rest.
   Intel SDM vol. 3A, 4.10.4.1. Processors without CPUID have no CR4. */
static void forget_all(void) {
    uintptr_t cr4 = cpu_features()->pge ? cr4_read() : 0;
    if ((cr4 & CR4_PGE) != 0) {
        cr4_write(cr4 & ~(uintptr_t)CR4_PGE);
        cr4_write(cr4);
    } else {
        cr3_write(cr3_read());
    }
}

void tlb_forget(pageno_t first, pageno_t count) {
    if (count > MANY) {
        forget_all();
    } else {
        for (pageno_t page = first; page < first + count; page++) invlpg(address_of(page));
    }
}
