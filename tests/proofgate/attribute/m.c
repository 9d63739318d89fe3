/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
__attribute__((regparm(3))) int two(void) { return 2; }
