/* Cores: the facts that the proof of a goal needs. A list has a line for each goal, "GOAL PROVER FACT FACT ...". */
#ifndef CORE_CORES_H
#define CORE_CORES_H

#include "text.h"

/* 16 hexadecimal digits and the end. */
#define GOAL_ID 17

typedef struct {
    text_t line; /* as in a list, with a newline at its end */
} cores_t;

/* The core of this goal, if the list has one. */
bool cores_find(cores_t *core, const char *list, const char *goal);

/* Whether this prover found the core. */
bool cores_by(const cores_t *core, const char *prover);

/* Whether this fact is in the core. */
bool cores_has(const cores_t *core, part_t fact);

/* A core without facts, and one more fact. */
void cores_begin(cores_t *core, const char *goal, const char *prover);
void cores_add(cores_t *core, part_t fact);

/* Write a core at the end of a list, which others may write to at the same time. */
void cores_append(const char *list, const cores_t *core);

#endif
