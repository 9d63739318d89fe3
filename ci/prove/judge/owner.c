#include "owner.h"
#include "text.h"
#include "trusted.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An inline function in src/mm/bits.h is proved once, with src/mm/bits.c, and not again by everybody who
   includes the header. That its text is the same there and here is checked with the calls. */
static bool in_header_of_other(const job_t *job, const json_t *function) {
    const char *file = field_file(function);
    const char *slash = strrchr(file, '/');
    const char *stem = slash == NULL ? file : slash + 1;
    size_t length = strlen(stem), folder = (size_t)(stem - file);
    if (length < 3 || strcmp(stem + length - 2, ".h") != 0) return false;
    if (folder != strlen(job->src) + 1 || strncmp(file, job->src, folder - 1) != 0) return false;
    if (strncmp(stem, job->module, length - 2) == 0 && job->module[length - 2] == '\0') return false;
    char *source = text_format("%.*s.c", (int)(strlen(file) - 2), file);
    bool found = access(source, F_OK) == 0;
    free(source);
    return found;
}

owner_t owner_of(const job_t *job, const json_t *function) {
    if (trusted_has("function", field(function, "name"))) return OWNER_TRUSTED;
    if (!function_is_defined(function) || in_header_of_other(job, function)) return OWNER_OTHER;
    return OWNER_THIS;
}

char *owner_skipped(const job_t *job) {
    char *names = text_format("%s", "");
    size_t i;
    json_t *function;
    json_array_foreach(job->functions, i, function) {
        if (!function_is_defined(function) || owner_of(job, function) == OWNER_THIS) continue;
        char *longer = text_format("%s%s%s", names, names[0] == '\0' ? "" : ",", field(function, "name"));
        free(names);
        names = longer;
    }
    return names;
}
