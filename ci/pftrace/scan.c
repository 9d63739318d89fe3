#include "scan.h"

#include <string.h>

bool scan(const char **at, const char *text) {
    size_t length = strlen(text);
    if (strncmp(*at, text, length) != 0) return false;
    *at += length;
    return true;
}

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

static bool scan_number(const char **at, int base, unsigned most, uint64_t *value) {
    const char *text = *at;
    unsigned digits = 0;
    *value = 0;
    for (; digit(*text) < base; text++) {
        if (++digits > most) return false;
        *value = *value * (uint64_t)base + (uint64_t)digit(*text);
    }
    if (digits == 0) return false;
    *at = text;
    return true;
}

bool scan_hex(const char **at, uint64_t *value) {
    const char *text = *at;
    (void)scan(&text, "0x");
    if (!scan_number(&text, 16, 16, value)) return false;
    *at = text;
    return true;
}

bool scan_decimal(const char **at, uint64_t *value) { return scan_number(at, 10, 18, value); }

bool scan_past(const char **at, const char *text) {
    const char *found = strstr(*at, text);
    if (!found) return false;
    *at = found + strlen(text);
    return true;
}

void scan_blanks(const char **at) {
    while (**at == ' ') (*at)++;
}
