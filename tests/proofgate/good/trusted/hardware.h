#include <stdint.h>

/* What this test believes of its machine. */
/*@ axiomatic Hardware {
      predicate Wired(integer x);
      axiom axiom_wired: \forall integer x; 0 <= x < 32 ==> Wired(x);
    } */

/*@ requires bound: x != 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < 32;
  @*/
static inline unsigned trailing_zeros(unsigned x) { return (unsigned)__builtin_ctzll(x); }
