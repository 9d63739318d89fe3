#include "record.h"

#include <stdio.h>
#include "goals.h"

#include <string.h>
#include <unistd.h>

static json_t *record;
static const char *record_path;

void record_load(const char *path) {
    json_error_t error;
    record_path = path;
    record = access(path, F_OK) == 0 ? json_load_file(path, 0, &error) : json_object();
    if (json_is_object(record)) return;
    fault_at((place_t){.file = path, .line = error.line}, "the record of goals is no JSON object: %s",
             error.text);
    record = json_object();
}

static long recorded(const job_t *job) {
    return (long)json_integer_value(json_object_get(json_object_get(record, job->module), job->arch));
}

void record_check(const job_t *job) {
    long now = goals_of(job).total, before = recorded(job);
    place_t place = job_place(job, record_path, 0);
    if (before == 0)
        fault_of_record(place, "no number of goals is recorded for %s: run make prove-record", job->title);
    else if (now < before)
        fault_at(place,
                 "%s has %ld goals, %ld are recorded: a contract or a check got lost (if it was meant, lower "
                 "the number by hand)",
                 job->title, now, before);
}

void record_check_stale(const job_t *jobs, size_t njobs) {
    const char *module, *arch;
    json_t *machines, *count;
    json_object_foreach(record, module, machines) {
        json_object_foreach(machines, arch, count) {
            bool found = false;
            for (size_t i = 0; i < njobs; i++)
                found |= strcmp(jobs[i].module, module) == 0 && strcmp(jobs[i].arch, arch) == 0;
            if (!found)
                fault_at((place_t){.file = record_path}, "goals are recorded for %s %s, which does not exist",
                         module, arch);
        }
    }
}

bool record_raise(const job_t *jobs, size_t njobs) {
    for (size_t i = 0; i < njobs; i++) {
        const job_t *job = &jobs[i];
        json_t *machines = json_object_get(record, job->module);
        long now = goals_of(job).total;
        if (!job->ran || !job->wanted || now <= recorded(job)) continue;
        if (machines == NULL) {
            machines = json_object();
            json_object_set_new(record, job->module, machines);
        }
        json_object_set_new(machines, job->arch, json_integer(now));
    }
    FILE *to = fopen(record_path, "w");
    if (to == NULL) return false;
    bool written = json_dumpf(record, to, JSON_INDENT(2) | JSON_SORT_KEYS) == 0 && fputc('\n', to) != EOF;
    return fclose(to) == 0 && written;
}
