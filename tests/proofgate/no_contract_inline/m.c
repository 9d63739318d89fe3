static inline int inner(int x) { return x; }
/*@ terminates \true; exits \false; assigns \nothing; */
int outer(int x) { return inner(x); }
