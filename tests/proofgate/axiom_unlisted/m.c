#include "trusted/wish.h"
/*@ terminates \true; exits \false; assigns \nothing; ensures take: Good(\result); */
int two(void) { return 2; }
