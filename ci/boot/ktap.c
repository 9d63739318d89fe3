#include "ktap.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define SHOWN_MOST 40u

typedef struct {
    verdict_t *verdict;
    FILE *out;
    unsigned long plans;
    unsigned long next;   /* the number that the next result must have */
    unsigned long not_ok; /* results that say so */
} judge_t;

static bool skip(const char **text, const char *prefix) {
    size_t length = strlen(prefix);
    if (strncmp(*text, prefix, length) != 0) return false;
    *text += length;
    return true;
}

/* A terminal's control sequences (ECMA-48, 5.4: "ESC [", parameters, a final byte of 40h to 7Eh) and control
   characters before the text: a boot loader that clears the screen leaves them on our first line. */
static const char *after_controls(const char *text) {
    for (;;) {
        if (text[0] == '\x1b' && text[1] == '[') {
            text += 2;
            while (*text >= 0x20 && *text < 0x40) text++;
            if (*text >= 0x40 && *text < 0x7f) text++;
        } else if (iscntrl((unsigned char)*text) && *text != '\0' && *text != '\t') {
            text++;
        } else {
            return text;
        }
    }
}

/* A decimal number from 1 to KTAP_CASES without leading zeros, then the end of the text or a space. */
static bool number(const char *text, unsigned long *value) {
    *value = 0;
    if (*text < '1' || *text > '9') return false;
    for (; isdigit((unsigned char)*text); text++) {
        *value = *value * 10 + (unsigned long)(*text - '0');
        if (*value > KTAP_CASES) return false;
    }
    return *text == '\0' || *text == ' ';
}

static void plan(judge_t *judge, const char *text, unsigned long line) {
    unsigned long cases;
    if (!number(text, &cases)) {
        verdict_add(judge->verdict, "the plan cannot be read: \"1..%.60s\" (serial line %lu)", text, line);
    } else if (judge->plans++ > 0) {
        verdict_add(judge->verdict, "a second plan, 1..%lu (serial line %lu): the kernel began again", cases,
                    line);
    } else if (judge->next > 1) {
        verdict_add(judge->verdict, "the plan comes after results (serial line %lu)", line);
    } else {
        judge->verdict->planned = cases;
    }
}

/* A failed case, for the reader; a guest that fails without end is cut short. */
static void show(const judge_t *judge, const char *whole, unsigned long line) {
    char text[VERDICT_WIDTH];
    if (judge->not_ok > SHOWN_MOST) return;
    (void)snprintf(text, sizeof text, "%.*s", (int)sizeof text - 1, whole);
    verdict_printable(text);
    fprintf(judge->out, "%s   (serial line %lu)\n", text, line);
}

static void result(judge_t *judge, bool ok, const char *text, const char *whole, unsigned long line) {
    unsigned long which;
    if (!number(text, &which)) {
        verdict_add(judge->verdict, "a result without a number: \"%.60s\" (serial line %lu)", whole, line);
        return;
    }
    if (!ok) {
        if (judge->not_ok++ == 0) verdict_add(judge->verdict, "case %lu is not ok: \"%.100s\"", which, whole);
        show(judge, whole, line);
    }
    if (judge->plans == 0)
        verdict_add(judge->verdict, "a result before the plan: \"%.60s\" (serial line %lu)", whole, line);
    else if (which > judge->verdict->planned)
        verdict_add(judge->verdict, "case %lu is not in the plan 1..%lu", which, judge->verdict->planned);
    else if (which < judge->next)
        verdict_add(judge->verdict, "case %lu came again or too late (serial line %lu)", which, line);
    else if (which > judge->next && which == judge->next + 1)
        verdict_add(judge->verdict, "case %lu is missing (serial line %lu)", judge->next, line);
    else if (which > judge->next)
        verdict_add(judge->verdict, "cases %lu to %lu are missing (serial line %lu)", judge->next, which - 1,
                    line);
    if (which < judge->next) return;
    judge->next = which + 1;
    if (ok && which <= judge->verdict->planned) judge->verdict->passed++;
}

static void one_line(judge_t *judge, const lines_t *lines) {
    const char *text = after_controls(lines->text), *whole = text, *comment = text;
    if (skip(&comment, "#"))
        while (*comment == ' ') comment++;

    if (skip(&text, "1.."))
        plan(judge, text, lines->number);
    else if (skip(&text, "ok ") || strcmp(text, "ok") == 0)
        result(judge, true, text, whole, lines->number);
    else if (skip(&text, "not ok ") || strcmp(text, "not ok") == 0)
        result(judge, false, text, whole, lines->number);
    else if (skip(&text, "Bail out!"))
        verdict_add(judge->verdict, "the guest gave up: \"%.100s\" (serial line %lu)", whole, lines->number);
    else if (skip(&text, "plinth boot: "))
        verdict_add(judge->verdict, "the boot sector stopped: %.100s", text);
    else if (strncasecmp(comment, "oops", 4) == 0)
        verdict_add(judge->verdict, "an exception nobody expected: \"%.100s\" (serial line %lu)", whole,
                    lines->number);
}

void ktap_judge(verdict_t *verdict, lines_t *lines, FILE *out) {
    judge_t judge = {.verdict = verdict, .out = out, .next = 1};
    while (lines_next(lines)) {
        if (lines->complete)
            one_line(&judge, lines);
        else
            verdict_add(verdict, "the serial log ends in the middle of a line: \"%.60s\"", lines->text);
    }
    if (lines->number == 0)
        verdict_add(verdict, "the guest wrote nothing to the serial port");
    else if (judge.plans == 0)
        verdict_add(verdict, "there is no plan in the serial log");
    else if (judge.next <= verdict->planned)
        verdict_add(verdict, "the run broke off: %lu cases planned, the last one seen is %lu",
                    verdict->planned, judge.next - 1);
    if (judge.not_ok > 1) verdict_add(verdict, "%lu cases are not ok", judge.not_ok);
}
