unsigned one(void) { return 1u; }
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
unsigned two(void) { return 2u; }
