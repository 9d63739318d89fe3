/* The root that the processor uses: which space it is in.

   Trusted (proofs/trusted.json), as what a register holds is in no C program to be proved. The contracts say in a ghost number what
   the manuals say; arch/x86/mmu.c has the instructions, arch/host/fake_mmu.c a variable that tests look into. Every processor has a
   root of its own; the ghost number is that of the one that runs this. */
#ifndef API_MMU_H
#define API_MMU_H

#include "machine.h"
#include "tlb.h"

/*@ ghost extern uint32_t mmu_current; */

/* The frame of the root that the processor uses: what CR3 says (Intel SDM vol. 3A, 2.5; tables 4-3 and 4-12). */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == mmu_current;
  @*/
uint32_t mmu_root(void);

/* Use this root from now on: CR3 is written. That forgets the pages that are not global, and all that is remembered of tables
   (Intel SDM vol. 3A, 4.10.4.1; AMD APM vol. 2, 5.5.2). Global pages stay, so what is stale among them stays stale, and the ghost
   numbers do not know which those are: the range of stale pages is as before. */
/*@ requires bound: 0 < root < FRAME_LIMIT;
  @ terminates \true; exits \false;
  @ assigns mmu_current, tlb_links;
  @ ensures take:  mmu_current == root;
  @ ensures stale: tlb_links == 0;
  @*/
void mmu_load_root(uint32_t root);

#endif
