#include "options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: bootrun --arch i386|amd64 --emu qemu|bochs [--media flat|iso|kernel] [options]\n"
    "       bootrun --judge SERIAL --emu qemu|bochs --status N [--breaks N]\n"
    "boots a kernel headless and judges its self-test; the status is 0 only if everything held\n"
    "  --build DIR     where things are built: DIR/ARCH/flat.img, plinth.iso, kernel.bin, kernel.elf, "
    "k.sym,\n"
    "                  DIR/pftrace (build)\n"
    "  --image FILE    boot this instead\n"
    "  --elf FILE      the kernel with its symbols, for explaining faults\n"
    "  --out DIR       for serial.ktap, trace.log, faults.txt (DIR/boot/ARCH-EMU, DIR/boot/ARCH-EMU-MEDIA)\n"
    "  --cpu MODEL     a CPU model of the emulator\n"
    "  --memory MIB    memory of the machine (64)\n"
    "  --timeout S     time limit in seconds (30)\n"
    "  --no-faults     do not compare the page faults in the trace with those the guest reports\n"
    "  --explain       print the explanation of every page fault, also when all is well\n"
    "  --judge FILE    no boot: judge this serial log, as if the emulator had ended with --status and "
    "reached\n"
    "                  --breaks magic breaks\n";

static bool bad(const char *what, const char *value, const char *choices) {
    fprintf(stderr, "bootrun: %s \"%s\" makes no sense; %s\n", what, value, choices);
    return false;
}

/* The index of word in a list that NULL ends, or -1. */
static int choose(const char *word, const char *const list[]) {
    for (int i = 0; list[i]; i++)
        if (strcmp(word, list[i]) == 0) return i;
    return -1;
}

static bool number(const char *text, unsigned long least, unsigned long most, unsigned long *value) {
    char *end;
    *value = strtoul(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && *value >= least && *value <= most;
}

/* Derived paths live as long as the program. */
__attribute__((format(printf, 1, 2))) static const char *path(const char *format, ...) {
    char *text;
    va_list args;
    va_start(args, format);
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0) abort();
    return text;
}

static const char *const arches[] = {"i386", "amd64", NULL};
static const char *const emus[] = {"qemu", "bochs", NULL};
static const char *const medias[] = {"flat", "iso", "kernel", NULL};
static const char *const images[] = {"flat.img", "plinth.iso", "kernel.bin"};

/* Fills in what follows from machine, emulator and medium. */
static void derive(boot_t *boot, const char *build, bool faults) {
    const char *emu = emus[boot->emu], *media = medias[boot->media];
    if (!boot->image) boot->image = path("%s/%s/%s", build, boot->arch, images[boot->media]);
    if (!boot->elf) boot->elf = path("%s/%s/kernel.elf", build, boot->arch);
    boot->symbols = path("%s/%s/k.sym", build, boot->arch);
    if (faults) boot->pftrace = path("%s/pftrace", build);
    if (!boot->out)
        boot->out = boot->media == MEDIA_FLAT ? path("%s/boot/%s-%s", build, boot->arch, emu)
                                              : path("%s/boot/%s-%s-%s", build, boot->arch, emu, media);
}

static bool files(boot_t *boot) {
    return snprintf(boot->serial, BOOT_PATH, "%s/serial.ktap", boot->out) < (int)BOOT_PATH - 16 &&
           snprintf(boot->trace, BOOT_PATH, "%s/trace.log", boot->out) < (int)BOOT_PATH - 16 &&
           snprintf(boot->console, BOOT_PATH, "%s/console.log", boot->out) < (int)BOOT_PATH - 16 &&
           snprintf(boot->faults, BOOT_PATH, "%s/faults.txt", boot->out) < (int)BOOT_PATH - 16;
}

bool options_read(options_t *options, int argc, char *argv[]) {
    enum {
        ARCH = 1,
        EMU,
        MEDIA,
        BUILD,
        IMAGE,
        ELF,
        OUT,
        CPU,
        MEMORY,
        TIMEOUT,
        NO_FAULTS,
        EXPLAIN,
        JUDGE,
        STATUS,
        BREAKS,
        HELP
    };
    static const struct option known[] = {{"arch", 1, NULL, ARCH},
                                          {"emu", 1, NULL, EMU},
                                          {"media", 1, NULL, MEDIA},
                                          {"build", 1, NULL, BUILD},
                                          {"image", 1, NULL, IMAGE},
                                          {"elf", 1, NULL, ELF},
                                          {"out", 1, NULL, OUT},
                                          {"cpu", 1, NULL, CPU},
                                          {"memory", 1, NULL, MEMORY},
                                          {"timeout", 1, NULL, TIMEOUT},
                                          {"no-faults", 0, NULL, NO_FAULTS},
                                          {"explain", 0, NULL, EXPLAIN},
                                          {"judge", 1, NULL, JUDGE},
                                          {"status", 1, NULL, STATUS},
                                          {"breaks", 1, NULL, BREAKS},
                                          {"help", 0, NULL, HELP},
                                          {NULL, 0, NULL, 0}};
    const char *arch = NULL, *emu = NULL, *media = "flat", *build = "build";
    bool faults = true;
    unsigned long value;
    *options = (options_t){.boot = {.memory = 64, .timeout = 30}};
    boot_t *boot = &options->boot;

    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (option) {
        case ARCH:
            arch = optarg;
            break;
        case EMU:
            emu = optarg;
            break;
        case MEDIA:
            media = optarg;
            break;
        case BUILD:
            build = optarg;
            break;
        case IMAGE:
            boot->image = optarg;
            break;
        case ELF:
            boot->elf = optarg;
            break;
        case OUT:
            boot->out = optarg;
            break;
        case CPU:
            if (optarg[strspn(optarg,
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,=+-")])
                return bad("the CPU model", optarg, "it is letters, digits and _.,=+-");
            boot->cpu = optarg;
            break;
        case MEMORY:
            if (!number(optarg, 2, 65536, &value))
                return bad("the memory size", optarg, "say MiB, 2 to 65536");
            boot->memory = (unsigned)value;
            break;
        case TIMEOUT:
            if (!number(optarg, 1, 86400, &value))
                return bad("the time limit", optarg, "say seconds, at least 1");
            boot->timeout = (unsigned)value;
            break;
        case NO_FAULTS:
            faults = false;
            break;
        case EXPLAIN:
            boot->explain = true;
            break;
        case JUDGE:
            options->judge = optarg;
            break;
        case STATUS:
            if (!number(optarg, 0, 255, &value)) return bad("the exit status", optarg, "say 0 to 255");
            options->status = (int)value;
            break;
        case BREAKS:
            if (!number(optarg, 0, 1000, &value)) return bad("the number of breaks", optarg, "say 0 to 1000");
            options->breaks = value;
            break;
        case HELP:
            (void)fputs(usage, stdout);
            exit(0);
        default:
            return false; /* getopt_long has said why */
        }
    }
    if (optind < argc) return bad("the word", argv[optind], "see bootrun --help");

    int emu_index = choose(emu ? emu : "", emus), media_index = choose(media, medias);
    if (options->judge && !arch) arch = arches[0];
    if (choose(arch ? arch : "", arches) < 0)
        return bad("the machine (ARCH)", arch ? arch : "", "it is i386 or amd64");
    if (emu_index < 0) return bad("the emulator (EMU)", emu ? emu : "", "it is qemu or bochs");
    if (media_index < 0) return bad("the medium (MEDIA)", media, "it is flat, iso or kernel");
    if (emu_index == EMU_BOCHS && media_index == MEDIA_KERNEL)
        return bad("the medium (MEDIA)", media, "only QEMU loads a kernel without a medium");
    boot->arch = arch;
    boot->emu = (emu_t)emu_index;
    boot->media = (media_t)media_index;
    derive(boot, build, faults);
    return files(boot) || bad("the directory", boot->out, "its name is too long");
}
