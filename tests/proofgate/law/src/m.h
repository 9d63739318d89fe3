/*@ requires bound: 0 <= n < 100;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == n + 1;
  @*/
int next(int n);
