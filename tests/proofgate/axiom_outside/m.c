/*@ axiomatic Wish { predicate Good(integer x); axiom wish: \forall integer x; Good(x); } */
/*@ terminates \true; exits \false; assigns \nothing; ensures take: Good(\result); */
int two(void) { return 2; }
