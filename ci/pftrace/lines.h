/* Lines from input that may be anything: a trace cut off in the middle, binary junk, one line of a gigabyte.
   Memory is constant, and nothing that comes in can make it fail; what was odd about a line is said beside it. */
#ifndef LINES_H
#define LINES_H

#include <stdbool.h>
#include <stdio.h>

#define LINES_LONGEST 1023u

typedef struct {
    FILE *in;
    unsigned long number;         /* of the line in text, from 1 */
    size_t length;                /* of text, which ends with '\0' and contains no other */
    bool complete;                /* its newline was there: false only for a last line that breaks off */
    bool overlong;                /* more than LINES_LONGEST bytes: text is its beginning */
    char text[LINES_LONGEST + 1]; /* without the newline and without a carriage return before it */
    size_t at, end;               /* what is unread of chunk */
    char chunk[65536];
} lines_t;

void lines_open(lines_t *lines, FILE *in);

/* The next line; false at the end of the input. A read error is an end, too: ask ferror(). */
bool lines_next(lines_t *lines);

#endif
