/* pftrace: reads what an emulator traced, finds the page faults in it, and says what each of them was.

   Exit status: 0 only expected faults, 1 others, 2 the input could not be used. Without --expect none is expected.
   The last line printed says which, and how much of the input could not be read. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "explain.h"
#include "lines.h"
#include "parse.h"
#include "scan.h"

static const char usage[] =
    "usage: pftrace [--elf KERNEL] [--expect SERIAL] [--most N] [TRACE]\n"
    "explains the page faults in a trace of QEMU (-d int) or Bochs (debug: cpu0=report, trace-mem on)\n"
    "  --elf FILE      symbols and source lines\n"
    "  --expect FILE   compare with the guest's own reports in this serial log\n"
    "  --most N        explain the first N faults, count the others (200)\n"
    "  TRACE           standard input if not given\n"
    "status: 0 only expected faults, 1 others, 2 the input could not be used\n";

typedef struct {
    symbols_t *symbols;
    expect_t *expect;
    unsigned long most;
    unsigned long faults;
    unsigned long mismatches; /* events, not lines */
} session_t;

static void one_fault(void *context, const fault_t *fault) {
    session_t *session = context;
    unsigned long number = ++session->faults;
    if (number <= session->most) explain(number, fault, session->symbols, stdout);
    if (session->expect && !expect_fault(session->expect, number, fault, stdout)) session->mismatches++;
}

/* Traces are text. What is not is counted and never given to a parser. */
static bool is_text(const lines_t *line) {
    for (size_t i = 0; i < line->length; i++)
        if (!isprint((unsigned char)line->text[i]) && line->text[i] != '\t' && line->text[i] != '\x1b')
            return false;
    return true;
}

static const emulator_parser_t *recognise(const char *line) {
    static const emulator_parser_t *const known[] = {&parse_bochs, &parse_qemu};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i]->recognise(line)) return known[i];
    return NULL;
}

static int conclude(session_t *session, const emulator_parser_t *emulator, unsigned long skipped,
                    bool broken) {
    unsigned long missing = session->expect ? expect_rest(session->expect, stdout) : 0;
    if (skipped > 0) printf("%lu line%s of the trace could not be read\n", skipped, skipped == 1 ? "" : "s");
    if (broken) printf("the trace ends in the middle of a line\n");
    printf("pftrace: %lu page fault%s in a trace of %s", session->faults, session->faults == 1 ? "" : "s",
           emulator->name);
    if (!session->expect)
        printf("\n");
    else if (session->mismatches + missing == 0)
        printf(", all as the guest reports\n");
    else
        printf(", %lu not as the guest reports, %lu that it reports missing\n", session->mismatches, missing);
    return session->mismatches + missing > 0 || (!session->expect && session->faults > 0) ? 1 : 0;
}

static int read_trace(session_t *session, FILE *in, const char *name) {
    static lines_t lines;
    const emulator_parser_t *emulator = NULL;
    parser_t parser = {.sink = one_fault, .context = session};
    unsigned long skipped = 0;
    bool broken = false;
    lines_open(&lines, in);
    while (lines_next(&lines)) {
        broken = !lines.complete;
        if (lines.overlong || !is_text(&lines)) {
            skipped++;
            continue;
        }
        if (!emulator) emulator = recognise(lines.text);
        if (emulator) emulator->line(&parser, &lines);
    }
    if (ferror(in)) {
        fprintf(stderr, "pftrace: cannot read %s to its end: %s\n", name, strerror(errno));
        return 2;
    }
    if (!emulator) {
        fprintf(stderr, "pftrace: %s is neither a QEMU interrupt log nor a Bochs trace\n", name);
        return 2;
    }
    emulator->end(&parser);
    return conclude(session, emulator, skipped + parser.junk, broken);
}

int main(int argc, char *argv[]) {
    enum { ELF = 1, EXPECT, MOST, HELP };
    static const struct option known[] = {{"elf", 1, NULL, ELF},
                                          {"expect", 1, NULL, EXPECT},
                                          {"most", 1, NULL, MOST},
                                          {"help", 0, NULL, HELP},
                                          {NULL, 0, NULL, 0}};
    session_t session = {.most = 200};
    const char *elf = NULL, *serial = NULL;
    uint64_t most;
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        const char *at = optarg;
        switch (option) {
        case ELF:
            elf = optarg;
            break;
        case EXPECT:
            serial = optarg;
            break;
        case MOST:
            if (!scan_decimal(&at, &most) || *at) {
                fprintf(stderr, "pftrace: --most wants a number, not \"%s\"\n", optarg);
                return 2;
            }
            session.most = (unsigned long)most;
            break;
        case HELP:
            (void)fputs(usage, stdout);
            return 0;
        default:
            return 2;
        }
    }
    if (optind + 1 < argc) {
        fprintf(stderr, "pftrace: one trace at a time, please\n");
        return 2;
    }
    const char *name = optind < argc ? argv[optind] : "standard input";
    FILE *in = optind < argc ? fopen(name, "r") : stdin;
    if (!in) {
        fprintf(stderr, "pftrace: cannot read %s: %s\n", name, strerror(errno));
        return 2;
    }
    int status = 2;
    if ((!elf || (session.symbols = symbols_open(elf))) &&
        (!serial || (session.expect = expect_open(serial))))
        status = read_trace(&session, in, name);
    symbols_close(session.symbols);
    expect_close(session.expect);
    if (in != stdin) (void)fclose(in);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "pftrace: cannot write: %s\n", strerror(errno));
        return 2;
    }
    return status;
}
