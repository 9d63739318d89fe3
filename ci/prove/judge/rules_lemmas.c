/* A lemma that several modules read is proved in one of them (ci/prove/homes.sh), and left out where it is not used. That asks three
   things:

   - No circle. A module proves its lemmas one after the other, each by those before it, and leaves out what a module before it
     in the order of names has proved. So whatever a proof leans on stands before it: in a module that comes before, or further up
     in the same one.
   - None lost. A lemma that was left out everywhere was proved nowhere.
   - One meaning. A name that two modules read must stand for the same in both: predicates, lemmas, types, variables. */
#include "rules.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* WP says of a lemma that it holds under hypotheses: those before it. Where one of them was left out, that is all that it says; whether
   that one was proved is asked of it, not of what leans on it. */
static bool is_proved_here(const json_t *property) {
    const char *status = field(property, "status");
    return strcmp(field(property, "kind"), "lemma") == 0 &&
           (strcmp(status, "valid") == 0 || strcmp(status, "valid_under_hyp") == 0);
}

static bool is_of_framac(const json_t *property) {
    return strstr(field_file(property), "/share/frama-c/") != NULL;
}

/* Is the lemma among what the proof says something about? */
static bool is_listed(const json_t *properties, const json_t *lemma) {
    size_t i;
    json_t *property;
    json_array_foreach(properties, i, property) {
        if (strcmp(field(property, "kind"), "lemma") == 0 &&
            strcmp(property_label(property), property_label(lemma)) == 0)
            return true;
    }
    return false;
}

/* Who is first, in the order of names? */
static void note_first(json_t *homes, const job_t *job, const json_t *lemma) {
    char *key = text_format("%s %s", job->arch, property_label(lemma));
    const char *home = json_string_value(json_object_get(homes, key));
    if (home == NULL || strcmp(job->module, home) < 0)
        json_object_set_new(homes, key, json_string(job->module));
    free(key);
}

/* "amd64 Lemma" -> the first module that proved it; of a module that is only read, its own lemmas, as its contracts, are its matter. */
static json_t *homes_of(const job_t *jobs, size_t njobs) {
    json_t *readers = json_object(), *homes = json_object();
    for (size_t j = 0; j < njobs; j++) {
        const job_t *job = &jobs[j];
        size_t i;
        json_t *property;
        if (!job->ran) continue;
        json_array_foreach(job->written, i, property) {
            if (strcmp(field(property, "kind"), "lemma") == 0) note_first(readers, job, property);
        }
    }
    for (size_t j = 0; j < njobs; j++) {
        const job_t *job = &jobs[j];
        size_t i;
        json_t *property;
        if (!job->ran) continue;
        json_array_foreach(job->wanted ? job->proved : job->written, i, property) {
            char *key = text_format("%s %s", job->arch, property_label(property));
            const char *first = json_string_value(json_object_get(readers, key));
            bool is_home = job->wanted ? is_proved_here(property)
                                       : strcmp(field(property, "kind"), "lemma") == 0 &&
                                             strcmp(first, job->module) == 0;
            free(key);
            if (is_home) note_first(homes, job, property);
        }
    }
    json_decref(readers);
    return homes;
}

bool rules_lemma_proved(const job_t *jobs, size_t njobs, const job_t *job, const json_t *lemma) {
    if (strcmp(field(lemma, "kind"), "lemma") != 0) return false;
    if (is_proved_here(lemma)) return true;
    static json_t *homes;
    if (homes == NULL) homes = homes_of(jobs, njobs);
    char *key = text_format("%s %s", job->arch, property_label(lemma));
    const char *home = json_string_value(json_object_get(homes, key));
    free(key);
    return home != NULL && strcmp(home, job->module) < 0;
}

void rules_lemmas_left_out(const job_t *jobs, size_t njobs) {
    for (size_t j = 0; j < njobs; j++) {
        size_t i;
        json_t *property;
        if (!jobs[j].ran || !jobs[j].wanted) continue;
        json_array_foreach(jobs[j].written, i, property) {
            if (strcmp(field(property, "kind"), "lemma") != 0 || is_of_framac(property)) continue;
            if (rules_lemma_proved(jobs, njobs, &jobs[j], property) || is_listed(jobs[j].proved, property))
                continue;
            fault_at(job_place_of(&jobs[j], property),
                     "lemma left out here, and proved in no module before it: %s", property_label(property));
        }
    }
}

/* What is known of one name: its text, and the module that it was first read in. */
static void check_meaning(json_t *meanings, const job_t *job, const char *text) {
    char *name = source_defined_name(text);
    const json_t *known = json_object_get(meanings, name);
    if (known == NULL)
        json_object_set_new(meanings, name, json_pack("{s:s, s:s}", "text", text, "module", job->module));
    else if (strcmp(field(known, "text"), text) != 0)
        fault_at(job_place(job, job->file, 0),
                 "%s is one thing here and another in %s: a lemma that both read would be proved of one only",
                 name, field(known, "module"));
    free(name);
}

void rules_meanings(const job_t *jobs, size_t njobs) {
    json_t *machines = json_object();
    for (size_t j = 0; j < njobs; j++) {
        const job_t *job = &jobs[j];
        if (!job->ran) continue;
        json_t *meanings = json_object_get(machines, job->arch);
        if (meanings == NULL) {
            meanings = json_object();
            json_object_set_new(machines, job->arch, meanings);
        }
        for (size_t i = 0; i < job->source.nglobals; i++)
            check_meaning(meanings, job, job->source.globals[i]);
        for (size_t i = 0; i < job->source.ndeclarations; i++)
            check_meaning(meanings, job, job->source.declarations[i]);
    }
    json_decref(machines);
}
