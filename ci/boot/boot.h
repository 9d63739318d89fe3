/* One boot: what was asked for, what came of it. */
#ifndef BOOT_H
#define BOOT_H

#include <stdbool.h>

#include "verdict.h"

#define BOOT_PATH 512u

typedef enum { EMU_QEMU, EMU_BOCHS } emu_t;
typedef enum { MEDIA_FLAT, MEDIA_ISO, MEDIA_KERNEL } media_t;

typedef struct {
    emu_t emu;
    media_t media;
    const char *arch;       /* i386 or amd64 */
    const char *image;      /* the medium to boot */
    const char *symbols;    /* for the debugger of Bochs: lines "0xADDRESS name"; may be NULL */
    const char *elf;        /* for the fault explainer; may be NULL */
    const char *pftrace;    /* the fault explainer; NULL leaves the trace unread */
    const char *cpu;        /* a model of the emulator's; NULL takes its fullest */
    unsigned memory;        /* MiB */
    unsigned timeout;       /* seconds */
    bool explain;           /* print what the explainer says even when all is well */
    const char *out;        /* directory for everything that is written */
    char serial[BOOT_PATH]; /* files in it */
    char trace[BOOT_PATH];
    char console[BOOT_PATH]; /* what the emulator itself says, where that is not the trace */
    char faults[BOOT_PATH];
} boot_t;

typedef enum { END_EXIT, END_SIGNAL, END_TIMEOUT } end_t;

typedef struct {
    end_t end;
    int status; /* exit status or signal number */
    double seconds;
} outcome_t;

#endif
