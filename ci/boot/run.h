/* Running a program that may hang, fork, or write without end. */
#ifndef RUN_H
#define RUN_H

#include "boot.h"

#define RUN_FILE_LIMIT (256ul << 20) /* bytes in any one file that the program writes */

/* Runs argv with standard input empty and both outputs in the file output, in a session of its own, until it ends or
   timeout seconds have passed; then nothing of that session is left. False, with a line on stderr, if it could not be
   started. Interrupting the caller ends the program, too. */
bool run(const char *const argv[], const char *output, unsigned timeout, outcome_t *outcome);

/* Is there a program of this name in PATH, or is it a path to one? */
bool run_exists(const char *program);

#endif
