/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int wrong(void) { return 2; }
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int three(void) { return wrong(); }
