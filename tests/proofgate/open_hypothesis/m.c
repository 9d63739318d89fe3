/* The ensures holds if the access is valid, and nothing says that it is. */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == *p; */
int read_it(int *p) { return *p; }
