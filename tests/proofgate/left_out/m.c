typedef struct {
    int x;
} shared_t;
extern int total;
/*@ predicate Holds{L}(shared_t *s) = s->x == total; */
/*@ predicate Small(integer x) = 0 <= x < 10;
  @ lemma Grows: \forall integer x; Small(x) ==> x * x >= x;
  @*/
#include "m.h"
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 4; */
int four(void) { return two() + two(); }
