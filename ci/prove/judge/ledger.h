/* What is proved and what is only believed, as JSON for whoever wants to check a claim about it. */
#ifndef JUDGE_LEDGER_H
#define JUDGE_LEDGER_H

#include "job.h"

typedef struct {
    long goals, proved;
    size_t functions; /* distinct proven functions over all jobs */
    long smoke, smoke_passed;
} totals_t;

totals_t ledger_totals(const job_t *jobs, size_t njobs);

/* `tools` is a file of lines `key=value` by the driver: versions and options. False when it cannot be written. */
bool ledger_write(const char *path, const char *tools, const job_t *jobs, size_t njobs, bool whole,
                  const char *const *folders, size_t nfolders);

#endif
