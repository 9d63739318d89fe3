/* Strings and files, the few helpers that C leaves out. All of them end the program when memory runs out. */
#ifndef JUDGE_TEXT_H
#define JUDGE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* printf into a fresh string. */
__attribute__((format(printf, 1, 2))) char *text_format(const char *format, ...);

/* A fresh copy of the `length` characters at `from`. */
char *text_slice(const char *from, size_t length);

/* The whole file as a string, or NULL when it cannot be read. */
char *text_of_file(const char *path);

/* In place: every run of white space becomes one space, none is left at either end. */
void text_squeeze(char *text);

bool text_begins(const char *text, const char *prefix);

/* Does `text` hold `word` as a whole identifier? */
bool text_has_word(const char *text, const char *word);

bool text_is_word_char(char c);

/* `path` without the current directory in front, as a person names it. Returns a part of `path`. */
const char *text_short_path(const char *path);

/* malloc and realloc that do not fail. */
void *text_grow(void *block, size_t bytes);

#endif
