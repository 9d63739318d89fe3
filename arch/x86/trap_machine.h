/* What the shared half of the exception code needs from the machine's half. */
#ifndef X86_TRAP_MACHINE_H
#define X86_TRAP_MACHINE_H

#include <stdint.h>
#include "trap.h"

#define TRAP_VECTORS 32u /* the exceptions. Intel SDM vol. 3A, 6.3.1 */

#define SELECTOR_CODE  0x08u
#define SELECTOR_DATA  0x10u
#define SELECTOR_STATE 0x18u /* the task state segment */

/* The entry point of each vector, in assembly. */
extern const uintptr_t trap_stubs[TRAP_VECTORS];

/* Every stub calls this with the state that it saved. */
void trap_dispatch(trap_frame_t *frame);

/* Loads the kernel's own segments and task state. */
void trap_load_segments(void);

/* Loads the descriptor table that leads each vector to its stub. */
void trap_load_gates(void);

/* Loads a descriptor table, then every segment register from it; in assembly. */
void segments_load(const void *table_register);

#endif
