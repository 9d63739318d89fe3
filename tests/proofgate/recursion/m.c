/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 0; */
unsigned down(unsigned n) { return n == 0u ? 0u : down(n - 1u); }
