/*@ logic integer sum(integer step, integer n) = n <= 0 ? 0 : sum(step, n - 1) + step; */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && sum(3, 0) == 0; */
int two(void) { return 2; }
