/* The recorded number of goals of each module and machine (proofs/goals.json): a proof that shrinks by accident
   is seen. { "pmm": { "amd64": 142, "i386": 140 }, ... } */
#ifndef JUDGE_RECORD_H
#define JUDGE_RECORD_H

#include "job.h"

void record_load(const char *path);

/* Fewer goals than recorded, or none recorded, is a fault. */
void record_check(const job_t *job);

/* A recorded module that has no source any more is a fault. */
void record_check_stale(const job_t *jobs, size_t njobs);

/* Raise the numbers to those of the jobs and write the file. False when it cannot be written. */
bool record_raise(const job_t *jobs, size_t njobs);

#endif
