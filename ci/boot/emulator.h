/* What the two emulators have in common for the runner. Each is in a file of its own: qemu.c, bochs.c. */
#ifndef EMULATOR_H
#define EMULATOR_H

#include "boot.h"

typedef struct {
    const char *name;
    const char *trace_output; /* NULL: the trace is what the emulator writes to its outputs */

    /* Says in one line on stderr what is missing, and from which Debian package it comes. */
    bool (*ready)(const boot_t *boot);

    /* Boots; false, with a line on stderr, if that could not even begin. */
    bool (*boot)(const boot_t *boot, outcome_t *outcome);

    /* Adds to the verdict why the way in which the emulator ended is not the success path. The trace may be NULL. */
    void (*judge)(const outcome_t *outcome, unsigned long breaks, verdict_t *verdict);
} emulator_t;

extern const emulator_t emulator_qemu, emulator_bochs;

/* How many magic breaks a passing run has: before the faults that are provoked, after them, at the end. */
#define EMULATOR_BREAKS 3ul

#endif
