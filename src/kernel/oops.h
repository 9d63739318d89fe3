/* The last words of a kernel that took an exception nobody expected. */
#ifndef KERNEL_OOPS_H
#define KERNEL_OOPS_H

#include <stdint.h>
#include <stdnoreturn.h>
#include "trap.h"

/* Prints what happened, the registers and who called whom, and ends the run as a failure. */
noreturn void oops(const trap_frame_t *frame, uintptr_t fault_address);

#endif
