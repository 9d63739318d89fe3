#include "owner.h"
#include "rules.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* A smoke test that fails leaves the clause `Wp: SmokeTest: \false` behind, besides its own entry. */
static bool is_smoke_shadow(const json_t *property) {
    const json_t *names = json_object_get(property, "names");
    const char *second = json_string_value(json_array_get(names, 1));
    return strcmp(property_label(property), "Wp") == 0 && second != NULL && strcmp(second, "SmokeTest") == 0;
}

/* Kinds of property that are no claims of their own: a precondition is proved at each call, where it has an
   entry of its own; the others are sums of what is listed besides. */
static bool is_no_claim(const json_t *property) {
    static const char *const kinds[] = {"behavior", "reachable", "axiomatic", "assumes", "axiom", "admit"};
    const char *kind = field(property, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0) return true;
    if (strcmp(kind, "requires") == 0) return field(property, "kinstr")[0] == '\0';
    return is_smoke_shadow(property);
}

static bool is_smoke(const json_t *property) {
    return text_begins(field(property, "kind"), "prop_wp_smoke_");
}

static void check_smoke(const job_t *job, const json_t *property) {
    static const struct {
        const char *kind, *sentence;
    } meaning[] = {
        {"dead_loop", "the loop's invariants contradict each other"},
        {"dead_code", "this code can never run: what is known before it is contradictory"},
        {"dead_call", "after this call nothing can run: its contract is contradictory"},
        {"dead_assumes", "the behaviour can never apply: its assumes contradicts the requires"},
        {"dead_local_init", "this initialisation can never run"},
        {"_requires", "the requires contradict each other: nobody can call it"},
    };
    const char *sentence = "a contradiction can be proved";
    if (strcmp(field(property, "status"), "valid") == 0) return;
    for (size_t i = 0; i < sizeof meaning / sizeof *meaning; i++) {
        if (strstr(field(property, "kind"), meaning[i].kind) == NULL) continue;
        sentence = meaning[i].sentence;
        break;
    }
    fault_at(job_place_of(job, property), "smoke test failed (%s): %s", field(property, "fct"), sentence);
}

/* Is the property this job's to prove? */
static bool is_mine(const job_t *job, const json_t *property) {
    const char *name = field(property, "fct");
    if (name[0] == '\0') return strstr(field_file(property), "/share/frama-c/") == NULL;
    const json_t *function = job_function(job, name);
    return function != NULL && function_is_defined(function) && owner_of(job, function) == OWNER_THIS;
}

static char *in_words(const json_t *property) {
    char *words = text_format("%s", field(property, "descr"));
    text_squeeze(words);
    return words;
}

static bool is_under_hypothesis(const char *status) { return strcmp(status, "valid_under_hyp") == 0; }

/* Does the same function have a property that is simply open? Then what leans on it needs no second sentence. */
static bool leans_on_open(const job_t *job, const char *function) {
    size_t i;
    json_t *property;
    json_array_foreach(job->proved, i, property) {
        const char *status = field(property, "status");
        if (strcmp(field(property, "fct"), function) != 0 || is_no_claim(property) || is_smoke(property))
            continue;
        if (strcmp(status, "valid") != 0 && !is_under_hypothesis(status)) return true;
    }
    return false;
}

static void check_claim(const job_t *job, const json_t *property) {
    const char *status = field(property, "status");
    const char *kind = field(property, "kind");
    const char *name = field(property, "fct");
    place_t place = job_place_of(job, property);
    if (strcmp(status, "valid") == 0) return;
    char *words = in_words(property);
    const char *in = name[0] == '\0' ? "" : " in ";
    if (is_under_hypothesis(status)) {
        if (leans_on_open(job, name))
            fault_at(job_place(job, job->file, 0),
                     "clauses of %s are valid only under hypotheses that are not proved: its open goals",
                     name);
        else
            fault_at(place, "valid only under hypotheses that are not proved%s%s: %s", in, name, words);
    } else if (strcmp(status, "considered_valid") == 0) {
        fault_at(place, "believed, not proved%s%s: %s", in, name, words);
    } else if (strcmp(kind, "froms") == 0) {
        fault_at(place, "\\from in %s cannot be proved by WP: leave it out", name);
    } else if (strcmp(kind, "lemma") == 0 || strcmp(kind, "check_lemma") == 0) {
        fault_at(place, "lemma not proved (%s): %s", status, words);
    } else {
        fault_at(place, "goal not proved (%s)%s%s: %s", status, in, name, words);
    }
    free(words);
}

void rules_statuses(const job_t *jobs, size_t njobs, const job_t *job) {
    size_t i;
    json_t *property;
    json_array_foreach(job->proved, i, property) {
        if (is_smoke(property))
            check_smoke(job, property);
        else if (!is_no_claim(property) && is_mine(job, property) &&
                 !rules_lemma_proved(jobs, njobs, job, property))
            check_claim(job, property);
    }
}
