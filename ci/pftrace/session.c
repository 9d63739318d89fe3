#include "session.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "explain.h"
#include "lines.h"
#include "parse.h"

static void one_fault(void *context, const fault_t *fault) {
    session_t *session = context;
    unsigned long number = ++session->faults;
    if (number <= session->most) explain(number, fault, session->symbols, session->out);
    if (session->expect && !expect_fault(session->expect, number, fault, session->out)) session->mismatches++;
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
    FILE *out = session->out;
    unsigned long missing = session->expect ? expect_rest(session->expect, out) : 0;
    if (skipped > 0)
        fprintf(out, "%lu line%s of the trace could not be read\n", skipped, skipped == 1 ? "" : "s");
    if (broken) fprintf(out, "the trace ends in the middle of a line\n");
    fprintf(out, "pftrace: %lu page fault%s in a trace of %s", session->faults,
            session->faults == 1 ? "" : "s", emulator->name);
    if (!session->expect)
        fprintf(out, "\n");
    else if (session->mismatches + missing == 0)
        fprintf(out, ", all as the guest reports\n");
    else
        fprintf(out, ", %lu not as the guest reports; %lu more that only the guest reports\n",
                session->mismatches, missing);
    bool unexpected = session->expect ? session->mismatches + missing > 0 : session->faults > 0;
    return unexpected ? SESSION_UNEXPECTED : SESSION_EXPECTED;
}

int session_read(session_t *session, FILE *in, const char *name) {
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
        fprintf(session->out, "pftrace: cannot read %s to its end: %s\n", name, strerror(errno));
        return SESSION_UNUSABLE;
    }
    if (!emulator) {
        fprintf(session->out, "pftrace: %s is neither a QEMU interrupt log nor a Bochs trace\n", name);
        return SESSION_UNUSABLE;
    }
    emulator->end(&parser);
    return conclude(session, emulator, skipped + parser.junk, broken);
}
