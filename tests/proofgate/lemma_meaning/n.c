typedef struct {
    long x;
} shared_t;
/*@ predicate Holds{L}(shared_t *s) = s->x == 0; */
/*@ predicate Small(integer x) = x < 1;
  @ lemma Grows: \forall integer x; Small(x) ==> x * x >= x;
  @*/
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int three(void) { return 3; }
