/*@ terminates \true; exits \false; assigns \nothing; */
void spin(void) {
    int i = 0;
    /*@ loop invariant bound: 0 <= i <= 10;
      @ loop variant 10 - i; */
    while (i < 10) i++;
}
