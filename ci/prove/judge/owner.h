/* Which module proves which function. */
#ifndef JUDGE_OWNER_H
#define JUDGE_OWNER_H

#include "job.h"

/* Who answers for a function that this job's source mentions. */
typedef enum {
    OWNER_THIS,    /* defined here: this job proves it */
    OWNER_OTHER,   /* in the header of another module, or only declared: another job must prove it */
    OWNER_TRUSTED, /* on the list of trusted things */
} owner_t;

owner_t owner_of(const job_t *job, const json_t *function);

/* The names that Frama-C must leave out of this job's proof, joined by commas; "" for none. */
char *owner_skipped(const job_t *job);

#endif
