/* The rules that make a proof a proof. Each looks at one job, or at all, and says what is wrong as faults. */
#ifndef JUDGE_RULES_H
#define JUDGE_RULES_H

#include "job.h"

/* Contracts: every function and loop says all that it must, and says something. */
void rules_contracts(const job_t *job);

/* Statuses: every property proved, under no open hypothesis; every smoke test passed; nothing admitted. */
void rules_statuses(const job_t *jobs, size_t njobs, const job_t *job);

/* Lemmas: is this property one, and was it proved here or in a module that comes before? And was every one that a module left out
   proved before (of a whole run)? And a name means the same wherever it is read. */
bool rules_lemma_proved(const job_t *jobs, size_t njobs, const job_t *job, const json_t *lemma);
void rules_lemmas_left_out(const job_t *jobs, size_t njobs);
void rules_meanings(const job_t *jobs, size_t njobs);

/* Assumptions: axioms, admitted clauses, recursive definitions. Counts those that are nobody's to make. */
void rules_assumptions(const job_t *job, const char *trusted_folder);
size_t rules_admitted(void);

/* Warnings: Frama-C skipped or guessed something. */
void rules_warnings(const job_t *job);

/* Calls: whatever proven code calls is proved, under the same contract, or trusted. */
void rules_calls(const job_t *jobs, size_t njobs, const char *src);

/* Text: nothing in `folders` may tell the prover's reading from the compiler's; no hidden casts in `src`. */
void rules_text(const char *const *folders, size_t nfolders, const char *src);

#endif
