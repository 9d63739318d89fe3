/* pftrace: reads what an emulator traced, finds the page faults in it, and says what each of them was.

   Exit status: 0 only expected faults, 1 others, 2 the input could not be used. Without --expect none is expected.
   The last line printed says which, and how much of the input could not be read. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "session.h"

static const char usage[] =
    "usage: pftrace [--elf KERNEL] [--expect SERIAL] [--most N] [TRACE]\n"
    "explains the page faults in a trace of QEMU (-d int) or Bochs (debug: cpu0=report, trace-mem on)\n"
    "  --elf FILE      symbols and source lines\n"
    "  --expect FILE   compare with the guest's own reports in this serial log\n"
    "  --most N        explain the first N faults, count the others (200)\n"
    "  TRACE           standard input if not given\n"
    "status: 0 only expected faults, 1 others, 2 the input could not be used\n";

int main(int argc, char *argv[]) {
    enum { ELF = 1, EXPECT, MOST, HELP };
    static const struct option known[] = {{"elf", 1, NULL, ELF},
                                          {"expect", 1, NULL, EXPECT},
                                          {"most", 1, NULL, MOST},
                                          {"help", 0, NULL, HELP},
                                          {NULL, 0, NULL, 0}};
    session_t session = {.out = stdout, .most = 200};
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
    int status = SESSION_UNUSABLE;
    if ((!elf || (session.symbols = symbols_open(elf))) &&
        (!serial || (session.expect = expect_open(serial))))
        status = session_read(&session, in, name);
    symbols_close(session.symbols);
    expect_close(session.expect);
    if (in != stdin) (void)fclose(in);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "pftrace: cannot write: %s\n", strerror(errno));
        return 2;
    }
    return status;
}
