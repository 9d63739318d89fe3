/*@ logic integer sum(integer n, integer logic) = n <= 0 ? 0 : logic + sum(n, logic); */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && sum(0, 1) == 0; */
int two(void) { return 2; }
