#include "a.h"
/*@ predicate Small(integer x) = 0 <= x < 10;
  @ lemma Grows: \forall integer x; Small(x) ==> x * x >= x;
  @ lemma First: \forall integer x; Small(x) ==> x < 20;
  @*/
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 4; */
int four(void) { return two() + two(); }
