#include "facts.h"
#include "cpu.h"
#include "log.h"

#define RANGES_MOST 40u /* a line each; a hostile map could have millions */

/* " name" when it is so, " -name" when it is not. */
static void print_flag(const char *name, bool value) { log_text(" %s%s", value ? "" : "-", name); }

void facts_print_cpu(void) {
    const cpu_features_t *cpu = cpu_features();
    cpu_protections_t on = cpu_protections();
    log_note("machine: %s", MACHINE_NAME);
    log_note("cpu: %s family %u model %u stepping %u", cpu->cpuid ? cpu->vendor : "without CPUID",
             cpu->family, cpu->model, cpu->stepping);
    log_text("# features:");
    print_flag("pse", cpu->pse);
    print_flag("pge", cpu->pge);
    print_flag("pat", cpu->pat);
    print_flag("nx", cpu->nx);
    print_flag("smep", cpu->smep);
    print_flag("smap", cpu->smap);
    print_flag("gib-pages", cpu->gib_pages);
    print_flag("long-mode", cpu->long_mode);
    log_text("\n# protections on:");
    print_flag("paging", on.paging);
    print_flag("write-protect", on.write_protect);
    print_flag("no-execute", on.no_execute);
    print_flag("smep", on.smep);
    print_flag("smap", on.smap);
    log_text("\n");
}

void facts_print_boot(const boot_t *boot) {
    boot_range_t range;
    boot_step_t step;
    uint32_t cursor = 0;
    uint32_t count = 0;
    while ((step = boot_next_range(boot, &cursor, &range)) == BOOT_RANGE) {
        if (count++ < RANGES_MOST) {
            log_note("firmware: base=0x%llx length=0x%llx type=%u", (unsigned long long)range.base,
                     (unsigned long long)range.length, range.type);
        }
    }
    if (count > RANGES_MOST) log_note("firmware: and %u more", count - RANGES_MOST);
    if (step == BOOT_DAMAGED) log_note("firmware: the map is damaged after %u entries", count);
    if (boot->module_count != 0) log_note("modules: %u", boot->module_count);
}

static const char *kind_name(uint32_t kind) {
    return kind == MEM_USABLE ? "usable" : kind == MEM_RESERVED ? "reserved" : "device";
}

static void print_span(const char *name, frame_span_t span) {
    log_note("%s: first=0x%x end=0x%x", name, span.first, span.first + span.count);
}

void facts_print_memory(const memory_t *memory) {
    static const char *const owner_names[] = {"free",  "reserved", "device", "allocated",
                                              "table", "mapped",   "shared"};
    enum { OWNERS = sizeof(owner_names) / sizeof(owner_names[0]) };
    uint32_t counts[OWNERS] = {0};

    for (uint32_t i = 0; i < memory->map.count && i < RANGES_MOST; i++) {
        const mem_range_t *range = &memory->map.range[i];
        log_note("memory: first=0x%x end=0x%x %s", range->first, range->end, kind_name(range->kind));
    }
    if (memory->damaged) log_note("memory: something may be missing, a list of the loader is damaged");
    if (memory->crowded != 0)
        log_note("memory: %u ranges too many, some memory is not used", memory->crowded);
    print_span("kernel", memory->image);
    print_span("frame tables", memory->metadata);
    print_span("self-test", memory->snapshot);

    for (frame_t frame = 0; frame < memory->pmm.nframes; frame++) {
        uint32_t owner = (uint32_t)pmm_owner(&memory->pmm, frame);
        if (owner < OWNERS) counts[owner]++;
    }
    log_text("# frames: %u", memory->pmm.nframes);
    for (uint32_t i = 0; i < OWNERS; i++) {
        log_text(", %s %u", owner_names[i], counts[i]);
    }
    log_text("\n");
}
