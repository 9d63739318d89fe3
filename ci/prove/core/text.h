/* Text that grows. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *at;
    size_t size, room;
} text_t;

/* Part of a text that someone else keeps. */
typedef struct {
    const char *at;
    size_t size;
} part_t;

/* Append; there is always memory, or the program ends. */
void text_add(text_t *text, const char *at, size_t size);
void text_say(text_t *text, const char *string);

/* Append all that comes from this descriptor at one read(): how many bytes, 0 at its end, -1 for an error. */
long text_read(text_t *text, int from);

/* A whole file. */
bool text_load(text_t *text, const char *path);

void text_free(text_t *text);

bool part_is(part_t part, const char *string);

#endif
