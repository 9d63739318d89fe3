/* From the lines of a trace to faults. A parser knows one emulator; parse_bochs.c and parse_qemu.c hold one each.
   A parser is fed line by line, keeps a fault in work at most, and hands it on as soon as it is complete. */
#ifndef PARSE_H
#define PARSE_H

#include "event.h"
#include "lines.h"

#define FRAME_WORDS 6u

typedef struct {
    void (*sink)(void *context, const fault_t *fault);
    void *context;
    unsigned long junk; /* lines that begin as something of interest and cannot be read */
    bool pending;       /* fault is in work */
    fault_t fault;
    bool interrupt; /* QEMU: the vector that comes next is a device's, not an exception */
    fault_t walk;   /* Bochs: the latest walk, in case it turns into a fault */
    bool walking;
    bool inner;      /* Bochs: the exception changes stacks, so SS and SP are pushed, too */
    unsigned pushed; /* Bochs: words of the exception frame so far */
    unsigned frame_bytes;
    uint64_t frame_at;
    uint64_t frame[FRAME_WORDS];
} parser_t;

typedef struct {
    const char *name;
    bool (*recognise)(const char *line); /* could only be a line of this emulator's trace */
    void (*line)(parser_t *parser, const lines_t *line);
    void (*end)(parser_t *parser); /* the trace is over: hand on what is in work */
} emulator_parser_t;

extern const emulator_parser_t parse_bochs, parse_qemu;

#endif
