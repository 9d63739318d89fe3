#include "m.h"

/*@ requires bound: 0 <= n < 99;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == n + 2;
  @*/
int law_twice(int n) {
    return next(next(n));
}
