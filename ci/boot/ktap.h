/* The judge of the serial log: KTAP as the guest prints it.

   Glossary
     plan        the line "1..N", once, before any result
     result      "ok N ..." or "not ok N ..." at the beginning of a line, 1 to N, each once, in order
     oops        a line that begins with "oops" or "# oops": the guest met an exception nobody expected
     stop        "plinth boot: ...": our boot sector could not go on

   Whatever else is on the line is let pass: firmware and boot loaders write there, too. What looks like a result but
   cannot be read is a reason to fail, never a reason to guess. Format: the Linux kernel's "Kernel Test Anything
   Protocol" (Documentation/dev-tools/ktap.rst); nesting is not used, and "# TODO" excuses nothing. */
#ifndef KTAP_H
#define KTAP_H

#include "lines.h"
#include "verdict.h"

#define KTAP_CASES 9999ul /* a plan beyond that is junk, not a plan */

/* Reads the log to its end; the results that are not ok are printed to out, one line each. */
void ktap_judge(verdict_t *verdict, lines_t *lines, FILE *out);

#endif
