/* The boot runner: boots one kernel on one emulator without a screen, and decides whether that was a pass.

   A pass needs all of it: the plan, every case ok, the success path out of the emulator, and page faults in the trace
   that are exactly those which the guest reported. Whatever cannot be read counts against it. The last line printed is
   always "boot ARCH EMU: N passed, N failed". */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "emulator.h"
#include "ktap.h"
#include "logs.h"
#include "options.h"
#include "run.h"

#define EXPLAINER_TIMEOUT 60u

static lines_t lines;

static bool make_directories(const char *path) {
    char part[BOOT_PATH];
    for (size_t i = 1; i < sizeof part; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        (void)snprintf(part, sizeof part, "%.*s", (int)i, path);
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            fprintf(stderr, "bootrun: cannot make the directory %s: %s\n", part, strerror(errno));
            return false;
        }
        if (path[i] == '\0') break;
    }
    return true;
}

/* Is everything there to boot? And nothing of an earlier run, which might pass for this one's. */
static bool prepare(const boot_t *boot, const emulator_t *emulator) {
    const char *const old[] = {boot->serial, boot->trace, boot->console, boot->faults};
    if (!emulator->ready(boot)) return false;
    if (access(boot->image, R_OK) != 0) {
        fprintf(stderr, "bootrun: cannot read %s: %s\n", boot->image, strerror(errno));
        return false;
    }
    if (!make_directories(boot->out)) return false;
    for (size_t i = 0; i < sizeof old / sizeof old[0]; i++) {
        if (unlink(old[i]) != 0 && errno != ENOENT) {
            fprintf(stderr, "bootrun: cannot remove %s: %s\n", old[i], strerror(errno));
            return false;
        }
    }
    FILE *serial = fopen(boot->serial, "w"); /* not every emulator makes the file before the guest writes */
    if (serial && fclose(serial) == 0) return true;
    fprintf(stderr, "bootrun: cannot write %s: %s\n", boot->serial, strerror(errno));
    return false;
}

static void judge_serial(const char *path, verdict_t *verdict) {
    FILE *in = fopen(path, "r");
    if (!in) {
        verdict_add(verdict, "cannot read the serial log %s: %s", path, strerror(errno));
        return;
    }
    lines_open(&lines, in);
    ktap_judge(verdict, &lines, stdout);
    if (ferror(in)) verdict_add(verdict, "cannot read the serial log %s to its end", path);
    (void)fclose(in);
}

/* Logs that were cut short by a full disk would be blamed on the guest. */
static void judge_disk(const boot_t *boot, verdict_t *verdict) {
    struct statvfs disk;
    if (statvfs(boot->out, &disk) == 0 && disk.f_bavail == 0)
        verdict_add(verdict, "the disk is full: the logs in %s are not complete", boot->out);
}

static void judge_end(const emulator_t *emulator, const boot_t *boot, const outcome_t *outcome,
                      unsigned long breaks, verdict_t *verdict) {
    if (outcome->end == END_TIMEOUT)
        verdict_add(verdict, "the time limit of %u s is over and the machine still runs", boot->timeout);
    else if (outcome->end == END_SIGNAL && outcome->status == SIGXFSZ)
        verdict_add(verdict, "a log grew beyond %lu MiB: %s was stopped", RUN_FILE_LIMIT >> 20,
                    emulator->name);
    else if (outcome->end == END_SIGNAL)
        verdict_add(verdict, "%s was killed by signal %d (%s)", emulator->name, outcome->status,
                    strsignal(outcome->status));
    else
        emulator->judge(outcome, breaks, verdict);
}

/* Lets the explainer compare the trace with what the guest reports; its last line is its verdict. */
static void judge_faults(const boot_t *boot, verdict_t *verdict) {
    char last[VERDICT_WIDTH];
    outcome_t outcome;
    const char *const argv[] = {boot->pftrace, "--elf",     boot->elf, "--expect",
                                boot->serial,  boot->trace, NULL};
    if (!boot->pftrace) return;
    if (!run(argv, boot->faults, EXPLAINER_TIMEOUT, &outcome)) {
        verdict_add(verdict, "the fault explainer %s does not run", boot->pftrace);
    } else if (outcome.end != END_EXIT || outcome.status != 0) {
        logs_last(boot->faults, last, sizeof last);
        verdict_add(verdict, "the trace: %.180s", last[0] ? last : "the explainer said nothing");
    }
}

static void show_failure(const boot_t *boot) {
    logs_tail(boot->serial, "the end of the serial log", 20, stdout);
    if (boot->emu == EMU_BOCHS)
        logs_grep(boot->trace, "what Bochs says", "PANIC", 5, stdout);
    else
        logs_tail(boot->console, "what QEMU says", 5, stdout);
}

static int finish(const boot_t *boot, const emulator_t *emulator, const verdict_t *verdict) {
    unsigned long failed = verdict_failed(verdict);
    printf("boot %s %s: %lu passed, %lu failed\n", boot->arch, emulator->name, verdict->passed, failed);
    return failed == 0 && fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char *argv[]) {
    options_t options;
    verdict_t verdict = {0};
    outcome_t outcome;
    if (!options_read(&options, argc, argv)) return 2;
    const boot_t *boot = &options.boot;
    const emulator_t *emulator = boot->emu == EMU_QEMU ? &emulator_qemu : &emulator_bochs;

    if (options.judge) {
        outcome = (outcome_t){.end = END_EXIT, .status = options.status};
        judge_serial(options.judge, &verdict);
        judge_end(emulator, boot, &outcome, options.breaks, &verdict);
        verdict_print(&verdict, stdout);
        return finish(boot, emulator, &verdict);
    }

    if (!prepare(boot, emulator)) return 2;
    if (!emulator->boot(boot, &outcome)) return 2;
    unsigned long breaks = boot->emu == EMU_BOCHS ? logs_count(boot->trace, "(0) Magic breakpoint") : 0;
    judge_disk(boot, &verdict);
    judge_serial(boot->serial, &verdict);
    judge_end(emulator, boot, &outcome, breaks, &verdict);
    judge_faults(boot, &verdict);

    bool failed = verdict_failed(&verdict) > 0;
    if (failed) show_failure(boot);
    if (boot->pftrace && (failed || boot->explain))
        logs_head(boot->faults, "page faults", boot->explain ? 100000 : 60, stdout);
    verdict_print(&verdict, stdout);
    if (!failed)
        printf("all cases ok, page faults %s, %.2f s (%s)\n", boot->pftrace ? "as reported" : "not compared",
               outcome.seconds, boot->serial);
    return finish(boot, emulator, &verdict);
}
