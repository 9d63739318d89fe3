/* Reading a line of a trace from left to right. Every function either takes what it looks for and moves on, or
   returns false and stays. */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stdint.h>

/* This very text. */
bool scan(const char **at, const char *text);

/* Hexadecimal digits, 1 to 16 of them, with or without "0x"; more are refused. */
bool scan_hex(const char **at, uint64_t *value);

/* Decimal digits, 1 to 18. */
bool scan_decimal(const char **at, uint64_t *value);

/* Moves behind the first place where text occurs. */
bool scan_past(const char **at, const char *text);

void scan_blanks(const char **at);

#endif
