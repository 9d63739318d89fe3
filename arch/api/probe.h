/* Probes: single instructions that are expected to fault. Each returns true when the exception handler sent it to
   probe_resume, false when the access went through. The labels name the exact instructions. */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

#include <stdbool.h>
#include <stdint.h>

/* Reads 32 bits at the address. */
bool probe_read(uintptr_t address);

/* Writes 32 bits at the address. */
bool probe_write(uintptr_t address, uint32_t value);

/* Calls the address, which must hold code that returns at once. */
bool probe_execute(uintptr_t address);

extern const uint8_t probe_read_ip[];  /* the instruction that reads */
extern const uint8_t probe_write_ip[]; /* the instruction that writes */
extern const uint8_t probe_resume[];   /* where a handler lets a faulting probe continue */

#endif
