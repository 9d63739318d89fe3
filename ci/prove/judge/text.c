#include "text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *text_grow(void *block, size_t bytes) {
    void *grown = realloc(block, bytes);
    if (grown == NULL) {
        fputs("prove-judge: out of memory\n", stderr);
        exit(2);
    }
    return grown;
}

char *text_format(const char *format, ...) {
    va_list args;
    char *text = NULL;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0) {
        fputs("prove-judge: out of memory\n", stderr);
        exit(2);
    }
    va_end(args);
    return text;
}

char *text_slice(const char *from, size_t length) {
    char *copy = text_grow(NULL, length + 1);
    memcpy(copy, from, length);
    copy[length] = '\0';
    return copy;
}

char *text_of_file(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) return NULL;
    char *text = NULL;
    size_t used = 0, got = 0;
    do {
        text = text_grow(text, used + 65536 + 1);
        got = fread(text + used, 1, 65536, file);
        used += got;
    } while (got > 0);
    text[used] = '\0';
    bool bad = ferror(file) != 0;
    fclose(file);
    if (bad) {
        free(text);
        return NULL;
    }
    return text;
}

void text_squeeze(char *text) {
    char *out = text;
    for (const char *in = text; *in != '\0'; in++) {
        if (!isspace((unsigned char)*in))
            *out++ = *in;
        else if (out > text && out[-1] != ' ')
            *out++ = ' ';
    }
    if (out > text && out[-1] == ' ') out--;
    *out = '\0';
}

bool text_begins(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

bool text_is_word_char(char c) { return isalnum((unsigned char)c) || c == '_'; }

bool text_has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        bool starts = at == text || (!text_is_word_char(at[-1]) && at[-1] != '\\');
        if (starts && !text_is_word_char(at[length])) return true;
    }
    return false;
}

const char *text_short_path(const char *path) {
    static char here[4096];
    if (here[0] == '\0' && getcwd(here, sizeof here) == NULL) here[0] = '\0';
    size_t length = strlen(here);
    if (length > 0 && strncmp(path, here, length) == 0 && path[length] == '/') return path + length + 1;
    return text_begins(path, "./") ? path + 2 : path;
}
