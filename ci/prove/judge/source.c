#include "source.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One token of the printed source. Annotations are tokens; comments are not. */
typedef enum { T_END, T_WORD, T_OTHER, T_NOTE } token_kind_t;

typedef struct {
    token_kind_t kind;
    const char *at;
    size_t length;
} token_t;

/* Ghost code stands in annotations but is code: the opening mark only opens it, its own annotations are `/@ @/`. */
typedef struct {
    const char *at;
    bool in_ghost;
} reader_t;

static token_t token_from(token_kind_t kind, const char *at, const char *end) {
    return (token_t){.kind = kind, .at = at, .length = (size_t)(end - at)};
}

static const char *past(const char *at, const char *mark) {
    const char *found = strstr(at, mark);
    return found == NULL ? at + strlen(at) : found + strlen(mark);
}

static const char *past_quoted(const char *at) {
    char quote = *at++;
    while (*at != '\0' && *at != quote) at += (*at == '\\' && at[1] != '\0') ? 2 : 1;
    return *at == '\0' ? at : at + 1;
}

static bool opens_ghost(const char *at) {
    if (!text_begins(at, "/*@")) return false;
    at += 3;
    while (isspace((unsigned char)*at)) at++;
    return text_begins(at, "ghost") && !text_is_word_char(at[5]);
}

static token_t next(reader_t *reader) {
    for (;;) {
        const char *at = reader->at;
        while (isspace((unsigned char)*at)) at++;
        const char *end = at + 1;
        token_kind_t kind = T_OTHER;
        if (*at == '\0') {
            reader->at = at;
            return token_from(T_END, at, at);
        }
        if (opens_ghost(at)) {
            reader->in_ghost = true;
            reader->at = strstr(at, "ghost") + 5;
            continue;
        }
        if (reader->in_ghost && text_begins(at, "*/")) {
            reader->in_ghost = false;
            reader->at = at + 2;
            continue;
        }
        if (*at == '#') {
            reader->at = at + strcspn(at, "\n");
            continue;
        }
        if (text_begins(at, "/*@")) {
            kind = T_NOTE;
            end = past(at, "*/");
        } else if (reader->in_ghost && text_begins(at, "/@")) {
            kind = T_NOTE;
            end = past(at, "@/");
        } else if (text_begins(at, "/*")) {
            reader->at = past(at, "*/");
            continue;
        } else if (text_begins(at, "//")) {
            reader->at = at + strcspn(at, "\n");
            continue;
        } else if (*at == '"' || *at == '\'') {
            end = past_quoted(at);
        } else if (text_is_word_char(*at)) {
            kind = T_WORD;
            while (text_is_word_char(*end)) end++;
        }
        reader->at = end;
        return token_from(kind, at, end);
    }
}

static bool is(token_t token, const char *text) {
    return token.length == strlen(text) && memcmp(token.at, text, token.length) == 0;
}

static char *note_text(token_t note) {
    size_t open = text_begins(note.at, "/*@") ? 3 : 2;
    size_t close = note.length >= open + 2 ? 2 : 0;
    char *text = text_slice(note.at + open, note.length - open - close);
    text_squeeze(text);
    return text;
}

static void add_use(function_text_t *function, token_t word) {
    if (isdigit((unsigned char)word.at[0])) return;
    for (size_t i = 0; i < function->nuses; i++)
        if (is(word, function->uses[i])) return;
    function->uses = text_grow(function->uses, (function->nuses + 1) * sizeof *function->uses);
    function->uses[function->nuses++] = text_slice(word.at, word.length);
}

static void add_loop(function_text_t *function, const char *note) {
    loop_t loop = {
        .has_assigns = strstr(note, "loop assigns ") != NULL,
        .has_variant = strstr(note, "loop variant ") != NULL,
    };
    function->loops = text_grow(function->loops, (function->nloops + 1) * sizeof *function->loops);
    function->loops[function->nloops++] = loop;
}

/* Frama-C prints a cast where C silently adds const, so a cast to a const type may not be the author's.
   Watches the code of a body go by for `( type * )` followed by the start of an operand that is not 0.
   A product `(a * b)` does not end in a star, and after sizeof the next token is no operand. */
typedef struct {
    int stage; /* 0 nothing, 1 after "(", 2 words seen, 3 stars seen, 4 after ")" */
    bool after_sizeof;
    bool adds_const;
} cast_watch_t;

static bool watch_cast(cast_watch_t *watch, token_t token) {
    bool found = false;
    if (watch->stage == 4) {
        bool operand =
            token.kind == T_WORD || is(token, "(") || is(token, "&") || is(token, "*") || is(token, "-");
        found = operand && !watch->after_sizeof && !watch->adds_const && !is(token, "0");
        watch->stage = 0;
    }
    if (is(token, "(")) {
        watch->stage = 1;
        watch->adds_const = false;
    } else if (token.kind == T_WORD && (watch->stage == 1 || watch->stage == 2)) {
        watch->stage = 2;
        watch->adds_const |= is(token, "const");
    } else if (is(token, "*") && (watch->stage == 2 || watch->stage == 3)) {
        watch->stage = 3;
    } else if (is(token, ")") && watch->stage == 3) {
        watch->stage = 4;
    } else {
        watch->stage = 0;
    }
    if (watch->stage == 0) watch->after_sizeof = is(token, "sizeof");
    return found;
}

/* From just after the opening brace to the closing one. */
static void read_body(reader_t *reader, function_text_t *function) {
    const char *start = reader->at;
    int depth = 1;
    char *note = text_slice("", 0);
    cast_watch_t watch = {0};
    for (token_t token = next(reader); token.kind != T_END; token = next(reader)) {
        if (token.kind == T_NOTE) {
            free(note);
            note = note_text(token);
            continue;
        }
        if (is(token, "{")) depth++;
        if (is(token, "}") && --depth == 0) {
            function->body = text_slice(start, (size_t)(token.at - start));
            text_squeeze(function->body);
            break;
        }
        if (token.kind == T_WORD) {
            if (is(token, "while") || is(token, "for") || is(token, "do")) add_loop(function, note);
            if (is(token, "__asm__") || is(token, "asm")) function->has_asm = true;
            add_use(function, token);
        }
        if (watch_cast(&watch, token)) function->has_pointer_cast = true;
        note[0] = '\0';
    }
    free(note);
}

static void skip_braces(reader_t *reader) {
    int depth = 1;
    for (token_t token = next(reader); token.kind != T_END && depth > 0; token = next(reader)) {
        if (is(token, "{")) depth++;
        if (is(token, "}") && --depth == 0) break;
    }
}

static void add_function(source_t *source, function_text_t function) {
    source->functions = text_grow(source->functions, (source->nfunctions + 1) * sizeof *source->functions);
    source->functions[source->nfunctions++] = function;
}

static void add_global(source_t *source, token_t note) {
    source->globals = text_grow(source->globals, (source->nglobals + 1) * sizeof *source->globals);
    source->globals[source->nglobals++] = note_text(note);
}

/* Frama-C calls the nameless struct of `typedef struct {...} table_t` __anonstruct_table_t_9, with a number that depends on what else
   was read. */
static void drop_numbers(char *text) {
    for (char *at = strstr(text, "__anon"); at != NULL; at = strstr(at, "__anon")) {
        char *end = at;
        while (text_is_word_char(*end)) end++;
        char *digits = end;
        while (isdigit((unsigned char)digits[-1])) digits--;
        memmove(digits, end, strlen(end) + 1);
        at = digits;
    }
}

static void add_declaration(source_t *source, const char *from, const char *end) {
    char *text = text_slice(from, (size_t)(end - from));
    text_squeeze(text);
    if (text_begins(text, "extern "))
        memmove(text, text + strlen("extern "), strlen(text) + 1 - strlen("extern "));
    drop_numbers(text);
    source->declarations =
        text_grow(source->declarations, (source->ndeclarations + 1) * sizeof *source->declarations);
    source->declarations[source->ndeclarations++] = text;
}

/* One declaration or definition, from its first token to its `;` or closing brace. The function's name, if it
   is one, is the word before the first parenthesis. */
static void read_declaration(reader_t *reader, source_t *source, token_t token, token_t contract) {
    const char *from = token.at;
    token_t before = {0}, name = {0}, last = {0};
    function_text_t function = {0};
    for (; token.kind != T_END; token = next(reader)) {
        if (token.kind == T_NOTE) continue;
        if (is(token, ";")) break;
        if (is(token, "{")) {
            if (name.at != NULL && is(last, ")")) {
                read_body(reader, &function);
                break;
            }
            skip_braces(reader);
        }
        if (is(token, "(") && name.at == NULL && before.kind == T_WORD && !is(before, "__attribute__"))
            name = before;
        before = last = token;
    }
    if (name.at == NULL) {
        add_declaration(source, from, reader->at);
        return;
    }
    function.name = text_slice(name.at, name.length);
    function.contract = contract.at == NULL ? text_slice("", 0) : note_text(contract);
    add_function(source, function);
}

static bool is_contract(token_t note) {
    static const char *const clause[] = {"requires",  "assigns",  "ensures",   "terminates",
                                         "exits",     "behavior", "assumes",   "admit",
                                         "decreases", "check",    "allocates", "frees"};
    char *text = note_text(note);
    bool found = false;
    for (size_t i = 0; i < sizeof clause / sizeof *clause; i++) {
        size_t length = strlen(clause[i]);
        found |= text_begins(text, clause[i]) && !text_is_word_char(text[length]);
    }
    found &= !text_begins(text, "check lemma") && !text_begins(text, "admit lemma");
    free(text);
    return found;
}

/* Frama-C prints `noinline int f(void)` as `int ( __attribute__((__noinline__)) f)(void)`: blank out all but the name.
   Other attributes stay and make the function unknown, which is a fault. */
static void drop_noinline(char *text) {
    static const char mark[] = "( __attribute__((__noinline__)) ";
    for (char *at = strstr(text, mark); at != NULL; at = strstr(at, mark)) {
        memset(at, ' ', strlen(mark));
        at += strlen(mark);
        while (text_is_word_char(*at)) at++;
        if (*at == ')') *at = ' ';
    }
}

bool source_read(source_t *source, const char *path) {
    char *text = text_of_file(path);
    if (text == NULL) return false;
    drop_noinline(text);
    reader_t reader = {.at = text};
    token_t contract = {0};
    for (token_t token = next(&reader); token.kind != T_END; token = next(&reader)) {
        if (token.kind == T_NOTE) {
            if (is_contract(token))
                contract = token;
            else
                add_global(source, token);
            continue;
        }
        read_declaration(&reader, source, token, contract);
        contract = (token_t){0};
    }
    free(text);
    return true;
}

const function_text_t *source_find(const source_t *source, const char *name) {
    const function_text_t *found = NULL;
    for (size_t i = 0; i < source->nfunctions; i++) {
        const function_text_t *function = &source->functions[i];
        if (strcmp(function->name, name) != 0) continue;
        if (found == NULL || (found->body == NULL && function->body != NULL)) found = function;
    }
    return found;
}

char *source_defined_name(const char *text) {
    bool is_type = false, has_body = text[strcspn(text, "{;=")] == '{';
    static const char *const keyword[] = {"struct ", "union ", "enum "};
    for (size_t i = 0; i < sizeof keyword / sizeof *keyword; i++)
        is_type |= has_body && text_begins(text, keyword[i]);
    bool is_typedef = text_begins(text, "typedef ");
    size_t stop = strcspn(text, is_typedef ? ";" : "({=:;[");
    while (stop > 0 && text[stop - 1] == ' ') stop--;
    size_t start = stop;
    while (start > 0 && text_is_word_char(text[start - 1])) start--;
    if (is_type) return text_slice(text, stop);
    return text_format("%s%.*s", is_typedef ? "typedef " : "", (int)(stop - start), text + start);
}

/* Clauses end in ';' and a clause's keyword stands first, so a squeezed contract can be cut at "; ". */
char *contract_clause(const char *contract, const char *keyword) {
    size_t length = strlen(keyword);
    const char *at = contract;
    while (*at != '\0' && !text_begins(at, "behavior ")) {
        size_t clause = strcspn(at, ";");
        if (strncmp(at, keyword, length) == 0 && at[length] == ' ') {
            const char *value = at + length + 1;
            const char *colon = memchr(value, ':', clause - length - 1);
            if (colon != NULL && colon[1] == ' ') value = colon + 2;
            return text_slice(value, (size_t)(at + clause - value));
        }
        at += clause;
        while (*at == ';' || *at == ' ') at++;
    }
    return NULL;
}

/* The name that a parameter like `uint8_t *owner` declares, as a fresh string; NULL when it is written in another way. */
static char *parameter_name(const char *from, const char *end) {
    const char *name = end;
    while (name > from && text_is_word_char(name[-1])) name--;
    for (const char *at = from; at < end; at++)
        if (!text_is_word_char(*at) && *at != ' ' && *at != '*') return NULL;
    return name == end ? NULL : text_slice(name, (size_t)(end - name));
}

/* The call that passes each parameter on as it is, and the counter less one: `sum(owner, n - 1, state)` for
   `sum(uint8_t *owner, integer n, integer state)`. NULL when a parameter is written in another way, or none is
   `integer COUNTER`. `list` points to what follows the opening parenthesis. */
static char *call_counting_down(const char *list, const char *name, const char *counter) {
    char *call = text_format("%s(", name), *declared = text_format("integer %s", counter);
    bool counts = false;
    for (const char *from = list; call != NULL; from++) {
        while (*from == ' ') from++;
        const char *end = from + strcspn(from, ",)");
        char *parameter = *end == '\0' ? NULL : parameter_name(from, end), *longer = NULL;
        if (parameter != NULL) {
            bool is_counter = strcmp(parameter, counter) == 0;
            counts |= is_counter && text_begins(from, declared);
            longer =
                text_format("%s%s%s%s", call, parameter, is_counter ? " - 1" : "", *end == ',' ? ", " : ")");
        }
        free(parameter);
        free(call);
        call = longer;
        from = end;
        if (*end == ')') break;
    }
    free(declared);
    if (counts) return call;
    free(call);
    return NULL;
}

/* A recursion that counts down one of its integers to 0, and so ends:

       logic integer NAME{L}(..., integer n, ...) = n <= 0? 0: NAME(..., n - 1, ...) REST      (NAME not in REST)

   The other arguments are the parameters themselves. Nothing else is let through: not another bound, not a second
   call, not a predicate. */
static bool counts_down(const char *item, const char *name) {
    const char *list = strchr(item, '('), *equals = strstr(item, " = ");
    if (!text_begins(item, "logic integer ") || list == NULL || equals == NULL || list > equals) return false;
    const char *body = equals + strlen(" = ");
    size_t length = 0;
    while (text_is_word_char(body[length])) length++;
    char *counter = text_slice(body, length), *guard = text_format("%s <= 0? 0: ", counter);
    char *call = call_counting_down(list + 1, name, counter);
    const char *after = body + strlen(guard);
    bool ends = call != NULL && text_begins(body, guard) && text_begins(after, call) &&
                !text_has_word(after + strlen(call), name);
    free(counter);
    free(guard);
    free(call);
    return ends;
}

/* One definition, `text` up to `end`: does the name before its parameters come back after the equals sign? */
static char *recursive_name(const char *text, const char *end) {
    char *item = text_slice(text, (size_t)(end - text));
    const char *head = item + strcspn(item, " ");
    const char *equals = strstr(head, " = ");
    size_t stop = strcspn(head, "({=;");
    while (stop > 0 && head[stop - 1] == ' ') stop--;
    size_t start = stop;
    while (start > 0 && text_is_word_char(head[start - 1])) start--;
    char *name = text_slice(head + start, stop - start);
    bool recursive = text_begins(item, "inductive ") || (equals != NULL && text_has_word(equals, name));
    if (recursive && counts_down(item, name)) recursive = false;
    free(item);
    if (recursive) return name;
    free(name);
    return NULL;
}

/* Puts `_` for all that stands in quotes, so that no text in them is taken for a part of the definition. */
static void blank_quoted(char *text) {
    for (char *at = text; *at != '\0';) {
        char *end = at + 1;
        if (*at == '"' || *at == '\'') end = at + (past_quoted(at) - at);
        if (end > at + 2) memset(at + 1, '_', (size_t)(end - at - 2));
        at = end;
    }
}

/* A definition begins with its keyword and a word, `logic integer ...`. A global of its own is one definition; an
   axiomatic block holds several, each after `{` or `;`. In an expression, no word stands right after another: a variable
   that has a keyword's name does not end the definition. */
static bool definition_begins(const char *text, const char *at) {
    static const char *const word[] = {"logic ", "predicate ", "inductive "};
    if (at > text && (at < text + 2 || at[-1] != ' ' || (at[-2] != '{' && at[-2] != ';'))) return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (text_begins(at, word[i]) && text_is_word_char(at[strlen(word[i])])) return true;
    return false;
}

static const char *next_definition(const char *text, const char *at) {
    while (*at != '\0' && !definition_begins(text, at)) at++;
    return *at == '\0' ? NULL : at;
}

char *logic_recursive_name(const char *global, size_t *from) {
    char *text = text_slice(global, strlen(global)), *name = NULL;
    blank_quoted(text);
    const char *at = next_definition(text, text + *from);
    while (name == NULL && at != NULL) {
        const char *after = next_definition(text, at + 1);
        const char *end = after == NULL ? at + strlen(at) : after;
        name = recursive_name(at, end);
        *from = (size_t)(end - text);
        at = after;
    }
    free(text);
    return name;
}
