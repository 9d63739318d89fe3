/* Text with numbers in it, byte by byte into whatever takes bytes. A small part of what printf understands:

   %s %c       text, one character
   %u %x       unsigned int, decimal or hexadecimal; also %lu %lx (unsigned long) and %llu %llx (unsigned long long)
   %%          a percent sign

   Numbers have no leading zeros, no padding, and hexadecimal no prefix. Anything else is printed as it stands. */
#ifndef LIB_FORMAT_H
#define LIB_FORMAT_H

#include <stdarg.h>

/* Takes one byte. */
typedef void (*format_put_t)(void *context, char byte);

/* Formats the text into put, with the arguments from the list. */
void format_list(format_put_t put, void *context, const char *text, va_list arguments);

/* Formats the text into put. */
void format(format_put_t put, void *context, const char *text, ...) __attribute__((format(printf, 3, 4)));

#endif
