/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int two(unsigned long at) {
    unsigned *p = (unsigned *)at;
    return p == p ? 2 : 2;
}
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 2; */
int again(unsigned long at) {
    const unsigned *p = (const unsigned *)at;
    return p == p ? 2 : 2;
}
