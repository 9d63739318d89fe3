/* Everything that Frama-C said about one module on one machine. */
#ifndef JUDGE_JOB_H
#define JUDGE_JOB_H

#include "fault.h"
#include "source.h"

#include <jansson.h>

typedef struct {
    char *arch;
    char *module;
    char *title;     /* "pmm amd64" */
    char *file;      /* the module's source */
    const char *src; /* where the modules lie that headers are of */
    bool wanted;     /* asked to be proved; else only its facts were read */
    bool ran;        /* the facts below are complete */
    double seconds;
    source_t source; /* what the author wrote */
    json_t *written; /* properties before the proof: the written clauses */
    json_t *proved;  /* properties after it, with their status; NULL when not wanted */
    json_t *functions;
    json_t *report;   /* goals by function, from WP */
    json_t *warnings; /* what Frama-C warned about */
    double slowest;   /* seconds of the slowest goal, 0 when all came from the cache or the simplifier */
    char *slowest_name;
} job_t;

/* Where modules lie: what is proved, and the laws about it, which are proved too (NULL: there are none). */
typedef struct {
    const char *src, *laws;
} folders_t;

/* Read the reports of `module` on `arch` below `reports`. What is missing or broken becomes a fault. */
/* Only what was read before the proof: enough to tell which functions are this module's. */
void job_read_facts(job_t *job, const char *reports, const folders_t *folders, const char *arch,
                    const char *module);

void job_read(job_t *job, const char *reports, const folders_t *folders, const char *arch,
              const char *module);

place_t job_place(const job_t *job, const char *file, int line);

/* The place of a property. */
place_t job_place_of(const job_t *job, const json_t *property);

/* A text or number of a JSON object; "" or 0 when it is not there. */
const char *field(const json_t *object, const char *name);
int field_line(const json_t *property);
const char *field_file(const json_t *property);

/* The function's entry in `functions`, or NULL. */
const json_t *job_function(const job_t *job, const char *name);
bool function_is_defined(const json_t *function);

/* The predicate of a property without the labels in front of it. */
const char *property_predicate(const json_t *property);

/* Its first label, or "". */
const char *property_label(const json_t *property);

#endif
