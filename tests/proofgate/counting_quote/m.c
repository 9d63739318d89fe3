/*@ logic integer first(integer a, integer b, integer c) = a; */
/*@ logic integer sum(integer a, integer n) = n <= 0 ? 0 : sum(first(')', n - 1, 5), n + 1) + 1; */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && sum(2, 0) == 0; */
int two(void) { return 2; }
