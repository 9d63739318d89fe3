/* A fault in words. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "event.h"
#include "symbols.h"

/* symbols may be NULL. */
void explain(unsigned long number, const fault_t *fault, symbols_t *symbols, FILE *out);

#endif
