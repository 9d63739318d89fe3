/*@ logic integer up(integer x) = up(x) + 1; */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: up(\result) == up(2); */
int two(void) { return 2; }
