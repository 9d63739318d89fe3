/* Everything in order: a contract that says all, a lemma, a loop, a trusted function, a trusted axiom. */
#include "trusted/hardware.h"

/* THEOREM SumOfNothing: the sum of no numbers is zero. */
/*@ lemma Product_Positive: \forall integer x, y; x > 0 && y > 0 ==> x * y > 0; */

/*@ requires valid: \valid(p + (0 .. n - 1)) && n <= 1000;
  @ terminates \true; exits \false;
  @ assigns p[0 .. n - 1];
  @ ensures take: \forall integer i; 0 <= i < n ==> p[i] == 0;
  @*/
void clear(unsigned *p, unsigned n) {
    /*@ loop invariant bound: 0 <= i <= n;
      @ loop invariant take:  \forall integer j; 0 <= j < i ==> p[j] == 0;
      @ loop assigns i, p[0 .. n - 1];
      @ loop variant n - i;
      @*/
    for (unsigned i = 0; i < n; i++) p[i] = 0;
}

/*@ requires bound: x != 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: Wired(\result);
  @*/
unsigned lowest(unsigned x) { return trailing_zeros(x); }
