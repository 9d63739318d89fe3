/*@ requires bound: x > 5; terminates \true; exits \false; assigns \nothing; ensures take: \result == 1; */
int half_dead(int x) {
    if (x < 3) return 2;
    return 1;
}
