#include "owner.h"
#include "rules.h"
#include "text.h"
#include "trusted.h"

#include <string.h>

static const job_t *owner_job(const job_t *jobs, size_t njobs, const job_t *caller, const char *name) {
    for (size_t i = 0; i < njobs; i++) {
        const job_t *job = &jobs[i];
        if (job == caller || !job->ran || strcmp(job->arch, caller->arch) != 0) continue;
        const json_t *function = job_function(job, name);
        if (function != NULL && owner_of(job, function) == OWNER_THIS) return job;
    }
    return NULL;
}

/* The contract that the caller leans on must be the one that the owner proves, and an inline body the same. */
static void check_same(place_t place, const job_t *caller, const job_t *owner, const char *name) {
    const function_text_t *here = source_find(&caller->source, name);
    const function_text_t *there = source_find(&owner->source, name);
    if (here == NULL || there == NULL) return;
    if (strcmp(here->contract, there->contract) != 0)
        fault_at(place, "%s is called here under another contract than the one proved in %s", name,
                 owner->file);
    if (here->body != NULL && there->body != NULL && strcmp(here->body, there->body) != 0)
        fault_at(place, "inline function %s has another body here than the one proved in %s", name,
                 owner->file);
}

static void check_call(const job_t *jobs, size_t njobs, const job_t *job, const char *caller,
                       const char *name, const char *src) {
    const json_t *function = job_function(job, name);
    if (function == NULL || strcmp(caller, name) == 0) return;
    place_t place = job_place_of(job, job_function(job, caller));
    switch (owner_of(job, function)) {
    case OWNER_THIS:
        return;
    case OWNER_TRUSTED:
        trusted_use(job_place_of(job, function), "function", name);
        return;
    case OWNER_OTHER:
        break;
    }
    const job_t *owner = owner_job(jobs, njobs, job, name);
    if (owner == NULL)
        fault_at(place, "%s calls %s, which is neither proved in %s nor on the list of trusted things",
                 caller, name, text_short_path(src));
    else
        check_same(place, job, owner, name);
}

/* A trusted function must not live among the proven ones: there everything is proved. */
static void check_trusted_place(const job_t *job, const json_t *function, const char *src) {
    const char *folder = text_short_path(src), *file = field_file(function);
    size_t length = strlen(folder);
    if (owner_of(job, function) == OWNER_TRUSTED && strncmp(file, folder, length) == 0 && file[length] == '/')
        fault_at(job_place_of(job, function), "%s is on the list of trusted things but defined in %s",
                 field(function, "name"), folder);
}

static bool is_written(const job_t *job, const char *function, const char *predicate) {
    size_t i;
    json_t *property;
    json_array_foreach(job->written, i, property) {
        if (strcmp(field(property, "kind"), "requires") != 0) continue;
        if (strcmp(field(property, "fct"), function) != 0) continue;
        if (strstr(field(property, "predicate"), predicate) != NULL) return true;
    }
    return false;
}

/* A requires that the memory model added to a function reaches the callers in the same module only. Those in
   other modules see the header: it must be written there. */
static void check_model_hypotheses(const job_t *job) {
    size_t i;
    json_t *property;
    json_array_foreach(job->proved, i, property) {
        const char *name = field(property, "fct");
        const json_t *function = job_function(job, name);
        if (strcmp(field(property, "kind"), "requires") != 0 || field(property, "kinstr")[0] != '\0')
            continue;
        if (function == NULL || !function_is_defined(function) || owner_of(job, function) != OWNER_THIS)
            continue;
        bool is_private = strstr(field(function, "signature"), "static ") != NULL &&
                          strcmp(field_file(function), text_short_path(job->file)) == 0;
        if (is_private || is_written(job, name, field(property, "predicate"))) continue;
        fault_at(job_place_of(job, function),
                 "%s is proved only under a hypothesis of the memory model that its contract does not state: "
                 "requires %s",
                 name, field(property, "predicate"));
    }
}

void rules_calls(const job_t *jobs, size_t njobs, const char *src) {
    for (size_t j = 0; j < njobs; j++) {
        const job_t *job = &jobs[j];
        size_t i;
        json_t *function;
        if (!job->ran) continue;
        json_array_foreach(job->functions, i, function) {
            const function_text_t *text = source_find(&job->source, field(function, "name"));
            if (!function_is_defined(function)) continue;
            check_trusted_place(job, function, src);
            if (text == NULL || text->body == NULL || owner_of(job, function) != OWNER_THIS) continue;
            for (size_t k = 0; k < text->nuses; k++)
                check_call(jobs, njobs, job, text->name, text->uses[k], src);
        }
        check_model_hypotheses(job);
    }
}
