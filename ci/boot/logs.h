/* Showing parts of files that a guest or an emulator wrote: printable, and never more than a person reads. */
#ifndef LOGS_H
#define LOGS_H

#include <stdio.h>

/* The last count lines of a file under a title; nothing if there is no such file or nothing in it. */
void logs_tail(const char *path, const char *title, unsigned count, FILE *out);

/* The first count lines, and how many more there are. */
void logs_head(const char *path, const char *title, unsigned long count, FILE *out);

/* The lines that contain a word, at most count of them. */
void logs_grep(const char *path, const char *title, const char *word, unsigned long count, FILE *out);

/* How many lines begin with this prefix. */
unsigned long logs_count(const char *path, const char *prefix);

/* The last line of the file, cut to size; empty if there is none. */
void logs_last(const char *path, char *text, size_t size);

#endif
