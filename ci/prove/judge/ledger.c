#include "ledger.h"
#include "goals.h"
#include "owner.h"
#include "rules.h"
#include "scan.h"
#include "text.h"
#include "trusted.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

totals_t ledger_totals(const job_t *jobs, size_t njobs) {
    totals_t totals = {0};
    json_t *seen = json_object();
    for (size_t j = 0; j < njobs; j++) {
        const job_t *job = &jobs[j];
        goals_t goals = goals_of(job);
        size_t i;
        json_t *function;
        if (!job->ran || !job->wanted) continue;
        totals.goals += goals.total;
        totals.proved += goals.proved;
        totals.smoke += goals.smoke;
        totals.smoke_passed += goals.smoke_passed;
        json_array_foreach(job->functions, i, function) {
            if (!function_is_defined(function) || owner_of(job, function) != OWNER_THIS) continue;
            char *key = text_format("%s:%s", field_file(function), field(function, "name"));
            json_object_set_new(seen, key, json_true());
            free(key);
        }
    }
    totals.functions = json_object_size(seen);
    json_decref(seen);
    return totals;
}

/* A line `THEOREM Name: sentence`, wherever it stands in a comment. */
static void see_theorem(const char *path, int line, const char *text, void *context) {
    const char *at = strstr(text, "THEOREM ");
    if (at == NULL) return;
    const char *name = at + strlen("THEOREM ");
    const char *end = name;
    while (isalnum((unsigned char)*end)) end++;
    if (end == name || *end != ':') return;
    char *sentence = text_format("%s", end + 1);
    text_squeeze(sentence);
    size_t length = strlen(sentence);
    if (length >= 2 && strcmp(sentence + length - 2, "*/") == 0) sentence[length - 2] = '\0';
    text_squeeze(sentence);
    json_t *theorem =
        json_pack("{s:o, s:s, s:s, s:i}", "name", json_stringn(name, (size_t)(end - name)), "sentence",
                  sentence[0] == ' ' ? sentence + 1 : sentence, "file", text_short_path(path), "line", line);
    json_array_append_new(context, theorem);
    free(sentence);
}

/* Lines `key=value` as an object. */
static json_t *read_tools(const char *path) {
    json_t *how = json_object();
    char *text = text_of_file(path), *rest = text;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        char *value = strchr(line, '=');
        if (value == NULL) continue;
        *value++ = '\0';
        json_object_set_new(how, line, json_string(value));
    }
    free(text);
    return how;
}

static json_t *of_job(const job_t *job) {
    goals_t goals = goals_of(job);
    return json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:I, s:I, s:f, s:s, s:f, s:o}", "module",
                     job->module, "machine", job->arch, "file", text_short_path(job->file), "complete",
                     job->ran, "functions", (json_int_t)goals_functions(job), "goals",
                     (json_int_t)goals.total, "proved", (json_int_t)goals.proved, "smoke_tests",
                     (json_int_t)goals.smoke, "smoke_tests_passed", (json_int_t)goals.smoke_passed,
                     "slowest_goal_s", job->slowest, "slowest_goal", job->slowest_name, "seconds",
                     job->seconds, "by_function", goals_by_function(job));
}

bool ledger_write(const char *path, const char *tools, const job_t *jobs, size_t njobs, bool whole,
                  const char *const *folders, size_t nfolders) {
    totals_t totals = ledger_totals(jobs, njobs);
    json_t *modules = json_array(), *theorems = json_array();
    for (size_t i = 0; i < njobs; i++)
        if (jobs[i].wanted) json_array_append_new(modules, of_job(&jobs[i]));
    for (size_t i = 0; i < nfolders; i++) scan_folder(folders[i], see_theorem, theorems);
    json_t *how = read_tools(tools);
    json_t *ledger =
        json_pack("{s:b, s:b, s:{s:I, s:I, s:I, s:I, s:I, s:I, s:I}, s:o, s:O, s:o, s:o}", "held",
                  fault_count(false) == 0, "whole", whole, "totals", "goals", (json_int_t)totals.goals,
                  "proved", (json_int_t)totals.proved, "functions", (json_int_t)totals.functions, "admitted",
                  (json_int_t)rules_admitted(), "trusted", (json_int_t)trusted_count(), "smoke_tests",
                  (json_int_t)totals.smoke, "smoke_tests_passed", (json_int_t)totals.smoke_passed, "how", how,
                  "trusted", trusted_list(), "theorems", theorems, "modules", modules);
    bool written = ledger != NULL && json_dump_file(ledger, path, JSON_INDENT(2)) == 0;
    json_decref(ledger);
    return written;
}
