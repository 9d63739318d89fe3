/*@ lemma Shift1: \forall integer x; x << 1 == 2 * x;
  @ lemma Shift2: \forall integer x; (x << 1) << 1 == 4 * x && x << 2 == 4 * x;
  @*/
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int two(void) { return 2; }
