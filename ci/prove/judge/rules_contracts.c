#include "owner.h"
#include "rules.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Frama-C fills in what a contract leaves out, so the *written* clauses are asked for, in the contract's
   default behaviour: a clause only in some named behaviour says nothing about the other cases. */
static void check_clauses(place_t place, const char *name, const char *contract) {
    if (contract[0] == '\0') {
        fault_at(place, "function %s has no contract", name);
        return;
    }
    char *assigns = contract_clause(contract, "assigns");
    char *terminates = contract_clause(contract, "terminates");
    char *exits = contract_clause(contract, "exits");
    if (assigns == NULL) fault_at(place, "the contract of %s has no assigns clause", name);
    if (terminates == NULL || strcmp(terminates, "\\true") != 0)
        fault_at(place, "the contract of %s does not say: terminates \\true", name);
    if (exits == NULL || strcmp(exits, "\\false") != 0)
        fault_at(place, "the contract of %s does not say: exits \\false", name);
    free(assigns);
    free(terminates);
    free(exits);
}

/* The line of the n-th loop in the order of the text: WP numbers statements in that order, and makes a smoke
   test for each loop. Without such a test, the function's line. */
static int loop_line(const job_t *job, const char *function, size_t n, int otherwise) {
    long best = -1;
    int line = otherwise;
    for (size_t round = 0; round <= n; round++) {
        long lowest = -1;
        size_t i;
        json_t *property;
        json_array_foreach(job->proved, i, property) {
            if (strcmp(field(property, "kind"), "prop_wp_smoke_dead_loop") != 0) continue;
            if (strcmp(field(property, "fct"), function) != 0) continue;
            const char *statement = field(property, "kinstr");
            long id = text_begins(statement, "#s") ? strtol(statement + 2, NULL, 10) : -1;
            if (id <= best || (lowest >= 0 && id >= lowest)) continue;
            lowest = id;
            line = field_line(property);
        }
        if (lowest < 0) return otherwise;
        best = lowest;
    }
    return line;
}

static void check_function(const job_t *job, const json_t *function) {
    const char *name = field(function, "name");
    place_t place = job_place_of(job, function);
    const function_text_t *text = source_find(&job->source, name);
    if (text == NULL) {
        fault_at(place, "cannot find function %s in the source as Frama-C printed it", name);
        return;
    }
    check_clauses(place, name, text->contract);
    if (owner_of(job, function) != OWNER_THIS) return;
    if (text->has_asm)
        fault_at(place, "assembly in %s cannot be proved: move it to a trusted function", name);
    if (text->has_pointer_cast)
        fault_at(place, "%s casts to a pointer type, about which the memory model cannot be believed", name);
    for (size_t i = 0; i < text->nloops; i++) {
        place_t at = job_place(job, place.file, loop_line(job, name, i, place.line));
        if (!text->loops[i].has_assigns) fault_at(at, "a loop in %s has no loop assigns", name);
        if (!text->loops[i].has_variant) fault_at(at, "a loop in %s has no loop variant", name);
    }
}

/* Clauses that hold of everything, or of nothing, are no clauses. */
static void check_emptiness(const job_t *job, const json_t *property) {
    const char *kind = field(property, "kind");
    const char *predicate = property_predicate(property);
    const char *name = field(property, "fct");
    place_t place = job_place_of(job, property);
    if (strcmp(kind, "ensures") == 0 && strcmp(predicate, "\\true") == 0)
        fault_at(place, "ensures \\true in %s says nothing", name);
    if (strcmp(kind, "requires") == 0 && strcmp(predicate, "\\false") == 0)
        fault_at(place, "requires \\false in %s: nobody can call it", name);
    if (strcmp(kind, "assumes") == 0 && strcmp(predicate, "\\false") == 0)
        fault_at(place, "assumes \\false in %s: the behaviour never applies", name);
}

static bool is_ours(const json_t *function) {
    return function != NULL && !json_is_true(json_object_get(function, "stdlib")) &&
           !json_is_true(json_object_get(function, "builtin"));
}

void rules_contracts(const job_t *job) {
    size_t i;
    json_t *entry;
    json_array_foreach(job->functions, i, entry) {
        if (is_ours(entry) && function_is_defined(entry)) check_function(job, entry);
    }
    json_array_foreach(job->written, i, entry) {
        if (is_ours(job_function(job, field(entry, "fct")))) check_emptiness(job, entry);
    }
}
