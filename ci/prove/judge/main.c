/* prove-judge: reads what Frama-C left behind and decides whether it amounts to a proof.

     prove-judge skip|verdict|brief --reports    OPTIONS MACHINE/MODULE      names that the proof of this module must leave out
     prove-judge verdict OPTIONS MACHINE/MODULE...   table, faults, ledger, last line; status 0: all held
     prove-judge brief   OPTIONS MACHINE/MODULE      one job in a few words, for progress

   WP itself exits 0 with goals open, so nothing here asks for its exit status alone. The verdict hangs on the
   JSON of Frama-C's server (every property with its status), of WP (goals), of the report plug-in (warnings),
   and on the source as Frama-C printed it; never on console text. */
#include "fault.h"
#include "goals.h"
#include "job.h"
#include "ledger.h"
#include "owner.h"
#include "record.h"
#include "rules.h"
#include "text.h"
#include "trusted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDERS_MAX 16

typedef struct {
    const char *reports, *trusted, *trusted_folder, *record, *ledger, *tools;
    folders_t modules;
    const char *folders[FOLDERS_MAX]; /* sources to scan */
    size_t nfolders;
    bool raise;    /* record the goal counts */
    bool whole;    /* all modules on all machines were proved */
    bool part;     /* all were read, and those proved that are not on record, or chosen */
    bool no_smoke; /* none were asked for: only the mutants' runs, which are no proof of anything */
} options_t;

static void print_table(const job_t *jobs, size_t njobs) {
    printf("%-12s %-7s %9s %7s %7s %9s %12s %9s\n", "module", "machine", "functions", "goals", "proved",
           "smoke", "slowest goal", "seconds");
    for (size_t i = 0; i < njobs; i++) {
        const job_t *job = &jobs[i];
        goals_t goals = goals_of(job);
        char smoke[32];
        if (!job->wanted) continue;
        snprintf(smoke, sizeof smoke, "%ld/%ld", goals.smoke_passed, goals.smoke);
        printf("%-12s %-7s %9zu %7ld %7ld %9s %10.2f s %7.1f s\n", job->module, job->arch,
               goals_functions(job), goals.total, goals.proved, smoke, job->slowest, job->seconds);
    }
}

static void judge(const options_t *options, const job_t *jobs, size_t njobs) {
    for (size_t i = 0; i < njobs; i++) {
        const job_t *job = &jobs[i];
        if (!job->ran) continue;
        rules_assumptions(job, options->trusted_folder);
        if (!job->wanted) continue;
        rules_goals(job);
        rules_statuses(jobs, njobs, job);
        rules_contracts(job);
        rules_warnings(job);
        record_check(job);
    }
    rules_meanings(jobs, njobs);
    rules_calls(jobs, njobs, options->modules.src);
    rules_text(options->folders, options->nfolders, options->modules.src);
    if (options->whole || options->part) {
        if (!options->no_smoke && ledger_totals(jobs, njobs).smoke == 0)
            fault_at((place_t){0}, "not one smoke test was made: contradictions would go unseen");
        rules_lemmas_left_out(jobs, njobs);
        trusted_check_stale();
        record_check_stale(jobs, njobs);
    }
}

static int verdict(const options_t *options, const job_t *jobs, size_t njobs) {
    bool everything_ran = true;
    judge(options, jobs, njobs);
    for (size_t i = 0; i < njobs; i++) everything_ran &= jobs[i].ran;
    if (options->raise && everything_ran && fault_count(true) == 0) {
        if (record_raise(jobs, njobs))
            printf("recorded the numbers of goals in %s\n", options->record);
        else
            fault_at((place_t){.file = options->record}, "cannot write the record of goals");
    }
    size_t nfaults = fault_count(options->raise);
    print_table(jobs, njobs);
    if (!ledger_write(options->ledger, options->tools, jobs, njobs, options->whole, options->folders,
                      options->nfolders)) {
        fault_at((place_t){.file = options->ledger}, "cannot write the ledger");
        nfaults++;
    }
    totals_t totals = ledger_totals(jobs, njobs);
    if (nfaults > 0) {
        puts("");
        fault_print();
        puts("");
    }
    if (options->no_smoke)
        puts("smoke tests: NOT MADE, as asked");
    else
        printf("smoke tests: %ld of %ld passed\n", totals.smoke_passed, totals.smoke);
    if (nfaults > 0) printf("NOT PROVED: %zu fault%s, listed above\n", nfaults, nfaults == 1 ? "" : "s");
    printf("prove: %ld of %ld goals, %zu functions, %zu admitted, %zu trusted\n", totals.proved, totals.goals,
           totals.functions, rules_admitted(), trusted_count());
    return nfaults == 0 ? 0 : 1;
}

static void print_brief(const job_t *job) {
    goals_t goals = goals_of(job);
    if (!job->ran)
        puts("failed");
    else if (goals.proved < goals.total)
        printf("%ld of %ld goals\n", goals.proved, goals.total);
    else
        printf("%ld goals\n", goals.total);
}

static int usage(void) {
    fputs("usage: prove-judge skip|verdict --reports DIR --src DIR [--laws DIR] --trusted FILE "
          "--trusted-folder DIR\n"
          "           --record FILE --ledger FILE --tools FILE [--scan DIR]... [--raise] [--whole|--part] "
          "MACHINE/MODULE...\n",
          stderr);
    return 2;
}

/* Reads the options; returns the index of the first job, or 0 when they make no sense. */
static int parse(options_t *options, int argc, char **argv) {
    const struct {
        const char *name;
        const char **value;
    } known[] = {
        {"--reports", &options->reports}, {"--src", &options->modules.src},
        {"--trusted", &options->trusted}, {"--record", &options->record},
        {"--ledger", &options->ledger},   {"--trusted-folder", &options->trusted_folder},
        {"--tools", &options->tools},
    };
    int at = 2;
    for (; at < argc && text_begins(argv[at], "--"); at++) {
        if (strcmp(argv[at], "--raise") == 0) {
            options->raise = true;
        } else if (strcmp(argv[at], "--whole") == 0) {
            options->whole = true;
        } else if (strcmp(argv[at], "--part") == 0) {
            options->part = true;
        } else if (strcmp(argv[at], "--no-smoke") == 0) {
            options->no_smoke = true;
        } else if (at + 1 == argc) {
            return 0;
        } else if (strcmp(argv[at], "--laws") == 0) {
            options->modules.laws = argv[++at];
        } else if (strcmp(argv[at], "--scan") == 0) {
            if (options->nfolders == FOLDERS_MAX) return 0;
            options->folders[options->nfolders++] = argv[++at];
        } else {
            size_t i = 0, count = sizeof known / sizeof *known;
            while (i < count && strcmp(argv[at], known[i].name) != 0) i++;
            if (i == count) return 0;
            *known[i].value = argv[++at];
        }
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (*known[i].value == NULL) return 0;
    return at;
}

int main(int argc, char **argv) {
    options_t options = {0};
    if (argc < 3) return usage();
    int first = parse(&options, argc, argv);
    const char *mode = argv[1];
    bool skip = strcmp(mode, "skip") == 0, brief = strcmp(mode, "brief") == 0;
    if (first == 0 || first >= argc || (!skip && !brief && strcmp(mode, "verdict") != 0)) return usage();

    size_t njobs = (size_t)(argc - first);
    job_t *jobs = text_grow(NULL, njobs * sizeof *jobs);
    trusted_load(options.trusted);
    record_load(options.record);
    for (size_t i = 0; i < njobs; i++) {
        char *arch = argv[first + (int)i];
        char *module = strchr(arch, '/');
        if (module == NULL) return usage();
        *module++ = '\0';
        if (skip)
            job_read_facts(&jobs[i], options.reports, &options.modules, arch, module);
        else
            job_read(&jobs[i], options.reports, &options.modules, arch, module);
    }
    if (skip)
        puts(owner_skipped(&jobs[0]));
    else if (brief)
        print_brief(&jobs[0]);
    else
        return verdict(&options, jobs, njobs);
    return 0;
}
