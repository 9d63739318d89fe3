/* What the kernel says on the console. The console carries a KTAP stream: results, and lines that begin with "# "
   for people. */
#ifndef KERNEL_LOG_H
#define KERNEL_LOG_H

#include <stdnoreturn.h>

/* Prints formatted text (lib/format.h) as it is. */
void log_text(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* Prints one line for people: "# ", the text, a line feed. */
void log_note(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* Says why the run cannot go on, and ends it as a failure. */
noreturn void log_bail_out(const char *text, ...) __attribute__((format(printf, 1, 2)));

#endif
