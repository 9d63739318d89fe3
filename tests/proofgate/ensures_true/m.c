/*@ terminates \true; exits \false; assigns \nothing; ensures take: \true; */
int two(void) { return 2; }
