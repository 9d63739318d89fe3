/* The list of what is believed without proof (proofs/trusted.json): an array of
   { "name", "kind": "function" | "axiom" | "definition", "file", "reason" }. */
#ifndef JUDGE_TRUSTED_H
#define JUDGE_TRUSTED_H

#include "fault.h"

#include <jansson.h>
#include <stdbool.h>

/* Load the list; a missing file is an empty list, a broken one or an entry without a reason is a fault. */
void trusted_load(const char *path);

/* Is it on the list, with this kind? Marks it as used. `file` is where it was seen; another file than the
   list says is a fault. */
bool trusted_use(place_t seen, const char *kind, const char *name);

/* The same without marking. */
bool trusted_has(const char *kind, const char *name);

/* Every entry that nothing used is a fault. */
void trusted_check_stale(void);

size_t trusted_count(void);

/* The list for the ledger, each entry with a "used" field. Borrowed. */
json_t *trusted_list(void);

#endif
