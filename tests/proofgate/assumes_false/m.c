/*@ terminates \true; exits \false; assigns \nothing;
  @ behavior none: assumes \false; ensures take: \result == 3; */
int two(void) { return 2; }
