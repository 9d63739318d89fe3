/* The command line of the boot runner. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "boot.h"

typedef struct {
    boot_t boot;
    const char *judge;    /* judge this serial log instead of booting */
    int status;           /* with judge: how the emulator is said to have ended */
    unsigned long breaks; /* with judge: how many magic breaks were reached */
} options_t;

/* False, with one line on stderr, if something in it makes no sense. */
bool options_read(options_t *options, int argc, char *argv[]);

#endif
