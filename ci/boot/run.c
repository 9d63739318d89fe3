#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* In the child: never returns. */
static void become(const char *const argv[], const char *output, const sigset_t *mask) {
    const struct rlimit files = {RUN_FILE_LIMIT, RUN_FILE_LIMIT}, no_core = {0, 0};
    int in = open("/dev/null", O_RDONLY);
    int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int err = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (in < 0 || out < 0 || setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ||
        setrlimit(RLIMIT_FSIZE, &files) < 0 || setrlimit(RLIMIT_CORE, &no_core) < 0 ||
        sigprocmask(SIG_SETMASK, mask, NULL) < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) {
        dprintf(err, "bootrun: cannot write %s: %s\n", output, strerror(errno));
        _exit(126);
    }
    (void)execvp(argv[0], (char *const *)argv);
    dprintf(err, "bootrun: cannot run %s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Waits for the child, for a signal that ends us, or for the time limit. */
static int await(pid_t child, const sigset_t *signals, double deadline, outcome_t *outcome) {
    for (;;) {
        int status;
        if (waitpid(child, &status, WNOHANG) == child) {
            outcome->end = WIFSIGNALED(status) ? END_SIGNAL : END_EXIT;
            outcome->status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
            return 0;
        }
        double left = deadline - now();
        if (left <= 0) {
            outcome->end = END_TIMEOUT;
            outcome->status = 0;
            return 0;
        }
        struct timespec wait = {.tv_sec = (time_t)left};
        wait.tv_nsec = (long)((left - (double)wait.tv_sec) * 1e9);
        int signal = sigtimedwait(signals, NULL, &wait);
        if (signal > 0 && signal != SIGCHLD) return signal;
    }
}

bool run(const char *const argv[], const char *output, unsigned timeout, outcome_t *outcome) {
    sigset_t signals, before;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGCHLD);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &signals, &before);

    double start = now();
    (void)fflush(NULL);
    pid_t child = fork();
    if (child < 0) {
        fprintf(stderr, "bootrun: cannot start a process: %s\n", strerror(errno));
        (void)sigprocmask(SIG_SETMASK, &before, NULL);
        return false;
    }
    if (child == 0) become(argv, output, &before);
    int interrupted = await(child, &signals, start + timeout, outcome);
    (void)kill(-child, SIGKILL); /* the whole session: whatever it started */
    (void)kill(child, SIGKILL);  /* and itself, if it had not come so far as to have one */
    if (interrupted || outcome->end == END_TIMEOUT) (void)waitpid(child, NULL, 0);
    outcome->seconds = now() - start;
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    if (interrupted) {
        (void)signal(interrupted, SIG_DFL);
        (void)raise(interrupted);
    }
    return !(outcome->end == END_EXIT && (outcome->status == 126 || outcome->status == 127));
}

bool run_exists(const char *program) {
    if (strchr(program, '/')) return access(program, X_OK) == 0;
    const char *path = getenv("PATH");
    while (path && *path) {
        char full[BOOT_PATH];
        size_t length = strcspn(path, ":");
        if (snprintf(full, sizeof full, "%.*s/%s", (int)length, path, program) < (int)sizeof full &&
            access(full, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}
