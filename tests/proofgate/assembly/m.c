/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int two(void) {
    __asm__ volatile("nop");
    return 2;
}
