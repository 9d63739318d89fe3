/*@ logic integer at(char *s) = 1; */
/*@ axiomatic Sums { logic integer sum(integer n) = n <= 0 ? at("; logic integer b") : sum(n) + 1; } */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int two(void) { return 2; }
