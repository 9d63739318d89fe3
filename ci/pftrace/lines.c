#include "lines.h"

#include <string.h>

void lines_open(lines_t *lines, FILE *in) {
    lines->in = in;
    lines->number = 0;
    lines->length = 0;
    lines->complete = false;
    lines->overlong = false;
    lines->text[0] = '\0';
    lines->at = 0;
    lines->end = 0;
}

static bool refill(lines_t *lines) {
    lines->at = 0;
    lines->end = fread(lines->chunk, 1, sizeof lines->chunk, lines->in);
    return lines->end > 0;
}

/* Appends what fits; a NUL byte would end the text early for everyone who reads it, so it becomes a '?'. */
static void append(lines_t *lines, const char *from, size_t count) {
    size_t room = LINES_LONGEST - lines->length;
    if (count > room) {
        lines->overlong = true;
        count = room;
    }
    char *to = lines->text + lines->length;
    memcpy(to, from, count);
    for (char *nul = memchr(to, '\0', count); nul; nul = memchr(nul, '\0', count - (size_t)(nul - to)))
        *nul = '?';
    lines->length += count;
}

bool lines_next(lines_t *lines) {
    lines->length = 0;
    lines->overlong = false;
    lines->complete = false;
    if (lines->at == lines->end && !refill(lines)) return false;
    lines->number++;
    do {
        const char *from = lines->chunk + lines->at;
        const char *newline = memchr(from, '\n', lines->end - lines->at);
        size_t count = newline ? (size_t)(newline - from) : lines->end - lines->at;
        append(lines, from, count);
        lines->at += count;
        if (newline) {
            lines->at++;
            lines->complete = true;
        }
    } while (!lines->complete && refill(lines));
    if (lines->length > 0 && !lines->overlong && lines->text[lines->length - 1] == '\r') lines->length--;
    lines->text[lines->length] = '\0';
    return true;
}
