#include "explain.h"

#include <inttypes.h>

#include "cause.h"

static void explain_error(uint64_t error, FILE *out) {
    fprintf(out, ", error code 0x%" PRIx64 " (%s, %s, %s%s%s)", error,
            error & ERROR_PRESENT ? "present" : "not present",
            error & ERROR_FETCH   ? "fetch"
            : error & ERROR_WRITE ? "write"
                                  : "read",
            error & ERROR_USER ? "user" : "supervisor", error & ERROR_RESERVED ? ", reserved bit" : "",
            error & ERROR_KEY ? ", protection key" : "");
}

static void explain_place(const char *what, uint64_t address, symbols_t *symbols, FILE *out) {
    fprintf(out, "  %s 0x%" PRIx64, what, address);
    if (symbols) fprintf(out, "  ");
    if (symbols && !symbols_print(symbols, address, out)) fprintf(out, "not in the symbol file");
    fprintf(out, "\n");
}

static void explain_entry(const walk_entry_t *entry, const char *bit, FILE *out) {
    uint64_t value = entry->value;
    fprintf(out, "    %-5s at 0x%09" PRIx64 " = 0x%0*" PRIx64 "  ", entry->level, entry->at,
            (int)(entry->bytes * 2), value);
    if (value & ENTRY_PRESENT)
        fprintf(out, "present %s %s%s%s%s%s%s", value & ENTRY_WRITABLE ? "writable" : "read-only",
                value & ENTRY_USER ? "user" : "supervisor", value & ENTRY_ACCESSED ? " accessed" : "",
                value & ENTRY_DIRTY ? " dirty" : "", value & ENTRY_GLOBAL ? " global" : "",
                value & ENTRY_LARGE ? " bit-7" : "", value & ENTRY_NO_EXECUTE ? " no-execute" : "");
    else
        fprintf(out, "not present");
    if (bit) fprintf(out, "   <-- %s", bit);
    fprintf(out, "\n");
}

void explain(unsigned long number, const fault_t *fault, symbols_t *symbols, FILE *out) {
    cause_t why = cause(fault);
    fprintf(out, "fault %lu: %s: %s, %s\n", number, why.access, why.kind, why.reason);
    fprintf(out, "  address 0x%" PRIx64, fault->address);
    if (fault->has_error) explain_error(fault->error, out);
    fprintf(out, "\n");
    if (fault->has_ip)
        explain_place("by", fault->ip, symbols, out);
    else if (fault->has_next_ip)
        explain_place(fault->error & ERROR_FETCH ? "by" : "by the instruction before", fault->next_ip,
                      symbols, out);
    if (fault->walked > 0) {
        fprintf(out, "  walk, top table at 0x%" PRIx64 "\n", fault->walk[0].at & ~UINT64_C(0xfff));
        for (unsigned i = 0; i < fault->walked; i++)
            explain_entry(&fault->walk[i], i == why.guilty ? why.bit : NULL, out);
    } else if (fault->has_control) {
        fprintf(out,
                "  no walk in the trace; CR3 0x%" PRIx64 ", CR0.WP=%d CR4.SMEP=%d CR4.SMAP=%d EFER.NXE=%d\n",
                fault->cr3, (fault->cr0 & CR0_WP) != 0, (fault->cr4 & CR4_SMEP) != 0,
                (fault->cr4 & CR4_SMAP) != 0, (fault->efer & EFER_NXE) != 0);
    } else {
        fprintf(out, "  no walk in the trace\n");
    }
    if (fault->has_tick)
        fprintf(out, "  tick %" PRIu64 ", trace line %lu\n", fault->tick, fault->line);
    else
        fprintf(out, "  trace line %lu\n", fault->line);
}
