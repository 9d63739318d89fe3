#include "rules.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* These repeat what another rule says better: a smoke test's failure; a stage without goals (a module may have
   no lemmas, and rules_goals counts the rest); and the memory-model hypotheses, which -wp-check-memory-model
   has made into requires already (see rules_calls). */
static bool said_elsewhere(const char *text) {
    return text_begins(text, "Failed smoke-test") || text_begins(text, "No goal generated") ||
           text_begins(text, "Memory model hypotheses for function");
}

void rules_warnings(const job_t *job) {
    size_t i;
    json_t *entry;
    json_array_foreach(job->warnings, i, entry) {
        const char *class = field(entry, "classid");
        bool is_event = strstr(class, ".warning") != NULL || strstr(class, ".error") != NULL;
        if (!is_event || said_elsewhere(field(entry, "descr"))) continue;
        char *text = text_format("%s", field(entry, "descr"));
        text_squeeze(text);
        int line = (int)json_integer_value(json_object_get(entry, "line"));
        fault_at(job_place(job, field(entry, "file"), line), "Frama-C warns: %s", text);
        free(text);
    }
}
