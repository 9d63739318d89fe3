/*@ admit lemma Wrong: \forall integer x; x == x + 1; */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int two(void) { return 2; }
