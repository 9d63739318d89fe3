#include "fault.h"
#include "rules.h"
#include "scan.h"

#include <string.h>

/* Frama-C defines these names and no compiler does; code that asks for them is proved in one version and
   compiled in another. */
static void see(const char *path, int line, const char *text, void *context) {
    static const char *const names[] = {"__FRAMAC__", "__FRAMA_C", "__FC_"};
    (void)context;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(text, names[i]) != NULL)
            fault_at((place_t){.file = path, .line = line},
                     "%s: the code that is proved must be the code that is compiled", names[i]);
}

void rules_text(const char *const *folders, size_t nfolders) {
    for (size_t i = 0; i < nfolders; i++) scan_folder(folders[i], see, NULL);
}
