/* QEMU: one process, everything on its command line. The trace is its log of interrupts (-d int).

   The exit device is isa-debug-exit (QEMU, hw/misc/debugexit.c): a write of v ends QEMU with status 2 v + 1. Status 0
   is what QEMU gives for a triple fault under -no-reboot and for a powered-off machine, hence never a pass. */
#include "emulator.h"

#include <stdio.h>
#include <string.h>

#include "run.h"

#define PROGRAM       "qemu-system-x86_64" /* runs both machines */
#define STATUS_PASSED 33
#define STATUS_FAILED 35

static bool qemu_ready(const boot_t *boot) {
    (void)boot;
    if (run_exists(PROGRAM)) return true;
    fprintf(stderr, "bootrun: there is no %s: install the Debian package qemu-system-x86\n", PROGRAM);
    return false;
}

static bool qemu_boot(const boot_t *boot, outcome_t *outcome) {
    char memory[16], serial[BOOT_PATH + 16], drive[BOOT_PATH + 64];
    (void)snprintf(memory, sizeof memory, "%u", boot->memory);
    (void)snprintf(serial, sizeof serial, "file:%s", boot->serial);
    /* snapshot: nothing is written to the image, so that several may boot from it at once */
    (void)snprintf(drive, sizeof drive, "file=%s,format=raw,if=ide,index=0,media=%s,snapshot=on", boot->image,
                   boot->media == MEDIA_ISO ? "cdrom" : "disk");
    bool kernel = boot->media == MEDIA_KERNEL;
    const char *const argv[] = {PROGRAM,
                                "-accel",
                                "tcg",
                                "-cpu",
                                boot->cpu ? boot->cpu : "max",
                                "-m",
                                memory,
                                "-display",
                                "none",
                                "-monitor",
                                "none",
                                "-parallel",
                                "none",
                                "-net",
                                "none",
                                "-no-reboot",
                                "-serial",
                                serial,
                                "-device",
                                "isa-debug-exit,iobase=0xf4,iosize=4",
                                "-d",
                                "int",
                                "-D",
                                boot->trace,
                                kernel ? "-kernel" : "-drive",
                                kernel ? boot->image : drive,
                                NULL};
    return run(argv, boot->console, boot->timeout, outcome);
}

static void qemu_judge(const outcome_t *outcome, unsigned long breaks, verdict_t *verdict) {
    (void)breaks; /* a magic break is an exchange of bx with bx here */
    if (outcome->status == STATUS_FAILED)
        verdict_add(verdict, "the guest left by the failure path (QEMU status %d)", outcome->status);
    else if (outcome->status == 0)
        verdict_add(verdict,
                    "the machine was reset or switched off (QEMU status 0): a triple fault, most likely");
    else if (outcome->status != STATUS_PASSED)
        verdict_add(verdict, "QEMU ended with status %d, not with %d", outcome->status, STATUS_PASSED);
}

const emulator_t emulator_qemu = {"qemu", "trace.log", qemu_ready, qemu_boot, qemu_judge};
