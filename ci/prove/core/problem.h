/* A goal as Why3 writes it for provers: an SMT-LIB file, where a comment above each fact has its name, and the last is the goal. */
#ifndef CORE_PROBLEM_H
#define CORE_PROBLEM_H

#include "cores.h"
#include "text.h"

/* One command of the file. */
typedef struct {
    part_t command;
    part_t name; /* of the comment above it */
    bool assertion, goal;
} item_t;

typedef struct {
    text_t text;
    item_t *items; /* up to the question, (check-sat), which is the last */
    size_t nitems;
    char goal[GOAL_ID]; /* by which a list knows it */
} problem_t;

/* Whether the file is one, with a goal and a question. */
bool problem_read(problem_t *problem, const char *path);

/* The goal with the facts of `core` alone. */
void problem_print_core(const problem_t *problem, const cores_t *core, text_t *to);

/* The goal with all facts, numbered, and the question which of them the proof used. */
void problem_print_named(const problem_t *problem, text_t *to);

/* The facts that this prover's answer to such a question names. */
void problem_core(const problem_t *problem, const char *prover, const text_t *answer, cores_t *core);

#endif
