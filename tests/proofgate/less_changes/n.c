#include "m.h"
/*@ predicate Small(integer x) = 0 <= x < 10;
  @ lemma Grows: \forall integer x; Small(x) ==> x * x >= x;
  @*/
/*@ requires small: Small(x);
  @ terminates \true; exits \false; assigns \nothing;
  @ ensures grows: \result >= x;
  @*/
int square(int x) { return x * x; }
