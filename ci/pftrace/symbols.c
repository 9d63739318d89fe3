#include "symbols.h"

#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>

struct symbols {
    Dwfl *dwfl;
};

symbols_t *symbols_open(const char *path) {
    static char *no_search_path = NULL;
    static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_build_id_find_elf,
                                             .find_debuginfo = dwfl_standard_find_debuginfo,
                                             .section_address = dwfl_offline_section_address,
                                             .debuginfo_path = &no_search_path};
    symbols_t *symbols = malloc(sizeof *symbols);
    Dwfl *dwfl = symbols ? dwfl_begin(&callbacks) : NULL;
    if (!dwfl || !dwfl_report_offline(dwfl, path, path, -1) || dwfl_report_end(dwfl, NULL, NULL) != 0) {
        fprintf(stderr, "pftrace: cannot read symbols from %s: %s\n", path, dwfl_errmsg(-1));
        dwfl_end(dwfl);
        free(symbols);
        return NULL;
    }
    symbols->dwfl = dwfl;
    return symbols;
}

void symbols_close(symbols_t *symbols) {
    if (!symbols) return;
    dwfl_end(symbols->dwfl);
    free(symbols);
}

/* Source names as the build knew them. "./" before them says nothing, and NASM (2.16) names the directory of a source
   twice, once absolute: "/home/me/arch/x86//arch/x86/entry.asm". */
static const char *shorten(const char *file) {
    const char *twice = strstr(file, "//");
    const char *slash = twice ? strrchr(twice + 2, '/') : NULL;
    size_t directory = slash ? (size_t)(slash - (twice + 2)) : 0;
    if (directory > 0 && (size_t)(twice - file) >= directory &&
        strncmp(twice - directory, twice + 2, directory) == 0)
        file = twice + 2;
    while (strncmp(file, "./", 2) == 0) file += 2;
    return file;
}

bool symbols_print(symbols_t *symbols, uint64_t address, FILE *out) {
    Dwfl_Module *module = symbols ? dwfl_addrmodule(symbols->dwfl, address) : NULL;
    if (!module) return false;
    GElf_Off offset = 0;
    GElf_Sym symbol;
    const char *name = dwfl_module_addrinfo(module, address, &offset, &symbol, NULL, NULL, NULL);
    Dwfl_Line *line = dwfl_module_getsrc(module, address);
    int number = 0;
    const char *file = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
    if (name) fprintf(out, "%s+0x%lx", name, (unsigned long)offset);
    if (name && file) fprintf(out, ", ");
    if (file) fprintf(out, "%s:%d", shorten(file), number);
    return name || file;
}
