#include "fault.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *file;
    int line;
    char *jobs;
    char *sentence;
    bool of_record;
} fault_t;

static fault_t *faults;
static size_t nfaults;

static void add(place_t place, bool of_record, char *sentence) {
    const char *file = place.file == NULL ? "" : text_short_path(place.file);
    for (size_t i = 0; i < nfaults; i++) {
        fault_t *old = &faults[i];
        if (old->line != place.line || strcmp(old->file, file) != 0 || strcmp(old->sentence, sentence) != 0)
            continue;
        if (place.job != NULL && strstr(old->jobs, place.job) == NULL) {
            char *jobs = text_format("%s, %s", old->jobs, place.job);
            free(old->jobs);
            old->jobs = jobs;
        }
        free(sentence);
        return;
    }
    faults = text_grow(faults, (nfaults + 1) * sizeof *faults);
    faults[nfaults++] = (fault_t){
        .file = text_format("%s", file),
        .line = place.line,
        .jobs = text_format("%s", place.job == NULL ? "" : place.job),
        .sentence = sentence,
        .of_record = of_record,
    };
}

static char *vformat(const char *format, va_list args) {
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0) {
        fputs("prove-judge: out of memory\n", stderr);
        exit(2);
    }
    return text;
}

void fault_at(place_t place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(place, false, vformat(format, args));
    va_end(args);
}

void fault_of_record(place_t place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(place, true, vformat(format, args));
    va_end(args);
}

size_t fault_count(bool but_record) {
    size_t count = 0;
    for (size_t i = 0; i < nfaults; i++)
        if (!but_record || !faults[i].of_record) count++;
    return count;
}

/* The source of a clause: from its first line to the line with its semicolon, four lines at most. */
static void print_source(const char *path, int line) {
    FILE *file = line > 0 ? fopen(path, "r") : NULL;
    if (file == NULL) return;
    char *text = NULL;
    size_t room = 0;
    for (int at = 1; at < line + 4 && getline(&text, &room, file) >= 0; at++) {
        if (at < line) continue;
        text[strcspn(text, "\n")] = '\0';
        printf("    %5d | %s\n", at, text);
        if (strchr(text, ';') != NULL) break;
    }
    free(text);
    fclose(file);
}

void fault_print(void) {
    for (size_t i = 0; i < nfaults; i++) {
        const fault_t *fault = &faults[i];
        if (fault->line > 0)
            printf("%s:%d: ", fault->file, fault->line);
        else if (fault->file[0] != '\0')
            printf("%s: ", fault->file);
        printf("%s", fault->sentence);
        if (fault->jobs[0] != '\0') printf("  [%s]", fault->jobs);
        putchar('\n');
        print_source(fault->file, fault->line);
    }
}
