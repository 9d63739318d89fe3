/* The memory model takes for granted that p does not point to the global; callers elsewhere cannot know. */
int total;
/*@ requires valid: \valid(p); terminates \true; exits \false; assigns total, *p; ensures take: *p == 1; */
void both(int *p) {
    *p = 1;
    total = 2;
}
