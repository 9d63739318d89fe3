/* Bochs: a configuration file, a script for its debugger, and a trace that is all it prints.

   The script stops at magic breaks (xchg bx, bx): the first one switches memory tracing on, for the exception frames
   that the processor pushes, the second one off again, at the third one it quits, which ends Bochs with status 0. A
   script that quits for another reason gives 0, too, so the breaks are counted in the trace. The failure path is the
   word "Shutdown" written to port 8900h (Bochs, iodev/unmapped.cc): status 1.

   Instructions a second are set low on purpose: the serial port sends at the speed of the emulated clock, and what it
   takes is counted in instructions. */
#include "emulator.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#define PROGRAM "bochs"
#define BIOS    "/usr/share/bochs/BIOS-bochs-latest"
#define VGABIOS "/usr/share/bochs/VGABIOS-lgpl-latest"
#define CPU     "corei7_skylake_x" /* has SMEP and SMAP */

static bool bochs_ready(const boot_t *boot) {
    (void)boot;
    const char *missing = !run_exists(PROGRAM) ? PROGRAM ": install the Debian packages bochs and bochs-term"
                          : access(BIOS, R_OK) != 0    ? BIOS ": install the Debian package bochsbios"
                          : access(VGABIOS, R_OK) != 0 ? VGABIOS ": install the Debian package vgabios"
                                                       : NULL;
    if (missing) fprintf(stderr, "bootrun: there is no %s\n", missing);
    return !missing;
}

static bool close_written(FILE *file, const char *path) {
    bool failed = ferror(file) != 0;
    if (fclose(file) == 0 && !failed) return true;
    fprintf(stderr, "bootrun: cannot write %s: %s\n", path, strerror(errno));
    return false;
}

static FILE *create(const char *path) {
    FILE *file = fopen(path, "w");
    if (!file) fprintf(stderr, "bootrun: cannot write %s: %s\n", path, strerror(errno));
    return file;
}

static bool write_configuration(const boot_t *boot, const char *path) {
    FILE *file = create(path);
    if (!file) return false;
    fprintf(file,
            "config_interface: textconfig\n"
            "display_library: term\n"
            "sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy\n"
            "romimage: file=%s\n"
            "vgaromimage: file=%s\n"
            "cpu: model=%s, count=1, ips=1000000, reset_on_triple_fault=0\n"
            "memory: guest=%u, host=%u\n"
            "clock: sync=none, time0=1700000000\n"
            "ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14\n",
            BIOS, VGABIOS, boot->cpu ? boot->cpu : CPU, boot->memory,
            boot->memory < 256 ? boot->memory : 256);
    if (boot->media == MEDIA_ISO)
        fprintf(file, "ata0-master: type=cdrom, path=\"%s\", status=inserted\nboot: cdrom\n", boot->image);
    else
        fprintf(file, "ata0-master: type=disk, path=\"%s\", mode=volatile\nboot: disk\n", boot->image);
    fprintf(file,
            "com1: enabled=1, mode=file, dev=\"%s\"\n"
            "magic_break: enabled=1\n"
            "log: -\n"
            "panic: action=fatal\n"
            "error: action=report\n"
            "info: action=ignore\n"
            "debug: action=ignore, cpu0=report\n",
            boot->serial);
    return close_written(file, path);
}

static bool write_script(const boot_t *boot, const char *path) {
    FILE *file = create(path);
    if (!file) return false;
    if (boot->symbols && access(boot->symbols, R_OK) == 0)
        fprintf(file, "ldsym global \"%s\"\n", boot->symbols);
    fprintf(file, "c\ntrace-mem on\nc\ntrace-mem off\nc\nq\n");
    return close_written(file, path);
}

/* From version 3 on the debugger must be asked for; before, the option is an error. */
static bool wants_debugger_option(const boot_t *boot) {
    char line[256];
    bool wanted = false;
    outcome_t outcome;
    const char *const argv[] = {PROGRAM, "--help", NULL};
    if (!run(argv, boot->console, 5, &outcome)) return false;
    FILE *file = fopen(boot->console, "r");
    while (file && fgets(line, sizeof line, file)) wanted = wanted || strstr(line, "-debugger");
    if (file) (void)fclose(file);
    return wanted;
}

static bool bochs_boot(const boot_t *boot, outcome_t *outcome) {
    char configuration[BOOT_PATH], script[BOOT_PATH], lock[BOOT_PATH];
    if (snprintf(configuration, sizeof configuration, "%s/bochsrc", boot->out) >= (int)sizeof configuration ||
        snprintf(script, sizeof script, "%s/bochs.script", boot->out) >= (int)sizeof script ||
        snprintf(lock, sizeof lock, "%s.lock", boot->image) >= (int)sizeof lock) {
        fprintf(stderr, "bootrun: the path %s is too long\n", boot->out);
        return false;
    }
    if (!write_configuration(boot, configuration) || !write_script(boot, script)) return false;
    (void)setenv("TERM", "dumb",
                 1); /* the display library draws to whatever there is, but needs a name for it */
    const char *argv[10] = {PROGRAM, "-q", "-unlock", "-f", configuration, "-rc", script};
    if (wants_debugger_option(boot)) argv[7] = "-debugger";
    bool ran = run(argv, boot->trace, boot->timeout, outcome);
    (void)unlink(lock); /* a Bochs that was killed leaves it behind */
    return ran;
}

static void bochs_judge(const outcome_t *outcome, unsigned long breaks, verdict_t *verdict) {
    if (outcome->status != 0)
        verdict_add(verdict, "the guest left by the failure path or Bochs gave up (status %d)",
                    outcome->status);
    else if (breaks != EMULATOR_BREAKS)
        verdict_add(verdict, "Bochs stopped early: magic break %lu of %lu was the last", breaks,
                    EMULATOR_BREAKS);
}

const emulator_t emulator_bochs = {"bochs", NULL, bochs_ready, bochs_boot, bochs_judge};
