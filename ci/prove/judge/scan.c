#include "scan.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_source(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot != NULL && (strcmp(dot, ".c") == 0 || strcmp(dot, ".h") == 0 || strcmp(dot, ".acsl") == 0);
}

static void scan_file(const char *path, scan_line_t *see, void *context) {
    FILE *file = fopen(path, "r");
    if (file == NULL) return;
    char *text = NULL;
    size_t room = 0;
    for (int line = 1; getline(&text, &room, file) >= 0; line++) {
        text[strcspn(text, "\n")] = '\0';
        see(path, line, text, context);
    }
    free(text);
    fclose(file);
}

void scan_folder(const char *folder, scan_line_t *see, void *context) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *path = text_format("%s/%s", folder, name);
        if (is_source(name))
            scan_file(path, see, context);
        else if (name[0] != '.')
            scan_folder(path, see, context); /* what is no folder simply cannot be opened */
        free(path);
        free(entries[i]);
    }
    free(entries);
}
