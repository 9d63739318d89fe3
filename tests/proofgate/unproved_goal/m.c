/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result > x; */
unsigned next(unsigned x) { return x + 1u; }
