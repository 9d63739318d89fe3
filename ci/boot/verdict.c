#include "verdict.h"

#include <ctype.h>
#include <stdarg.h>

void verdict_printable(char *text) {
    for (; *text; text++)
        if (!isprint((unsigned char)*text)) *text = '?';
}

void verdict_add(verdict_t *verdict, const char *format, ...) {
    unsigned long index = verdict->reasons++;
    if (index >= VERDICT_REASONS) return;
    char *text = verdict->reason[index];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, VERDICT_WIDTH, format, args);
    va_end(args);
    verdict_printable(text);
}

unsigned long verdict_failed(const verdict_t *verdict) {
    unsigned long failed = verdict->planned > verdict->passed ? verdict->planned - verdict->passed : 0;
    return failed == 0 && verdict->reasons > 0 ? 1 : failed;
}

void verdict_print(const verdict_t *verdict, FILE *out) {
    for (unsigned long i = 0; i < verdict->reasons && i < VERDICT_REASONS; i++)
        fprintf(out, "%s: %s\n", i == 0 ? "reason" : "  also", verdict->reason[i]);
    if (verdict->reasons > VERDICT_REASONS)
        fprintf(out, "  also: %lu more\n", verdict->reasons - VERDICT_REASONS);
}
