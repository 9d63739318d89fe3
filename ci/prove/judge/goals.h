/* How many goals there were and how many were proved, from WP's own report. Smoke tests are not goals. */
#ifndef JUDGE_GOALS_H
#define JUDGE_GOALS_H

#include "job.h"

typedef struct {
    long total;
    long proved;
    long smoke; /* smoke tests made */
    long smoke_passed;
} goals_t;

/* Of the whole job. */
goals_t goals_of(const job_t *job);

/* Goals of each function and of the lemmas: { "pmm_alloc": {"goals": 12, "proved": 12, "smoke": 5}, ... }. */
json_t *goals_by_function(const job_t *job);

/* Functions that this job proves. */
size_t goals_functions(const job_t *job);

/* A job without goals, a function without goals, and goals that WP counts as open. */
void rules_goals(const job_t *job);

#endif
