/* Hostile traces: every log given is cut off at every seventh byte, and damaged at random (always the same way). Built
   with the address and undefined-behaviour sanitizers, which end the program at the first wrong step; what is checked
   here is that the explainer always comes to one of its three conclusions, and that a cut trace never has more faults
   than the whole one. The guest's report is damaged in the same way.

     mutations LOG...     each with its .serial beside it; the last line is "N passed, N failed" */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

#define LOG_MOST 65536u
#define ROUNDS   4000u

typedef struct {
    char text[LOG_MOST];
    size_t length;
} log_t;

static unsigned long passed, failed;
static FILE *nowhere;
static char serial_path[] = "/tmp/pftrace-mutations-XXXXXX";

static bool read_file(const char *path, log_t *log) {
    FILE *in = fopen(path, "r");
    if (!in) return false;
    log->length = fread(log->text, 1, sizeof log->text, in);
    (void)fclose(in);
    return true;
}

/* xorshift32: the same numbers on every machine. */
static uint32_t next_random(void) {
    static uint32_t state = 0x1234567u;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static size_t below(size_t limit) { return limit ? next_random() % limit : 0; }

/* Damages a log in one of the ways in which logs are damaged. */
static void damage(log_t *log) {
    static const char digits[] = "0123456789abcdefx-@:;=[] \n";
    size_t at = below(log->length), count = below(200);
    if (log->length == 0) return;
    if (count > log->length - at) count = log->length - at;
    switch (below(6)) {
    case 0:
        log->text[at] = (char)next_random();
        break; /* a byte */
    case 1:
        log->text[at] = digits[below(sizeof digits - 1)];
        break; /* a letter that matters */
    case 2:    /* a piece is lost */
        memmove(log->text + at, log->text + at + count, log->length - at - count);
        log->length -= count;
        break;
    case 3:
        memmove(log->text + at, log->text + below(log->length - count + 1), count);
        break; /* a piece twice */
    case 4:
        memset(log->text + at, '0' + (int)below(10), count);
        break; /* a number too long */
    default:   /* lines run together */
        for (size_t i = at; i < at + count; i++)
            if (log->text[i] == '\n') log->text[i] = ' ';
    }
}

/* Runs the explainer on the first bytes of a log; false if it came to no conclusion. */
static bool explain_log(log_t *log, size_t length, unsigned long *faults) {
    session_t session = {.out = nowhere, .most = 1000};
    FILE *in = length ? fmemopen(log->text, length, "r") : fopen("/dev/null", "r");
    session.expect = expect_open(serial_path);
    if (!in || !session.expect) {
        fprintf(stderr, "mutations: cannot set up a round\n");
        exit(2);
    }
    int status = session_read(&session, in, "a damaged log");
    *faults = session.faults;
    expect_close(session.expect);
    (void)fclose(in);
    return status == SESSION_EXPECTED || status == SESSION_UNEXPECTED || status == SESSION_UNUSABLE;
}

static void check(bool held, const char *path, const char *what, unsigned long at) {
    if (held) {
        passed++;
        return;
    }
    failed++;
    printf("%s: %s at %lu\n", path, what, at);
}

static void write_serial(const log_t *serial) {
    FILE *out = fopen(serial_path, "w");
    bool written = out && fwrite(serial->text, 1, serial->length, out) == serial->length;
    if (!out || fclose(out) != 0 || !written) {
        fprintf(stderr, "mutations: cannot write %s\n", serial_path);
        exit(2);
    }
}

static void torture(const char *path) {
    static log_t whole, log, whole_serial, serial;
    static char name[1024];
    unsigned long all, some;
    size_t stem = strlen(path) - strlen(".log");
    (void)snprintf(name, sizeof name, "%.*s.serial", (int)stem, path);
    if (!read_file(path, &whole) || !read_file(name, &whole_serial)) {
        check(false, path, "cannot be read", 0);
        return;
    }
    write_serial(&whole_serial);
    check(explain_log(&whole, whole.length, &all), path, "no conclusion on the whole", 0);
    for (size_t cut = 0; cut < whole.length; cut += 7) {
        bool concluded = explain_log(&whole, cut, &some);
        check(concluded && some <= all, path, "wrong when cut", cut);
    }
    for (unsigned round = 0; round < ROUNDS; round++) {
        log = whole;
        for (size_t i = 0; i <= below(8); i++) damage(&log);
        if (round % 16 == 0) {
            serial = whole_serial;
            damage(&serial);
            write_serial(&serial);
        }
        check(explain_log(&log, log.length, &some), path, "no conclusion in round", round);
    }
}

int main(int argc, char *argv[]) {
    int file = mkstemp(serial_path);
    nowhere = fopen("/dev/null", "w");
    if (file < 0 || !nowhere) {
        fprintf(stderr, "mutations: cannot make a file in /tmp\n");
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);
        if (length > 4 && strcmp(argv[i] + length - 4, ".log") == 0) torture(argv[i]);
    }
    (void)remove(serial_path);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
