/* Asking a prover. */
#ifndef CORE_ASK_H
#define CORE_ASK_H

#include "text.h"

/* Run this command with a file of `question` in place of its last word; all that it says goes to `answer`. After so many seconds it
   is stopped (0: it has all the time that this program has). False when it was stopped, or could not be asked. */
bool ask(char **command, const text_t *question, unsigned seconds, text_t *answer);

#endif
