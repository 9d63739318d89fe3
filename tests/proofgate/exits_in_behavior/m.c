/* Only for one behaviour: what about the other cases? */
/*@ terminates \true; assigns \nothing;
  @ behavior big: assumes x > 5; exits \false; ensures take: \result == 2; */
int two(int x) { return x > 5 ? 2 : 3; }
