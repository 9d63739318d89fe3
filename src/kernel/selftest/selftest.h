/* The kernel's self-test: a table of cases, run once at boot, reported as KTAP on the console. */
#ifndef SELFTEST_H
#define SELFTEST_H

#include <stdbool.h>
#include "boot.h"
#include "memory.h"

/* Prints the version and the plan, which must be the first lines of all. */
void selftest_print_plan(void);

/* Runs every case; true when all passed. */
bool selftest_run(memory_t *memory, const boot_t *boot);

#endif
