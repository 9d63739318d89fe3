/* prove-less: an annotated source without some of its lemmas.

     prove-less LIST <SOURCE >LESS

   Frama-C hands WP every lemma that a module reads, and WP writes each of them, with all that it speaks of, into every goal. A proof
   uses few of them. This leaves out the lemmas that LIST names, one a line, and changes nothing else: no line moves, so messages name
   the lines of the source. Leaving out what may be assumed can make a goal harder, never truer.

   A lemma lies in an ACSL comment and ends at its semicolon; each \let, \forall and \exists before that has a semicolon of its own. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MORE 65536

typedef struct {
    char *at;
    size_t size;
} text_t;

/* All of a file, and a zero behind it. */
static text_t read_all(FILE *file) {
    text_t text = {0};
    size_t got;
    do {
        char *at = realloc(text.at, text.size + MORE + 1);
        if (at == NULL) exit(1);
        text.at = at;
        got = fread(at + text.size, 1, MORE, file);
        text.size += got;
        at[text.size] = '\0';
    } while (got > 0);
    return text;
}

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

static size_t word_size(const char *at) {
    size_t size = 0;
    while (is_word(at[size])) size++;
    return size;
}

static bool starts(const char *at, const char *with) { return strncmp(at, with, strlen(with)) == 0; }

/* A whole word, which begins here. */
static bool is(const char *at, const char *word) { return starts(at, word) && !is_word(at[strlen(word)]); }

static bool is_listed(text_t list, const char *name, size_t size) {
    for (const char *line = list.at; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
        if (strncmp(line, name, size) == 0 && (line[size] == '\n' || line[size] == '\0')) return true;
    return false;
}

static size_t line_size(const char *at) { return strcspn(at, "\n"); }

/* A string or character constant with its quotes, or what there is of it in this line. */
static size_t quoted_size(const char *at) {
    size_t size = 1;
    while (at[size] != at[0] && at[size] != '\n' && at[size] != '\0')
        size += at[size] == '\\' && at[size + 1] != '\0' ? 2 : 1;
    return at[size] == at[0] ? size + 1 : size;
}

/* A comment, or all that is left of the source when it does not end. */
static size_t comment_size(const char *at) {
    const char *end = strstr(at + 2, "*/");
    return end == NULL ? strlen(at) : (size_t)(end - at) + 2;
}

/* The lemma that begins here, up to its semicolon; 0 when there is none in this comment. */
static size_t lemma_size(const char *at, const char *end) {
    long binders = 0;
    for (const char *from = at; at < end; at++) {
        if (starts(at, "//"))
            at += line_size(at) - 1;
        else if (*at == '\\' && (is(at + 1, "let") || is(at + 1, "forall") || is(at + 1, "exists")))
            binders++;
        else if (*at == ';' && binders-- == 0)
            return (size_t)(at - from) + 1;
    }
    return 0;
}

/* The size of the lemma here, if it is one of the list. */
static size_t listed_size(text_t list, const char *at, const char *end) {
    if (!is(at, "lemma") || is_word(at[-1]) || at[-1] == '\\') return 0;
    const char *name = at + strlen("lemma");
    while (isspace((unsigned char)*name)) name++;
    return is_listed(list, name, word_size(name)) ? lemma_size(at, end) : 0;
}

/* Whether nothing is left of the annotation but comments. */
static bool is_empty(const char *at, const char *end) {
    for (at += 3; at < end - 2; at++) {
        if (starts(at, "//"))
            at += line_size(at) - 1;
        else if (*at != '@' && !isspace((unsigned char)*at))
            return false;
    }
    return true;
}

/* Blanks instead of the lemmas of the list. An annotation that says nothing is none, as ACSL has no empty ones. */
static void thin(text_t list, char *at, char *end) {
    bool thinned = false;
    for (char *here = at + 3; here < end; here++) {
        if (starts(here, "//")) {
            here += line_size(here) - 1;
            continue;
        }
        size_t size = listed_size(list, here, end);
        for (size_t i = 0; i < size; i++)
            if (here[i] != '\n') here[i] = ' ';
        thinned |= size > 0;
    }
    if (thinned && is_empty(at, end)) at[2] = ' ';
}

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fputs("usage: prove-less LIST <SOURCE >LESS\n", stderr);
        return 2;
    }
    text_t list = read_all(file), source = read_all(stdin);
    for (char *at = source.at; *at != '\0';) {
        size_t size = 1;
        if (*at == '"' || *at == '\'')
            size = quoted_size(at);
        else if (starts(at, "//"))
            size = line_size(at);
        else if (starts(at, "/*"))
            size = comment_size(at);
        if (starts(at, "/*@")) thin(list, at, at + size);
        at += size;
    }
    bool done = fwrite(source.at, 1, source.size, stdout) == source.size && fflush(stdout) == 0 &&
                !ferror(file) && !ferror(stdin);
    free(source.at);
    free(list.at);
    fclose(file);
    return done ? 0 : 1;
}
