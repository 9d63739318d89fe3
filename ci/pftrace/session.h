/* One trace from beginning to end: finds out whose it is, explains every fault, compares with what the guest says. */
#ifndef SESSION_H
#define SESSION_H

#include <stdio.h>

#include "expect.h"
#include "symbols.h"

#define SESSION_EXPECTED   0 /* only expected faults */
#define SESSION_UNEXPECTED 1
#define SESSION_UNUSABLE   2 /* the input is no trace, or cannot be read */

typedef struct {
    FILE *out;
    symbols_t *symbols; /* may be NULL */
    expect_t *expect;   /* may be NULL: then no fault is expected */
    unsigned long most; /* faults to explain; the others are counted and compared all the same */
    unsigned long faults;
    unsigned long mismatches; /* faults that are not as the guest reports */
} session_t;

/* Returns one of the three above, which are also the exit status. The last line on out sums up. */
int session_read(session_t *session, FILE *in, const char *name);

#endif
