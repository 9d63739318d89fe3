/* The console: one output stream of bytes that a person or a test runner reads. */
#ifndef ARCH_CONSOLE_H
#define ARCH_CONSOLE_H

/* Makes the console ready; nothing may be printed before. */
void console_init(void);

/* Prints one byte; a line feed is sent as it is. */
void console_put(char byte);

/* Returns when the last byte has left the machine. */
void console_drain(void);

#endif
