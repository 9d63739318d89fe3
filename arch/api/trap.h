/* Exceptions: the kernel registers one handler, the machine calls it with a frame that these functions read. */
#ifndef ARCH_TRAP_H
#define ARCH_TRAP_H

#include <stdbool.h>
#include <stdint.h>

/* The state that the exception interrupted; its layout is the machine's own business. */
typedef struct trap_frame trap_frame_t;

/* The kernel's handler; when it returns, the interrupted state is resumed as the frame then says. */
typedef void (*trap_handler_t)(trap_frame_t *frame);

/* A general register for people to read. */
typedef struct {
    const char *name;
    uintptr_t value;
} trap_register_t;

#define TRAP_DOUBLE_FAULT 8u
#define TRAP_PAGE_FAULT   14u

/* Bits of a page fault's error code. Intel SDM vol. 3A, 4.7. */
#define TRAP_ERROR_PRESENT  0x01u
#define TRAP_ERROR_WRITE    0x02u
#define TRAP_ERROR_USER     0x04u
#define TRAP_ERROR_RESERVED 0x08u
#define TRAP_ERROR_FETCH    0x10u

/* Takes over the segments, the task state and all 32 exception vectors. */
void trap_init(void);

/* Names the function that gets every exception from now on. */
void trap_set_handler(trap_handler_t handler);

/* The exception's number. */
uint32_t trap_vector(const trap_frame_t *frame);

/* The exception's name, such as "page fault". */
const char *trap_name(uint32_t vector);

/* The error code, 0 for the exceptions that have none. */
uint32_t trap_error(const trap_frame_t *frame);

/* The address of the instruction to resume at: for a fault the one that faulted. */
uintptr_t trap_ip(const trap_frame_t *frame);

/* Makes the interrupted code resume somewhere else. */
void trap_set_ip(trap_frame_t *frame, uintptr_t ip);

/* The address whose access caused the last page fault. */
uintptr_t trap_fault_address(void);

/* Gives register number index of the interrupted state, or returns false when there are no more. */
bool trap_register(const trap_frame_t *frame, uint32_t index, trap_register_t *out);

/* The frame pointer of the function that was interrupted: where a backtrace begins. */
uintptr_t trap_frame_pointer(const trap_frame_t *frame);

/* Steps to the caller; false, and nothing read, when the frame pointer is not one of the kernel's stack. */
bool trap_unwind(uintptr_t *frame_pointer, uintptr_t *return_address);

#endif
