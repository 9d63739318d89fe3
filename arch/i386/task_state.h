/* The task state segment of i386. Intel SDM vol. 3A, 7.2.1 and figure 7-2. */
#ifndef I386_TASK_STATE_H
#define I386_TASK_STATE_H

#include <stdint.h>

/* Of the stacks only the first is used, for entries from user mode. */
typedef struct {
    uint32_t previous;
    uint32_t esp0, ss0, esp1, ss1, esp2, ss2;
    uint32_t cr3, eip, eflags;
    uint32_t eax, ecx, edx, ebx, esp, ebp, esi, edi;
    uint32_t es, cs, ss, ds, fs, gs;
    uint32_t ldt;
    uint32_t io_map; /* upper half: offset of the port bitmap; past the end means none */
} task_state_t;

_Static_assert(sizeof(task_state_t) == 104, "SDM vol. 3A, figure 7-2");

#define TASK_NO_PORTS ((uint32_t)sizeof(task_state_t) << 16)

#define SELECTOR_DOUBLE_FAULT 0x20u /* the task that reports double faults */

/* The state of everything else; a switch to the other task saves the interrupted registers here. */
extern task_state_t main_task;

/* The state that a double fault switches to. */
extern task_state_t double_fault_task;

/* Prepares that state. */
void double_fault_init(void);

#endif
