/* Reads the source as Frama-C prints it after parsing: every loop a `while`, every annotation in canonical
   form, nothing added by default yet. That tells what the author *wrote*, which no report does. */
#ifndef JUDGE_SOURCE_H
#define JUDGE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    bool has_assigns;
    bool has_variant;
} loop_t;

typedef struct {
    char *name;
    char *contract; /* annotation in front of it, white space squeezed; "" when there is none */
    char *body;     /* text between the braces, squeezed; NULL for a prototype */
    char **uses;    /* identifiers in the body's code, each once */
    size_t nuses;
    loop_t *loops; /* in the order of the text */
    size_t nloops;
    bool has_asm;
    bool
        has_pointer_cast; /* a cast to a pointer type, other than of 0; in printed source, one without const */
} function_text_t;

typedef struct {
    function_text_t *functions;
    size_t nfunctions;
    char **globals; /* annotations outside functions: predicates, lemmas and the like */
    size_t nglobals;
    char **
        declarations; /* of types and variables, white space squeezed, without Frama-C's numbers for nameless types */
    size_t ndeclarations;
} source_t;

/* Read the file; false when it cannot be read. */
bool source_read(source_t *source, const char *path);

/* The function's text, a definition before a prototype, or NULL. */
const function_text_t *source_find(const source_t *source, const char *name);

/* The value of a clause of the contract's default behaviour ("assigns", "exits", ...), without a label, as a
   fresh string; NULL when the author wrote no such clause. */
char *contract_clause(const char *contract, const char *keyword);

/* The name that a global annotation or a declaration gives a meaning to, as a fresh string: a predicate's or lemma's, a variable's,
   and with its keyword a type's ("typedef word_t", "struct table"). */
char *source_defined_name(const char *text);

/* The name of the next recursive or inductive definition of a global annotation, from its character `*from` on, as a
   fresh string; moves `*from` past the definition. NULL: there is none. */
char *logic_recursive_name(const char *global, size_t *from);

#endif
