#include "goals.h"
#include "owner.h"
#include "text.h"

#include <string.h>

/* One section of the report: the goals of a function, or of an axiomatic block. Its entries are named after
   properties, and each sums up its goals over all provers under "wp:main". */
static goals_t of_section(const json_t *section) {
    goals_t sum = {0};
    const char *name;
    json_t *entry;
    json_object_foreach((json_t *)section, name, entry) {
        const json_t *all = json_object_get(entry, "wp:main");
        long total = (long)json_integer_value(json_object_get(all, "total"));
        long valid = (long)json_integer_value(json_object_get(all, "valid"));
        if (strcmp(name, "wp:section") == 0) continue;
        if (strstr(name, "_wp_smoke_") != NULL) {
            sum.smoke += total;
            sum.smoke_passed += valid;
        } else {
            sum.total += total;
            sum.proved += valid;
        }
    }
    return sum;
}

static void add(goals_t *sum, goals_t more) {
    sum->total += more.total;
    sum->proved += more.proved;
    sum->smoke += more.smoke;
    sum->smoke_passed += more.smoke_passed;
}

static const char *const groups[] = {"wp:functions", "wp:axiomatics"};

goals_t goals_of(const job_t *job) {
    goals_t sum = {0};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        const char *name;
        json_t *section;
        json_object_foreach(json_object_get(job->report, groups[i]), name, section)
            add(&sum, of_section(section));
    }
    return sum;
}

json_t *goals_by_function(const job_t *job) {
    json_t *list = json_object();
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        const char *name;
        json_t *section;
        json_object_foreach(json_object_get(job->report, groups[i]), name, section) {
            goals_t goals = of_section(section);
            json_object_set_new(list,
                                i == 0            ? name
                                : name[0] == '\0' ? "(lemmas)"
                                                  : name,
                                json_pack("{s:I, s:I, s:I}", "goals", (json_int_t)goals.total, "proved",
                                          (json_int_t)goals.proved, "smoke", (json_int_t)goals.smoke));
        }
    }
    return list;
}

size_t goals_functions(const job_t *job) {
    size_t i, count = 0;
    json_t *function;
    json_array_foreach(job->functions, i, function) {
        if (function_is_defined(function) && owner_of(job, function) == OWNER_THIS) count++;
    }
    return count;
}

void rules_goals(const job_t *job) {
    goals_t goals = goals_of(job);
    const json_t *sections = json_object_get(job->report, "wp:functions");
    size_t i;
    json_t *function;
    if (goals.total == 0)
        fault_at(job_place(job, job->file, 0), "no goals at all: nothing was proved");
    else if (goals.proved < goals.total)
        fault_at(job_place(job, job->file, 0), "%ld of %ld goals are open", goals.total - goals.proved,
                 goals.total);
    json_array_foreach(job->functions, i, function) {
        if (!function_is_defined(function) || owner_of(job, function) != OWNER_THIS) continue;
        if (json_object_get(sections, field(function, "name")) == NULL && goals.total > 0)
            fault_at(job_place_of(job, function), "function %s has no goals: nothing about it was proved",
                     field(function, "name"));
    }
}
