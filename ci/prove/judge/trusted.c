#include "trusted.h"
#include "job.h"
#include "text.h"

#include <string.h>
#include <unistd.h>

static json_t *list;
static const char *list_path;

void trusted_load(const char *path) {
    json_error_t error;
    list_path = path;
    list = access(path, F_OK) == 0 ? json_load_file(path, 0, &error) : json_array();
    if (!json_is_array(list)) {
        fault_at((place_t){.file = path, .line = error.line},
                 "the list of trusted things is no JSON array: %s", error.text);
        list = json_array();
    }
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry) {
        static const char *const needed[] = {"name", "kind", "file", "reason"};
        for (size_t k = 0; k < sizeof needed / sizeof *needed; k++)
            if (field(entry, needed[k])[0] == '\0')
                fault_at((place_t){.file = path}, "trusted entry %zu (%s) has no \"%s\"", i + 1,
                         field(entry, "name"), needed[k]);
        json_object_set_new(entry, "used", json_false());
    }
}

static json_t *find(const char *kind, const char *name) {
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry) {
        if (strcmp(field(entry, "kind"), kind) == 0 && strcmp(field(entry, "name"), name) == 0) return entry;
    }
    return NULL;
}

bool trusted_has(const char *kind, const char *name) { return find(kind, name) != NULL; }

bool trusted_use(place_t seen, const char *kind, const char *name) {
    json_t *entry = find(kind, name);
    if (entry == NULL) return false;
    json_object_set_new(entry, "used", json_true());
    if (seen.file != NULL && strcmp(text_short_path(seen.file), text_short_path(field(entry, "file"))) != 0)
        fault_at(seen, "%s is trusted in %s (%s), but this one is elsewhere", name, field(entry, "file"),
                 list_path);
    return true;
}

void trusted_check_stale(void) {
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry) {
        if (!json_is_true(json_object_get(entry, "used")))
            fault_at((place_t){.file = list_path}, "%s %s is trusted but nothing uses it: remove the entry",
                     field(entry, "kind"), field(entry, "name"));
    }
}

size_t trusted_count(void) { return json_array_size(list); }

json_t *trusted_list(void) { return list; }
