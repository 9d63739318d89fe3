/*@ assigns \nothing; ensures take: \result == 2; */
__attribute__((noinline)) int two(void) { return 2; }
