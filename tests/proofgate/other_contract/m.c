/* Calls the other module's function under a contract that nobody proved. */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int two(void);
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int three(void) { return two(); }
