#include <stdint.h>
/*@ requires bound: x != 0; terminates \true; exits \false; assigns \nothing; ensures bound: \result >= 0; */
int zeros(unsigned x) { return __builtin_ctzll(x); }
