#include "a.h"
/*@ predicate Small(integer x) = 0 <= x < 10;
  @ lemma First: \forall integer x; Small(x) ==> x < 20;
  @*/
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 1; */
int one(void) { return 1; }
