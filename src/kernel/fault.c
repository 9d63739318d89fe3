#include "fault.h"
#include "log.h"
#include "oops.h"
#include "trap.h"

static uintptr_t resume_at; /* 0 when nothing is to be caught */
static fault_record_t record;

static void handle(trap_frame_t *frame) {
    uintptr_t address = trap_fault_address(); /* first of all: another fault would overwrite it */
    if (resume_at == 0) oops(frame, address);
    record = (fault_record_t){
        .seen = true,
        .vector = trap_vector(frame),
        .error = trap_error(frame),
        .address = trap_vector(frame) == TRAP_PAGE_FAULT ? address : 0,
        .ip = trap_ip(frame),
    };
    trap_set_ip(frame, resume_at);
    resume_at = 0;
    log_note("fault: vector=%u error=0x%x address=0x%lx ip=0x%lx", record.vector, record.error,
             (unsigned long)record.address, (unsigned long)record.ip);
}

void fault_init(void) { trap_set_handler(handle); }

void fault_catch_next(uintptr_t resume) {
    record = (fault_record_t){.seen = false};
    resume_at = resume;
}

fault_record_t fault_caught(void) {
    resume_at = 0;
    return record;
}
