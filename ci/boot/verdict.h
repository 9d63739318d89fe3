/* What is to be said about a run in the end: counts, and every reason why it is not a pass, the first one first. */
#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>
#include <stdio.h>

#define VERDICT_REASONS 6u
#define VERDICT_WIDTH   200u

typedef struct {
    unsigned long passed;
    unsigned long planned; /* 0 when the guest gave no plan that can be believed */
    unsigned long reasons; /* how many there were; the first VERDICT_REASONS are kept */
    char reason[VERDICT_REASONS][VERDICT_WIDTH];
} verdict_t;

/* What comes from the guest may hold escape sequences: all that is not printable becomes a '?'. */
void verdict_printable(char *text);

/* Adds a reason, made printable. */
__attribute__((format(printf, 2, 3))) void verdict_add(verdict_t *verdict, const char *format, ...);

/* Cases that count as failed: all that were planned and did not pass, and at least 1 if anything is wrong. */
unsigned long verdict_failed(const verdict_t *verdict);

void verdict_print(const verdict_t *verdict, FILE *out);

#endif
