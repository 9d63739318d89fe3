/*@ requires bound: 0 < n < 10; terminates \true; exits \false; assigns \nothing; ensures take: \result == 5; */
int spin(int n) {
    int i = 0;
    /*@ loop invariant bound: 0 <= i <= n;
      @ loop invariant none: i > n;
      @ loop assigns i;
      @ loop variant n - i; */
    while (i < n) i++;
    return i;
}
