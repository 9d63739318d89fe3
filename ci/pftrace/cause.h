/* Why the processor refused: derived from the error code, the walk and the control registers, as far as the trace
   shows them. */
#ifndef CAUSE_H
#define CAUSE_H

#include "event.h"

#define CAUSE_NOBODY WALK_LEVELS

typedef struct {
    const char *access; /* "supervisor write access" */
    const char *kind;   /* "protection violation" */
    const char *reason; /* "page is read-only" */
    unsigned guilty;    /* index of the walk entry that decided, or CAUSE_NOBODY */
    const char *bit;    /* what is wrong with that entry: "R/W is 0" */
} cause_t;

cause_t cause(const fault_t *fault);

#endif
