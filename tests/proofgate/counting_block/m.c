/*@ axiomatic Sums {
  logic integer one(integer n) = n <= 0 ? 0 : one(n - 1) + 1;
  logic integer two(integer n, int *p) = n <= 0 ? 0 : two(n - 1, p) + one(n);
} */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && one(0) == 0 && two(0, \null) == 0; */
int two(void) { return 2; }
