#include "logs.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"

#define TAIL_MOST 64u
#define WIDTH     160u

static void show(const char *text, FILE *out) {
    (void)fputs("  | ", out);
    for (size_t i = 0; text[i] && i < WIDTH; i++)
        (void)fputc(isprint((unsigned char)text[i]) ? text[i] : '?', out);
    (void)fputc('\n', out);
}

/* A line reader on the file, or NULL; logs_close() ends it. */
static lines_t *open_lines(const char *path) {
    FILE *in = fopen(path, "r");
    lines_t *lines = in ? malloc(sizeof *lines) : NULL;
    if (lines)
        lines_open(lines, in);
    else if (in)
        (void)fclose(in);
    return lines;
}

static void close_lines(lines_t *lines) {
    (void)fclose(lines->in);
    free(lines);
}

void logs_tail(const char *path, const char *title, unsigned count, FILE *out) {
    static char kept[TAIL_MOST][WIDTH + 1];
    lines_t *lines = open_lines(path);
    if (!lines) return;
    if (count > TAIL_MOST) count = TAIL_MOST;
    while (lines_next(lines))
        (void)snprintf(kept[lines->number % count], WIDTH + 1, "%.*s", (int)WIDTH, lines->text);
    unsigned long first = lines->number > count ? lines->number - count + 1 : 1;
    if (lines->number > 0) fprintf(out, "%s (%s):\n", title, path);
    for (unsigned long i = first; i <= lines->number; i++) show(kept[i % count], out);
    close_lines(lines);
}

void logs_head(const char *path, const char *title, unsigned long count, FILE *out) {
    lines_t *lines = open_lines(path);
    if (!lines) return;
    while (lines_next(lines)) {
        if (lines->number == 1) fprintf(out, "%s (%s):\n", title, path);
        if (lines->number <= count) show(lines->text, out);
    }
    if (lines->number > count) fprintf(out, "  | ... and %lu lines more\n", lines->number - count);
    close_lines(lines);
}

void logs_grep(const char *path, const char *title, const char *word, unsigned long count, FILE *out) {
    lines_t *lines = open_lines(path);
    if (!lines) return;
    unsigned long found = 0;
    while (found < count && lines_next(lines)) {
        if (!strstr(lines->text, word)) continue;
        if (found++ == 0) fprintf(out, "%s (%s):\n", title, path);
        show(lines->text, out);
    }
    close_lines(lines);
}

unsigned long logs_count(const char *path, const char *prefix) {
    lines_t *lines = open_lines(path);
    if (!lines) return 0;
    unsigned long found = 0;
    while (lines_next(lines)) found += strncmp(lines->text, prefix, strlen(prefix)) == 0;
    close_lines(lines);
    return found;
}

void logs_last(const char *path, char *text, size_t size) {
    lines_t *lines = open_lines(path);
    text[0] = '\0';
    if (!lines) return;
    while (lines_next(lines)) (void)snprintf(text, size, "%.*s", (int)size - 1, lines->text);
    close_lines(lines);
}
