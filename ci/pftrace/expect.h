/* What the guest itself said about its page faults, compared with the trace, one by one, in order. The guest's lines
   are part of its serial log and look like

     # fault: vector=14 error=0x2 address=0x40001000 ip=0x1012ab

   with numbers in hexadecimal without leading zeros. Other vectors are not the concern of this tool. */
#ifndef EXPECT_H
#define EXPECT_H

#include <stdio.h>

#include "event.h"

typedef struct expect expect_t;

/* NULL, with a line on stderr, if the file cannot be read. */
expect_t *expect_open(const char *path);
void expect_close(expect_t *expect);

/* Takes the guest's next fault and compares; every difference is one line on out. True if there is none. */
bool expect_fault(expect_t *expect, unsigned long number, const fault_t *fault, FILE *out);

/* The trace is over: what the guest has left is missing in it. Returns how many those are. */
unsigned long expect_rest(expect_t *expect, FILE *out);

#endif
