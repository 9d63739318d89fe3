#include "fault.h"
#include "rules.h"
#include "scan.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Frama-C defines these names and no compiler does; code that asks for them is proved in one version and
   compiled in another. */
static void see_prover_name(place_t place, const char *text) {
    static const char *const names[] = {"__FRAMAC__", "__FRAMA_C", "__FC_"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(text, names[i]) != NULL)
            fault_at(place, "%s: the code that is proved must be the code that is compiled", names[i]);
}

/* A cast that the author wrote to a pointer to const: in the printed source (rules_contracts) it looks like the
   ones that Frama-C adds. `at` is at the parenthesis. */
static bool is_const_cast(const char *at) {
    size_t length = strcspn(at + 1, "()*;,=\"");
    const char *star = at + 1 + length;
    const char *end = star + strspn(star, "* ");
    if (*star != '*' || *end != ')') return false;
    char *type = text_slice(at + 1, length);
    bool found = text_has_word(type, "const");
    free(type);
    end += 1 + strspn(end + 1, " ");
    return found && (text_is_word_char(*end) || *end == '(' || *end == '&');
}

static void see_name(const char *path, int line, const char *text, void *context) {
    (void)context;
    see_prover_name((place_t){.file = path, .line = line}, text);
}

static void see_cast(const char *path, int line, const char *text, void *context) {
    place_t place = {.file = path, .line = line};
    (void)context;
    for (const char *at = strchr(text, '('); at != NULL; at = strchr(at + 1, '('))
        if (is_const_cast(at))
            fault_at(place, "a cast to a pointer type, about which the memory model cannot be believed");
}

void rules_text(const char *const *folders, size_t nfolders, const char *src) {
    for (size_t i = 0; i < nfolders; i++) scan_folder(folders[i], see_name, NULL);
    scan_folder(src, see_cast, NULL);
}
