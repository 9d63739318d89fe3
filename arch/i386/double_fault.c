/* A double fault may come from a bad stack, on which nothing can be pushed, so it gets a task of its own: the
   processor saves all registers in the main task's state and takes new ones from here. Intel SDM vol. 3A, 6.12.2. */
#include <stdnoreturn.h>
#include "control.h"
#include "early_directory.h"
#include "task_state.h"
#include "trap_frame.h"
#include "trap_machine.h"

#define SPARE_STACK_BYTES 8192u

task_state_t double_fault_task;

static uint8_t spare_stack[SPARE_STACK_BYTES] __attribute__((aligned(16)));

/* The processor pushed the error code, always 0, where a caller would push its return address. */
static noreturn void report(void) {
    trap_frame_t frame = {
        .edi = main_task.edi,
        .esi = main_task.esi,
        .ebp = main_task.ebp,
        .esp = main_task.esp,
        .ebx = main_task.ebx,
        .edx = main_task.edx,
        .ecx = main_task.ecx,
        .eax = main_task.eax,
        .vector = TRAP_DOUBLE_FAULT,
        .eip = main_task.eip,
        .cs = main_task.cs,
        .eflags = main_task.eflags,
    };
    /* There is no way back: a double fault is an abort. */
    for (;;) {
        trap_dispatch(&frame);
    }
}

void double_fault_init(void) {
    double_fault_task = (task_state_t){
        .cr3 = (uint32_t)(uintptr_t)early_directory, /* of no effect before paging is on */
        .eip = (uint32_t)(uintptr_t)report,
        .eflags = FLAGS_ALWAYS,
        .esp = (uint32_t)(uintptr_t)(spare_stack + sizeof(spare_stack)),
        .es = SELECTOR_DATA,
        .cs = SELECTOR_CODE,
        .ss = SELECTOR_DATA,
        .ds = SELECTOR_DATA,
        .fs = SELECTOR_DATA,
        .gs = SELECTOR_DATA,
        .io_map = TASK_NO_PORTS,
    };
}
