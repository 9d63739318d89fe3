/*@ terminates \true; exits \false; ensures take: \result == 2; */
int two(void) { return 2; }
