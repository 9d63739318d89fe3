#include "log.h"
#include "console.h"
#include "cpu.h"
#include "format.h"

static void put(void *context, char byte) {
    (void)context;
    console_put(byte);
}

void log_text(const char *text, ...) {
    va_list arguments;
    va_start(arguments, text);
    format_list(put, 0, text, arguments);
    va_end(arguments);
}

void log_note(const char *text, ...) {
    va_list arguments;
    va_start(arguments, text);
    log_text("# ");
    format_list(put, 0, text, arguments);
    log_text("\n");
    va_end(arguments);
}

noreturn void log_bail_out(const char *text, ...) {
    va_list arguments;
    va_start(arguments, text);
    log_text("Bail out! ");
    format_list(put, 0, text, arguments);
    log_text("\n");
    va_end(arguments);
    cpu_exit(false);
}
