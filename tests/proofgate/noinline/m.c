/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
__attribute__((noinline)) static int two(void) { return 2; }

/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int also_two(void) { return two(); }
