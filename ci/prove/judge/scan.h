/* Looks through the lines of all C and ACSL files below a folder. */
#ifndef JUDGE_SCAN_H
#define JUDGE_SCAN_H

typedef void scan_line_t(const char *path, int line, const char *text, void *context);

/* Calls `see` for every line of every .c, .h and .acsl file below `folder`. */
void scan_folder(const char *folder, scan_line_t *see, void *context);

#endif
