/* What happens on an exception: a caught one is recorded and resumed elsewhere, any other ends the run. */
#ifndef KERNEL_FAULT_H
#define KERNEL_FAULT_H

#include <stdbool.h>
#include <stdint.h>

/* An exception that was caught. */
typedef struct {
    bool seen;
    uint32_t vector;
    uint32_t error;
    uintptr_t address; /* of the access, for page faults */
    uintptr_t ip;      /* of the instruction */
} fault_record_t;

/* Becomes the handler of all exceptions. */
void fault_init(void);

/* Lets the next exception, and only that one, be recorded and then resumed at the given address. */
void fault_catch_next(uintptr_t resume);

/* Stops catching and returns what was caught. */
fault_record_t fault_caught(void);

#endif
