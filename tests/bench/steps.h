/* The dearest single operation, in instructions. Callgrind adds up and cannot say; here the processor stops after every instruction
   (ptrace), in a copy of this process, and another process counts. That is exact and takes some microseconds an instruction, so it is
   for some thousand operations. What the kernel does in a system call is not counted; a repeated string instruction counts each time. */
#ifndef BENCH_STEPS_H
#define BENCH_STEPS_H

#include <stdint.h>

/* Around each operation of the loop. */
void steps_begin(void);
void steps_end(void);

/* Run the loop in a copy of this process, and say how many instructions the dearest operation took, these calls included. 0: the loop
   gave another answer than 0, or the system lets no process be watched. */
uint32_t steps_worst(uint64_t (*loop)(void *job), void *job);

#endif
