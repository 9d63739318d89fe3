/* QEMU's log of interrupts and exceptions (-d int), as target/i386/tcg/seg_helper.c writes it:

       2: v=0e e=0003 i=0 cpl=0 IP=0008:0000000000101187 pc=... SP=... CR2=000000000010e008
     ... registers ...
     CR0=80010011 CR2=... CR3=0000000000113000 CR4=00300020
     EFER=0000000000000d00

   i=1 is an int instruction. A device's interrupt is announced by "Servicing hardware INT=". There is no walk. */
#include "parse.h"

#include "scan.h"

static void hand_on(parser_t *parser) {
    if (!parser->pending) return;
    parser->pending = false;
    /* without paging there are no page faults, whatever the vector's number */
    if (parser->fault.has_control && !(parser->fault.cr0 & CR0_PG)) return;
    parser->sink(parser->context, &parser->fault);
}

/* "     2: v=": the beginning of an event. */
static bool event(const char **at) {
    uint64_t number;
    scan_blanks(at);
    return scan_decimal(at, &number) && scan(at, ": v=");
}

static bool qemu_recognise(const char *line) {
    const char *at = line;
    return event(&at) || scan(&line, "check_exception old: ") || scan(&line, "Servicing hardware INT=") ||
           scan(&line, "SMM: enter") || scan(&line, "CPU Reset (CPU ");
}

static void exception(parser_t *parser, const char *at, const lines_t *line) {
    uint64_t vector, software, selector;
    bool device = parser->interrupt;
    parser->interrupt = false;
    fault_t *fault = &parser->fault;
    *fault = (fault_t){.line = line->number};
    if (!scan_hex(&at, &vector)) {
        parser->junk++;
    } else if (vector == 14) {
        if (scan(&at, " e=") && scan_hex(&at, &fault->error) && scan(&at, " i=") &&
            scan_hex(&at, &software) && scan_past(&at, " IP=") && scan_hex(&at, &selector) &&
            scan(&at, ":") && scan_hex(&at, &fault->ip) && scan_past(&at, " CR2=") &&
            scan_hex(&at, &fault->address)) {
            fault->has_error = true;
            fault->has_ip = true;
            parser->pending = software == 0 && !device;
        } else {
            parser->junk++;
        }
    }
}

static void qemu_line(parser_t *parser, const lines_t *line) {
    const char *at = line->text;
    fault_t *fault = &parser->fault;
    if (event(&at)) {
        hand_on(parser);
        exception(parser, at, line);
        return;
    }
    at = line->text;
    if (scan(&at, "Servicing hardware INT=")) {
        hand_on(parser);
        parser->interrupt = true;
    } else if (scan(&at, "check_exception ")) {
        hand_on(parser);
        parser->interrupt = false;
    } else if (parser->pending && scan(&at, "CR0=")) {
        fault->has_control = scan_hex(&at, &fault->cr0) && scan_past(&at, " CR3=") &&
                             scan_hex(&at, &fault->cr3) && scan_past(&at, " CR4=") &&
                             scan_hex(&at, &fault->cr4);
        if (!fault->has_control) parser->junk++;
    } else if (parser->pending && scan(&at, "EFER=")) {
        if (!scan_hex(&at, &fault->efer)) parser->junk++;
        hand_on(parser);
    }
}

const emulator_parser_t parse_qemu = {"QEMU", qemu_recognise, qemu_line, hand_on};
