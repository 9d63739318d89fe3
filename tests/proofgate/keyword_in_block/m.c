/*@ axiomatic Sums {
  logic integer one(integer n) = n <= 0 ? 0 : one(n - 1) + 1;
  predicate Up(integer n, integer logic) = \exists integer m; logic > m && !Up(n, logic);
} */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && one(0) == 0 && (Up(1, 2) || !Up(1, 2)); */
int two(void) { return 2; }
