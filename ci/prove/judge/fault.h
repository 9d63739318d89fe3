/* What is wrong, as sentences for a person. One list for the whole run; any entry means failure. */
#ifndef JUDGE_FAULT_H
#define JUDGE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* Where a fault is: file and line (0: unknown), and in which proof it was seen ("pmm amd64", or NULL). */
typedef struct {
    const char *file;
    int line;
    const char *job;
} place_t;

/* Say that something is wrong. The same sentence about the same place on another machine joins the first. */
__attribute__((format(printf, 2, 3))) void fault_at(place_t place, const char *format, ...);

/* The same, about goal counts only: what `prove-record` may put right by itself. */
__attribute__((format(printf, 2, 3))) void fault_of_record(place_t place, const char *format, ...);

/* How many faults there are; `but_record` leaves those about goal counts out. */
size_t fault_count(bool but_record);

/* Print them all on standard output, each with the source line that it is about. */
void fault_print(void);

#endif
