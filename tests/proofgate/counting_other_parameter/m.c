/*@ logic integer sum(set<integer> s, integer n) = n <= 0 ? 0 : sum(s, n - 1) + 1; */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && sum({2}, 0) == sum({2}, 0); */
int two(void) { return 2; }
