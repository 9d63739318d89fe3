#include "expect.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"
#include "scan.h"

struct expect {
    const char *path;
    lines_t lines;
    bool readable; /* the line that was found last could be read */
    uint64_t error, address, ip;
};

expect_t *expect_open(const char *path) {
    FILE *in = fopen(path, "r");
    expect_t *expect = in ? malloc(sizeof *expect) : NULL;
    if (!expect) {
        fprintf(stderr, "pftrace: cannot read %s: %s\n", path, strerror(errno));
        if (in) (void)fclose(in);
        return NULL;
    }
    *expect = (expect_t){.path = path};
    lines_open(&expect->lines, in);
    return expect;
}

void expect_close(expect_t *expect) {
    if (!expect) return;
    (void)fclose(expect->lines.in);
    free(expect);
}

/* "0x" and digits, the first of them not 0 unless it is the only one. */
static bool value(const char **at, uint64_t *result) {
    const char *digits = *at + 2;
    return strncmp(*at, "0x", 2) == 0 && scan_hex(at, result) && (digits[0] != '0' || *at == digits + 1);
}

/* The guest's next page fault; false if there is none left. */
static bool next(expect_t *expect) {
    while (lines_next(&expect->lines)) {
        const char *at = expect->lines.text;
        uint64_t vector;
        if (!scan(&at, "# fault: ")) continue;
        bool has_vector = scan(&at, "vector=") && scan_decimal(&at, &vector);
        if (has_vector && vector != 14) continue;
        expect->readable = has_vector && expect->lines.complete && scan(&at, " error=") &&
                           value(&at, &expect->error) && scan(&at, " address=") &&
                           value(&at, &expect->address) && scan(&at, " ip=") && value(&at, &expect->ip) &&
                           *at == '\0';
        return true;
    }
    return false;
}

static bool same(unsigned long number, const char *what, bool known, uint64_t traced, uint64_t said,
                 FILE *out) {
    if (known && traced == said) return true;
    if (known)
        fprintf(out, "mismatch: fault %lu: %s is 0x%" PRIx64 " in the trace, 0x%" PRIx64 " to the guest\n",
                number, what, traced, said);
    else
        fprintf(out, "mismatch: fault %lu: %s is not in the trace, 0x%" PRIx64 " to the guest\n", number,
                what, said);
    return false;
}

bool expect_fault(expect_t *expect, unsigned long number, const fault_t *fault, FILE *out) {
    if (!next(expect)) {
        fprintf(out, "mismatch: fault %lu: at 0x%" PRIx64 " in the trace, not reported by the guest\n",
                number, fault->address);
        return false;
    }
    if (!expect->readable) {
        fprintf(out, "mismatch: fault %lu: the guest's line cannot be read (%s:%lu)\n", number, expect->path,
                expect->lines.number);
        return false;
    }
    bool address = same(number, "the address", true, fault->address, expect->address, out);
    bool error = same(number, "the error code", fault->has_error, fault->error, expect->error, out);
    bool ip = same(number, "the instruction", fault->has_ip, fault->ip, expect->ip, out);
    return address && error && ip;
}

unsigned long expect_rest(expect_t *expect, FILE *out) {
    unsigned long missing = 0;
    while (next(expect)) {
        missing++;
        if (expect->readable)
            fprintf(out,
                    "mismatch: the guest reports a fault at 0x%" PRIx64 " by 0x%" PRIx64
                    ", the trace has none (%s:%lu)\n",
                    expect->address, expect->ip, expect->path, expect->lines.number);
        else
            fprintf(out, "mismatch: a line of the guest's cannot be read (%s:%lu)\n", expect->path,
                    expect->lines.number);
    }
    return missing;
}
