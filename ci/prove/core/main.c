/* prove-core: asks a prover, with only the facts that a proof of this goal is known to need.

     prove-core PROVER OPTION... FILE.smt2

   WP gives a prover all it knows, some 500 facts a goal; a proof uses 2 to 12 of them, its core. A list of cores (PROVE_CORES)
   says which. When the prover says `unsat` to the goal with its core alone, that is a proof of the goal: leaving hypotheses out can
   make a goal harder, never truer. Any other answer counts for nothing, and the prover is asked with all facts, as it would have been
   without this program. So neither a stale list nor a wrong one can prove anything.

   With PROVE_CORES_NEW, the core of each proof is appended to that file, a line "GOAL PROVER FACT FACT ...": the goal by a
   hash of its text, the facts by the names that Why3 writes above them. */
#include "ask.h"
#include "cores.h"
#include "problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* With a core that is right, a proof is a matter of hundredths of a second. A core that another prover found may be of no use to
   this one, nor may all facts: that one has its turn, and this one does not wait for its end in vain. */
#define SECONDS_WITH_CORE 2
#define SECONDS_OF_OTHERS 1

static bool is_proof(const text_t *answer) {
    return answer->size >= 5 && memcmp(answer->at, "unsat", 5) == 0;
}

static bool say(const text_t *answer) {
    return fwrite(answer->at, 1, answer->size, stdout) == answer->size && fflush(stdout) == 0;
}

static const char *name_of(const char *program) {
    const char *slash = strrchr(program, '/');
    return slash == NULL ? program : slash + 1;
}

/* Ask, and pass on a proof; whether there was one. */
static bool proved(char **command, const text_t *question, unsigned seconds, text_t *answer) {
    return ask(command, question, seconds, answer) && is_proof(answer) && say(answer);
}

static bool proved_with(const problem_t *problem, const cores_t *core, unsigned seconds, char **command) {
    text_t question = {0}, answer = {0};
    problem_print_core(problem, core, &question);
    bool done = proved(command, &question, seconds, &answer);
    text_free(&question);
    text_free(&answer);
    return done;
}

/* Ask with all facts, and for the core. */
static bool proved_anew(const problem_t *problem, const char *list, char **command) {
    text_t question = {0}, answer = {0};
    problem_print_named(problem, &question);
    bool done = proved(command, &question, 0, &answer);
    if (done) {
        cores_t core;
        problem_core(problem, name_of(command[0]), &answer, &core);
        cores_append(list, &core);
    }
    text_free(&question);
    text_free(&answer);
    return done;
}

/* Ask with all facts, but not for long. */
static bool proved_soon(const problem_t *problem, char **command) {
    text_t answer = {0};
    bool done = proved(command, &problem->text, SECONDS_OF_OTHERS, &answer);
    text_free(&answer);
    return done;
}

/* Whether a proof was found, or is another prover's to find, with the list of known cores. */
static bool settled(const problem_t *problem, const char *known, const char *list, char **command) {
    cores_t core;
    if (known == NULL || !cores_find(&core, known, problem->goal)) return false;
    bool own = cores_by(&core, name_of(command[0]));
    if (proved_with(problem, &core, own ? SECONDS_WITH_CORE : SECONDS_OF_OTHERS, command)) {
        if (list != NULL) cores_append(list, &core);
        return true;
    }
    if (own || list != NULL) return false;
    if (!proved_soon(problem, command)) puts("interrupted by timeout");
    return true;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: prove-core PROVER OPTION... FILE.smt2\n", stderr);
        return 2;
    }
    const char *known = getenv("PROVE_CORES"), *list = getenv("PROVE_CORES_NEW");
    problem_t problem;
    if ((known != NULL || list != NULL) && problem_read(&problem, argv[argc - 1])) {
        if (settled(&problem, known, list, argv + 1)) return 0;
        if (list != NULL && proved_anew(&problem, list, argv + 1)) return 0;
    }
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 127;
}
