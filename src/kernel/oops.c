#include "oops.h"
#include "cpu.h"
#include "log.h"

#define REGISTERS_A_LINE 4u
#define CALLERS_MOST     16u

/* Who did what, and why it was refused, in the words of the error code. Intel SDM vol. 3A, 4.7. */
static void explain_page_fault(uint32_t error, uintptr_t address) {
    const char *who = (error & TRAP_ERROR_USER) != 0 ? "user" : "supervisor";
    const char *what = (error & TRAP_ERROR_FETCH) != 0   ? "instruction fetch"
                       : (error & TRAP_ERROR_WRITE) != 0 ? "write access"
                                                         : "read access";
    const char *why = (error & TRAP_ERROR_RESERVED) != 0  ? "reserved bit violation"
                      : (error & TRAP_ERROR_PRESENT) != 0 ? "protection violation"
                                                          : "not-present page";
    log_note("oops: %s %s, %s, at address 0x%lx", who, what, why, (unsigned long)address);
}

static void print_registers(const trap_frame_t *frame) {
    trap_register_t general;
    uint32_t index = 0;
    for (; trap_register(frame, index, &general); index++) {
        if (index % REGISTERS_A_LINE == 0) log_text(index == 0 ? "# oops:" : "\n# oops:");
        log_text(" %s=0x%lx", general.name, (unsigned long)general.value);
    }
    log_text("\n# oops:");
    cpu_register_t control;
    for (index = 0; cpu_control_register(index, &control); index++) {
        log_text(" %s=0x%lx", control.name, (unsigned long)control.value);
    }
    log_text("\n");
}

static void print_callers(const trap_frame_t *frame) {
    uintptr_t frame_pointer = trap_frame_pointer(frame);
    uintptr_t return_address = 0;
    log_text("# oops: backtrace 0x%lx", (unsigned long)trap_ip(frame));
    for (uint32_t i = 0; i < CALLERS_MOST && trap_unwind(&frame_pointer, &return_address); i++) {
        log_text(" 0x%lx", (unsigned long)return_address);
    }
    log_text("\n");
}

noreturn void oops(const trap_frame_t *frame, uintptr_t fault_address) {
    /* An exception in here comes back to here: the second says only that much, the third says nothing. */
    static uint32_t depth;
    depth++;
    if (depth == 2) {
        log_bail_out("%s at 0x%lx while reporting another", trap_name(trap_vector(frame)),
                     (unsigned long)trap_ip(frame));
    }
    if (depth > 2) cpu_exit(false);

    uint32_t vector = trap_vector(frame);
    uint32_t error = trap_error(frame);
    log_text("\n");
    log_note("oops: %s, vector=%u error=0x%x ip=0x%lx", trap_name(vector), vector, error,
             (unsigned long)trap_ip(frame));
    if (vector == TRAP_PAGE_FAULT) explain_page_fault(error, fault_address);
    print_registers(frame);
    print_callers(frame);
    log_bail_out("unexpected %s", trap_name(vector));
}
