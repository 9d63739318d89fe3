/*@ terminates \true; exits \false; assigns \nothing; */
void spin(void) {
    int i = 0;
again:
    i++;
    if (i < 10) goto again;
}
