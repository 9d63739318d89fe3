#include "owner.h"
#include "rules.h"
#include "text.h"
#include "trusted.h"

#include <stdlib.h>
#include <string.h>

/* What is admitted is counted once, however many modules and machines see it. */
static char **admitted;
static size_t nadmitted;

static void admit(const json_t *property) {
    char *key = text_format("%s:%d:%s", field_file(property), field_line(property), field(property, "descr"));
    for (size_t i = 0; i < nadmitted; i++) {
        if (strcmp(admitted[i], key) != 0) continue;
        free(key);
        return;
    }
    admitted = text_grow(admitted, (nadmitted + 1) * sizeof *admitted);
    admitted[nadmitted++] = key;
}

size_t rules_admitted(void) { return nadmitted; }

static bool is_below(const char *file, const char *folder) {
    const char *path = text_short_path(folder);
    size_t length = strlen(path);
    return strncmp(file, path, length) == 0 && file[length] == '/';
}

static void check_axiom(const job_t *job, const json_t *property, const char *trusted_folder) {
    place_t place = job_place_of(job, property);
    const char *name = property_label(property);
    if (!is_below(field_file(property), trusted_folder)) {
        fault_at(place, "axiom %s outside %s: prove it as a lemma", name, text_short_path(trusted_folder));
        admit(property);
    } else if (!trusted_use(place, "axiom", name)) {
        fault_at(place, "axiom %s is not on the list of trusted things", name);
        admit(property);
    }
}

/* `admit ensures` and the like have no kind of their own, but a clause of ours that is considered valid can
   have got there in no other way. */
static void check_admitted(const job_t *job, const json_t *property) {
    const json_t *function = job_function(job, field(property, "fct"));
    if (function == NULL || !function_is_defined(function) || owner_of(job, function) != OWNER_THIS) return;
    char *words = text_format("%s", field(property, "descr"));
    text_squeeze(words);
    fault_at(job_place_of(job, property), "admitted, not proved, in %s: %s", field(property, "fct"), words);
    admit(property);
    free(words);
}

/* WP takes a recursive or inductive definition for an axiom and never asks whether it is well-founded:
   f(x) = f(x) + 1 proves anything. So each is an assumption, with its reason on the list; but for the one shape that
   plainly ends, counting an integer down to 0 (source.c, counts_down). */
static void check_definitions(const job_t *job) {
    for (size_t i = 0; i < job->source.nglobals; i++) {
        const char *text = job->source.globals[i];
        size_t from = 0;
        for (char *name; (name = logic_recursive_name(text, &from)) != NULL;) {
            if (!trusted_use((place_t){0}, "definition", name))
                fault_at(job_place(job, job->file, 0),
                         "definition of %s is recursive or inductive, which WP believes unchecked: say on "
                         "the list of "
                         "trusted things why it is well-founded",
                         name);
            free(name);
        }
    }
}

void rules_assumptions(const job_t *job, const char *trusted_folder) {
    size_t i;
    json_t *property;
    json_array_foreach(job->written, i, property) {
        bool believed = strcmp(field(property, "status"), "considered_valid") == 0;
        if (strcmp(field(property, "kind"), "axiom") == 0)
            check_axiom(job, property, trusted_folder);
        else if (believed || strcmp(field(property, "kind"), "admit") == 0)
            check_admitted(job, property);
    }
    check_definitions(job);
}
