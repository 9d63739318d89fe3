#include "text.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MORE 65536

static void make_room(text_t *text, size_t more) {
    if (text->room - text->size >= more) return;
    size_t room = 2 * text->room + more;
    char *at = realloc(text->at, room);
    if (at == NULL) {
        fputs("prove-core: out of memory\n", stderr);
        exit(1);
    }
    text->at = at;
    text->room = room;
}

void text_add(text_t *text, const char *at, size_t size) {
    make_room(text, size);
    if (size > 0) memcpy(text->at + text->size, at, size);
    text->size += size;
}

void text_say(text_t *text, const char *string) { text_add(text, string, strlen(string)); }

long text_read(text_t *text, int from) {
    make_room(text, MORE);
    long got = read(from, text->at + text->size, MORE);
    if (got > 0) text->size += (size_t)got;
    return got;
}

bool text_load(text_t *text, const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    long got = -1;
    if (file < 0) return false;
    while ((got = text_read(text, file)) > 0) {
    }
    close(file);
    return got == 0;
}

void text_free(text_t *text) {
    free(text->at);
    *text = (text_t){0};
}

bool part_is(part_t part, const char *string) {
    return part.size == strlen(string) && memcmp(part.at, string, part.size) == 0;
}
