#include "cause.h"

#include <stddef.h>
#include <string.h>

static const char *access_name(uint64_t error) {
    static const char *const names[2][3] = {
        {"supervisor read access", "supervisor write access", "supervisor instruction fetch"},
        {"user read access", "user write access", "user instruction fetch"}};
    return names[(error & ERROR_USER) != 0][error & ERROR_FETCH ? 2 : error & ERROR_WRITE ? 1 : 0];
}

/* The first entry from the top in which one of these bits has this state, or CAUSE_NOBODY. With three levels the top
   entry has no rights in it (Intel SDM vol. 3A, "PAE Paging": they are reserved), so it is passed over. */
static unsigned find(const fault_t *fault, uint64_t bit, bool set) {
    for (unsigned i = 0; i < fault->walked; i++) {
        const walk_entry_t *entry = &fault->walk[i];
        if (i == 0 && strcmp(entry->level, "PDPTE") == 0 && bit != ENTRY_PRESENT) continue;
        if (((entry->value & bit) != 0) == set) return i;
    }
    return CAUSE_NOBODY;
}

static void absent(const fault_t *fault, cause_t *cause) {
    cause->kind = "not-present page";
    cause->guilty = find(fault, ENTRY_PRESENT, false);
    if (cause->guilty == CAUSE_NOBODY) {
        cause->reason = fault->walked
                            ? "but every entry shown is present: the trace does not show the refusal"
                            : "at which level, the trace does not show";
        return;
    }
    const char *level = fault->walk[cause->guilty].level;
    cause->bit = "P is 0";
    cause->reason = strcmp(level, "PTE") == 0   ? "the page itself is not mapped"
                    : strcmp(level, "PDE") == 0 ? "there is no page table here"
                                                : "there is no table here at a higher level";
}

static void protection_by_walk(const fault_t *fault, cause_t *cause) {
    uint64_t error = fault->error;
    if (error & ERROR_USER && (cause->guilty = find(fault, ENTRY_USER, false)) != CAUSE_NOBODY) {
        cause->reason = "page is the supervisor's";
        cause->bit = "U/S is 0";
    } else if (error & ERROR_FETCH && (cause->guilty = find(fault, ENTRY_NO_EXECUTE, true)) != CAUSE_NOBODY) {
        cause->reason = "page is no-execute";
        cause->bit = "XD is 1";
    } else if (error & ERROR_WRITE && (cause->guilty = find(fault, ENTRY_WRITABLE, false)) != CAUSE_NOBODY) {
        cause->reason = error & ERROR_USER ? "page is read-only" : "page is read-only (so CR0.WP=1)";
        cause->bit = "R/W is 0";
    } else if (!(error & ERROR_USER) && find(fault, ENTRY_USER, false) == CAUSE_NOBODY) {
        cause->reason =
            error & ERROR_FETCH ? "page is the user's (so CR4.SMEP=1)" : "page is the user's (so CR4.SMAP=1)";
        cause->guilty = fault->walked - 1;
        cause->bit = "U/S is 1";
    } else {
        cause->reason = "but the entries allow it: the translation used was an older one";
    }
}

/* Without the entries more than one reason may be left. */
static void protection_by_registers(const fault_t *fault, cause_t *cause) {
    uint64_t error = fault->error;
    bool known = fault->has_control;
    bool smap = known && fault->cr4 & CR4_SMAP, smep = known && fault->cr4 & CR4_SMEP;
    bool nx = !known || fault->efer & EFER_NXE;
    if (error & ERROR_USER && error & ERROR_FETCH)
        cause->reason = nx ? "page is the supervisor's or no-execute" : "page is the supervisor's";
    else if (error & ERROR_USER)
        cause->reason =
            error & ERROR_WRITE ? "page is the supervisor's or read-only" : "page is the supervisor's";
    else if (error & ERROR_FETCH)
        cause->reason = smep && nx ? "page is no-execute, or the user's (CR4.SMEP=1)"
                        : smep     ? "page is the user's (CR4.SMEP=1)"
                                   : "page is no-execute";
    else if (error & ERROR_WRITE)
        cause->reason = smap ? "page is read-only (CR0.WP=1), or the user's (CR4.SMAP=1)"
                             : "page is read-only (CR0.WP=1)";
    else
        cause->reason = smap ? "page is the user's (CR4.SMAP=1)" : "the trace does not show why";
}

cause_t cause(const fault_t *fault) {
    cause_t cause = {.access = "access unknown",
                     .kind = "the trace has no error code",
                     .reason = "",
                     .guilty = CAUSE_NOBODY};
    if (!fault->has_error) return cause;
    cause.access = access_name(fault->error);
    if (fault->error & ERROR_RESERVED) {
        cause.kind = "reserved bit violation";
        cause.reason = "an entry has a bit set that must be 0";
        cause.guilty = fault->walked ? fault->walked - 1 : CAUSE_NOBODY; /* the walk ends at it */
        cause.bit = "a reserved bit is 1";
    } else if (!(fault->error & ERROR_PRESENT)) {
        absent(fault, &cause);
    } else if (fault->error & ERROR_KEY) {
        cause.kind = "protection violation";
        cause.reason = "the page's protection key forbids it";
    } else {
        cause.kind = "protection violation";
        if (fault->walked)
            protection_by_walk(fault, &cause);
        else
            protection_by_registers(fault, &cause);
    }
    return cause;
}
