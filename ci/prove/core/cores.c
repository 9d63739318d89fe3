#include "cores.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool cores_find(cores_t *core, const char *list, const char *goal) {
    text_t text = {0};
    bool found = false;
    *core = (cores_t){0};
    if (!text_load(&text, list)) return false;
    for (const char *at = text.at, *end = at + text.size; !found && at < end;) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        next = next == NULL ? end : next + 1;
        if ((size_t)(next - at) >= GOAL_ID && memcmp(at, goal, GOAL_ID - 1) == 0) {
            text_add(&core->line, at, (size_t)(next - at));
            found = next[-1] == '\n';
        }
        at = next;
    }
    text_free(&text);
    return found;
}

/* The word after `at`, which is at the space before it; nothing at the end of the line. */
static part_t next_word(const char *at) {
    part_t word = {at, 0};
    if (*at != ' ') return word;
    word.at++;
    while (word.at[word.size] != ' ' && word.at[word.size] != '\n') word.size++;
    return word;
}

bool cores_by(const cores_t *core, const char *prover) {
    return part_is(next_word(core->line.at + GOAL_ID - 1), prover);
}

bool cores_has(const cores_t *core, part_t fact) {
    part_t word = next_word(core->line.at + GOAL_ID - 1);
    while (word.size > 0) {
        word = next_word(word.at + word.size);
        if (word.size == fact.size && memcmp(word.at, fact.at, fact.size) == 0) return true;
    }
    return false;
}

void cores_begin(cores_t *core, const char *goal, const char *prover) {
    *core = (cores_t){0};
    text_say(&core->line, goal);
    text_say(&core->line, " ");
    text_say(&core->line, prover);
    text_say(&core->line, "\n");
}

void cores_add(cores_t *core, part_t fact) {
    core->line.size--;
    text_say(&core->line, " ");
    text_add(&core->line, fact.at, fact.size);
    text_say(&core->line, "\n");
}

void cores_append(const char *list, const cores_t *core) {
    int file = open(list, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file < 0 || write(file, core->line.at, core->line.size) != (long)core->line.size) perror(list);
    if (file >= 0) close(file);
}
