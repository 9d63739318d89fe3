struct logic { int field; };
/*@ predicate Up(integer n) = \exists struct logic x; x.field > n && !Up(n); */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2 && (Up(1) || !Up(1)); */
int two(void) { return 2; }
