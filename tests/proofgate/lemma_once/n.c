typedef struct {
    int y;
} own_t;
typedef struct {
    int x;
} shared_t;
int total;
own_t first;
/*@ predicate Holds{L}(shared_t *s) = s->x == total; */
/*@ predicate Small(integer x) = 0 <= x < 10;
  @ lemma Grows: \forall integer x; Small(x) ==> x * x >= x;
  @ lemma GrowsMore: \forall integer x; Small(x) ==> x * x + 1 > x;
  @*/
/*@ terminates \true; exits \false; assigns \nothing; ensures take: \result == 3; */
int three(void) { return 3; }
