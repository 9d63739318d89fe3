#include "problem.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOAL_NAME "Goal wp_goal"
#define ASSERTION "(assert"
#define QUESTION  "(check-sat)"

static const char *line_end(const char *at, const char *end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline == NULL ? end : newline;
}

/* The end of the command that begins at `at`, or NULL when the file ends before. */
static const char *command_end(const char *at, const char *end) {
    for (long depth = 0; at < end; at++) {
        if (*at == '(') depth++;
        if (*at == ')' && --depth == 0) return at + 1;
        if (*at == ';') at = line_end(at, end);
        if (at < end && (*at == '|' || *at == '"')) {
            at = memchr(at + 1, *at, (size_t)(end - at - 1));
            if (at == NULL) return NULL;
        }
    }
    return NULL;
}

static part_t comment(const char *at, const char *end) {
    while (at < end && (*at == ';' || *at == ' ')) at++;
    while (end > at && end[-1] == ' ') end--;
    return (part_t){at, (size_t)(end - at)};
}

static bool starts(part_t part, const char *string) {
    return part.size >= strlen(string) && memcmp(part.at, string, strlen(string)) == 0;
}

static item_t *new_item(problem_t *problem) {
    item_t *items = realloc(problem->items, (problem->nitems + 1) * sizeof *items);
    if (items == NULL) exit(1);
    problem->items = items;
    return &items[problem->nitems++];
}

/* FNV-1a. Two goals with one number would only be asked with the wrong facts first. */
static void name_goal(problem_t *problem, part_t goal) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < goal.size; i++) hash = (hash ^ (unsigned char)goal.at[i]) * 0x100000001B3u;
    snprintf(problem->goal, sizeof problem->goal, "%016" PRIx64, hash);
}

bool problem_read(problem_t *problem, const char *path) {
    *problem = (problem_t){0};
    if (!text_load(&problem->text, path)) return false;
    const char *at = problem->text.at, *end = at + problem->text.size;
    part_t name = {0};
    for (bool question = false; !question;) {
        while (at < end && *at != '(' && *at != ';') at++;
        if (at == end) return false;
        if (*at == ';') {
            const char *next = line_end(at, end);
            name = comment(at, next);
            at = next;
            continue;
        }
        const char *next = command_end(at, end);
        if (next == NULL) return false;
        item_t *item = new_item(problem);
        *item = (item_t){.command = {at, (size_t)(next - at)}, .name = name};
        item->assertion = starts(item->command, ASSERTION);
        item->goal = item->assertion && part_is(name, GOAL_NAME);
        if (item->goal) name_goal(problem, item->command);
        question = part_is(item->command, QUESTION);
        at = next;
    }
    return problem->goal[0] != '\0';
}

static void print_item(const item_t *item, text_t *to) {
    text_add(to, item->command.at, item->command.size);
    text_say(to, "\n");
}

void problem_print_core(const problem_t *problem, const cores_t *core, text_t *to) {
    for (size_t i = 0; i < problem->nitems; i++) {
        const item_t *item = &problem->items[i];
        if (!item->assertion || item->goal || cores_has(core, item->name)) print_item(item, to);
    }
}

void problem_print_named(const problem_t *problem, text_t *to) {
    char number[48];
    text_say(to, "(set-option :produce-unsat-cores true)\n");
    for (size_t i = 0; i < problem->nitems; i++) {
        const item_t *item = &problem->items[i];
        if (item->assertion) {
            text_say(to, ASSERTION " (!");
            text_add(to, item->command.at + strlen(ASSERTION), item->command.size - strlen(ASSERTION) - 1);
            snprintf(number, sizeof number, " :named fact%zu))\n", i);
            text_say(to, number);
        } else {
            print_item(item, to);
        }
    }
    text_say(to, "(get-unsat-core)\n");
}

void problem_core(const problem_t *problem, const char *prover, const text_t *answer, cores_t *core) {
    const char *at = answer->at, *end = at + answer->size;
    cores_begin(core, problem->goal, prover);
    while (at < end && *at != ')') {
        size_t i = 0;
        if (end - at > 4 && memcmp(at, "fact", 4) == 0) {
            for (at += 4; at < end && *at >= '0' && *at <= '9'; at++) i = i * 10 + (size_t)(*at - '0');
            if (i < problem->nitems && !problem->items[i].goal && !cores_has(core, problem->items[i].name))
                cores_add(core, problem->items[i].name);
        } else {
            at++;
        }
    }
}
