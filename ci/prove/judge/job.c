#include "job.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *field(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    return text == NULL ? "" : text;
}

static const json_t *location(const json_t *object) {
    const json_t *source = json_object_get(object, "source");
    return source == NULL ? json_object_get(object, "sloc") : source;
}

int field_line(const json_t *property) {
    return (int)json_integer_value(json_object_get(location(property), "line"));
}

const char *field_file(const json_t *property) { return text_short_path(field(location(property), "file")); }

place_t job_place(const job_t *job, const char *file, int line) {
    return (place_t){.file = file, .line = line, .job = job->title};
}

place_t job_place_of(const job_t *job, const json_t *property) {
    return job_place(job, field_file(property), field_line(property));
}

const json_t *job_function(const job_t *job, const char *name) {
    size_t i;
    json_t *function;
    json_array_foreach(job->functions, i, function) {
        if (strcmp(field(function, "name"), name) == 0) return function;
    }
    return NULL;
}

bool function_is_defined(const json_t *function) {
    return json_is_true(json_object_get(function, "defined"));
}

const char *property_predicate(const json_t *property) {
    const char *text = field(property, "predicate");
    size_t i;
    json_t *name;
    json_array_foreach(json_object_get(property, "names"), i, name) {
        const char *label = json_string_value(name);
        size_t length = strlen(label);
        if (strncmp(text, label, length) != 0 || text[length] != ':') break;
        text += length + 1;
        while (isspace((unsigned char)*text)) text++;
    }
    return text;
}

const char *property_label(const json_t *property) {
    const char *label = json_string_value(json_array_get(json_object_get(property, "names"), 0));
    return label == NULL ? "" : label;
}

static json_t *load(const job_t *job, const char *folder, const char *name, bool *ok) {
    char *path = text_format("%s/%s", folder, name);
    json_error_t error;
    json_t *json = json_load_file(path, JSON_DECODE_ANY, &error); /* WP says null for: no goals */
    if (json == NULL) {
        fault_at(job_place(job, job->file, 0), "Frama-C left no readable report %s (%s)", path, error.text);
        *ok = false;
    }
    free(path);
    return json;
}

/* The answer with that id among the answers of Frama-C's server; it must be all there is. */
static json_t *answer(const job_t *job, json_t *answers, const char *id, bool *ok) {
    size_t i;
    json_t *entry;
    json_array_foreach(answers, i, entry) {
        const json_t *data = json_object_get(entry, "data");
        json_t *rows = json_object_get(data, "updated");
        if (strcmp(field(entry, "id"), id) != 0) continue;
        if (json_is_array(rows) && json_integer_value(json_object_get(data, "pending")) == 0) return rows;
    }
    fault_at(job_place(job, job->file, 0), "Frama-C's list of %s is missing or cut short", id);
    *ok = false;
    return NULL;
}

/* The slowest goal, from WP's log; for the table only, no verdict hangs on it. */
static void read_times(job_t *job, const char *folder) {
    char *path = text_format("%s/proof.log", folder);
    char *log = text_of_file(path);
    char *rest = log;
    for (char *line = log == NULL ? NULL : strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        const char *goal = strstr(line, "] Goal ");
        const char *valid = strstr(line, " : Valid");
        if (goal == NULL || valid == NULL || strstr(line, "(cached)") != NULL) continue;
        for (const char *at = strchr(valid, '('); at != NULL; at = strchr(at + 1, '(')) {
            char *unit;
            double seconds = strtod(at + 1, &unit);
            if (text_begins(unit, "ms)"))
                seconds /= 1000;
            else if (text_begins(unit, "'"))
                seconds = seconds * 60 + strtod(unit + 1, NULL);
            else if (!text_begins(unit, "s)"))
                continue;
            if (seconds <= job->slowest) continue;
            goal += strlen("] Goal ");
            job->slowest = seconds;
            free(job->slowest_name);
            job->slowest_name = text_slice(goal, (size_t)(valid - goal));
            break;
        }
    }
    free(log);
    free(path);
}

/* The last complaint in Frama-C's output, for when it gave up. */
static char *last_error(const char *folder, const char *name) {
    char *path = text_format("%s/%s", folder, name);
    char *log = text_of_file(path);
    free(path);
    if (log == NULL) return text_format("it said nothing");
    const char *from = strstr(log, "rror: ");
    const char *fatal = strstr(log, "Warning: ");
    if (from == NULL || (fatal != NULL && fatal < from)) from = fatal;
    while (from != NULL && from > log && from[-1] != '\n') from--;
    char *said = from == NULL ? text_format("it did not say why") : text_slice(from, strnlen(from, 300));
    text_squeeze(said);
    free(log);
    return said;
}

static bool exited_well(const job_t *job, const char *folder, const json_t *status, const char *stage) {
    const json_t *exit_status = json_object_get(status, stage);
    if (json_is_integer(exit_status) && json_integer_value(exit_status) == 0) return true;
    char *name = text_format("%s.log", stage);
    char *said = last_error(folder, name);
    int value = (int)json_integer_value(exit_status);
    if (value == 124)
        fault_at(job_place(job, job->file, 0), "Frama-C was stopped: out of time (%s)", stage);
    else
        fault_at(job_place(job, job->file, 0), "Frama-C gave up with status %d (%s): %s", value, stage, said);
    free(said);
    free(name);
    return false;
}

/* Where a module lies: among the sources, or among the laws about them (`laws` is NULL when there are none). */
static char *find_source(const char *src, const char *laws, const char *module) {
    char *file = text_format("%s/%s.c", src, module);
    if (laws == NULL || access(file, F_OK) == 0) return file;
    free(file);
    return text_format("%s/%s.c", laws, module);
}

static char *begin(job_t *job, const char *reports, const folders_t *folders, const char *arch,
                   const char *module) {
    *job = (job_t){
        .arch = text_format("%s", arch),
        .module = text_format("%s", module),
        .title = text_format("%s %s", module, arch),
        .file = find_source(folders->src, folders->laws, module),
        .src = text_short_path(folders->src),
        .slowest_name = text_format("-"),
    };
    return text_format("%s/%s/%s", reports, arch, module);
}

static bool read_facts(job_t *job, const char *folder) {
    bool ok = true;
    char *path = text_format("%s/written.c", folder);
    json_t *answers = load(job, folder, "facts/questions.out.json", &ok);
    job->functions = answer(job, answers, "functions", &ok);
    job->written = answer(job, answers, "properties", &ok);
    if (!source_read(&job->source, path)) {
        fault_at(job_place(job, job->file, 0), "Frama-C did not print the source as it read it (%s)", path);
        ok = false;
    }
    free(path);
    return ok;
}

static bool read_proof(job_t *job, const char *folder) {
    bool ok = true;
    job->proved = answer(job, load(job, folder, "proof/questions.out.json", &ok), "properties", &ok);
    job->report = load(job, folder, "goals.json", &ok);
    job->warnings = load(job, folder, "warnings.json", &ok);
    read_times(job, folder);
    return ok;
}

void job_read_facts(job_t *job, const char *reports, const folders_t *folders, const char *arch,
                    const char *module) {
    char *folder = begin(job, reports, folders, arch, module);
    job->ran = read_facts(job, folder);
    free(folder);
}

void job_read(job_t *job, const char *reports, const folders_t *folders, const char *arch,
              const char *module) {
    char *folder = begin(job, reports, folders, arch, module);
    bool ok = true;
    json_t *status = load(job, folder, "job.json", &ok);
    job->wanted = ok && json_is_true(json_object_get(status, "wanted"));
    job->seconds = json_number_value(json_object_get(status, "seconds"));
    ok = ok && exited_well(job, folder, status, "facts") && read_facts(job, folder);
    if (ok && job->wanted) ok = exited_well(job, folder, status, "proof") && read_proof(job, folder);
    job->ran = ok;
    free(folder);
}
