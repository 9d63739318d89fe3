/* Making the processor forget what it remembers of page tables.

   Trusted (proofs/trusted.json): what an instruction does to a processor's memory of tables is in no C program to be proved. The
   contract says in ghost numbers what the manuals say; arch/x86/tlb.c has the instructions, arch/host/fake_tlb.c a table that
   tests look into. */
#ifndef API_TLB_H
#define API_TLB_H

#include "entry.h"

/*@ ghost
  extern int64_t tlb_from;
  extern int64_t tlb_to;
  extern int64_t tlb_links;
*/

#include "../../specs/tlb.acsl"

/* Forget pages first .. first+count-1 of the space that the processor is in, and where tables are: INVLPG for each page, or when that
   is cheaper everything at once, global pages too. INVLPG forgets the page, global or not, and all that is remembered of tables
   (Intel SDM vol. 3A, 4.10.4.1; AMD APM vol. 2, 5.5.2). Of other spaces nothing is remembered: switching forgets all but global
   pages, which every space has alike. */
/*@ requires bound: 0 < count && first + count <= PAGE_LIMIT;
  @ terminates \true; exits \false;
  @ assigns tlb_from, tlb_to, tlb_links;
  @ ensures none: \old(TlbEmpty || (first <= tlb_from && tlb_to <= first + count)) ==> TlbClean;
  @*/
void tlb_forget(pageno_t first, pageno_t count);

#endif
