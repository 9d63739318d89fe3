#include "format.h"
#include <stddef.h>
#include <stdint.h>

#define DIGITS_MOST 20u /* decimal digits of 2^64 - 1 */

typedef struct {
    format_put_t put;
    void *context;
} sink_t;

static void put_text(sink_t sink, const char *text) {
    if (text == NULL) text = "(none)";
    for (; *text != '\0'; text++) {
        sink.put(sink.context, *text);
    }
}

/* Divides in place by a small number and returns the remainder: 16 bits at a time, because a 32-bit processor has no
   64-bit division and the kernel links no library that does it in software. */
static uint32_t divide(uint64_t *number, uint32_t by) {
    uint64_t quotient = 0;
    uint32_t rest = 0;
    for (uint32_t shift = 64; shift > 0; shift -= 16) {
        uint32_t part = rest << 16 | (uint32_t)(*number >> (shift - 16) & 0xFFFFu);
        quotient = quotient << 16 | part / by;
        rest = part % by;
    }
    *number = quotient;
    return rest;
}

static void put_number(sink_t sink, uint64_t number, uint32_t base) {
    char digits[DIGITS_MOST];
    size_t count = 0;
    do {
        digits[count++] = "0123456789abcdef"[divide(&number, base)];
    } while (number != 0);
    while (count > 0) {
        sink.put(sink.context, digits[--count]);
    }
}

void format_list(format_put_t put, void *context, const char *text, va_list arguments) {
    sink_t sink = {put, context};
    for (; *text != '\0'; text++) {
        if (*text != '%') {
            put(context, *text);
            continue;
        }
        const char *start = text++;
        unsigned longs = 0;
        for (; *text == 'l' && longs < 2; text++) {
            longs++;
        }
        if (*text == 'u' || *text == 'x') {
            uint64_t number = longs == 0   ? va_arg(arguments, unsigned)
                              : longs == 1 ? va_arg(arguments, unsigned long)
                                           : va_arg(arguments, unsigned long long);
            put_number(sink, number, *text == 'u' ? 10 : 16);
        } else if (longs == 0 && *text == 's') {
            put_text(sink, va_arg(arguments, const char *));
        } else if (longs == 0 && *text == 'c') {
            put(context, (char)va_arg(arguments, int));
        } else if (longs == 0 && *text == '%') {
            put(context, '%');
        } else {
            put(context, '%');
            text = start;
        }
    }
}

void format(format_put_t put, void *context, const char *text, ...) {
    va_list arguments;
    va_start(arguments, text);
    format_list(put, context, text, arguments);
    va_end(arguments);
}
