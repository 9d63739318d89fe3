/* The order of boot: each step needs the ones before it. */
#include "boot.h"
#include "console.h"
#include "cpu.h"
#include "early_map.h"
#include "facts.h"
#include "fault.h"
#include "log.h"
#include "memory.h"
#include "rights.h"
#include "selftest/selftest.h"
#include "trap.h"

static memory_t memory;
static boot_t boot;

noreturn void boot_main(uint32_t magic, uint32_t info) {
    console_init();
    selftest_print_plan();

    cpu_detect();
    trap_init();
    fault_init();
    cpu_protect();
    early_paging_init();
    cpu_load_kinds(PAT_TABLE);
    facts_print_cpu();

    const char *complaint = boot_open(&boot, magic, info);
    if (complaint != 0) log_bail_out("%s", complaint);
    facts_print_boot(&boot);
    memory_init(&memory, &boot);
    facts_print_memory(&memory);

    cpu_exit(selftest_run(&memory, &boot));
}
