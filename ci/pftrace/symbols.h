/* Names and source lines for addresses, from the DWARF and the symbol table of an ELF file (ELF32 or ELF64). */
#ifndef SYMBOLS_H
#define SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct symbols symbols_t;

/* NULL, with a line on stderr, if there is no such file or it is no ELF file. */
symbols_t *symbols_open(const char *path);
void symbols_close(symbols_t *symbols);

/* Prints "function+0x12, file.c:34" or as much of it as is known; nothing for an address outside the file. */
bool symbols_print(symbols_t *symbols, uint64_t address, FILE *out);

#endif
