#include "selftest.h"
#include "case.h"
#include "cpu.h"
#include "log.h"

typedef struct {
    const char *name;
    case_run_t run;
    bool traced; /* an emulator's debugger is told before the first of these and after the last */
} entry_t;

/* In this order: the allocator's cases hand memory on to each other. The traced ones do as little as they can beside
   the fault itself, because every access of theirs becomes a line of somebody's trace. */
static const entry_t cases[] = {
    {"word: lowest set bit", test_lowest_set, false},
    {"cpu: protections are on where the processor has them", test_protections, false},
    {"cpu: the table of cache kinds is the one that entries are made for", test_kinds, false},
    {"boot: kernel and tables reserved, screen a device, frame 0 taken", test_boot_owners, false},
    {"boot: frame tables overlap nothing", test_boot_disjoint, false},
    {"frames: allocate and free one", test_alloc_one, false},
    {"frames: exhaust all memory", test_exhaust, false},
    {"frames: each holds its own pattern", test_patterns, false},
    {"frames: free all", test_free_all, false},
    {"frames: double free refused", test_double_free, false},
    {"frames: foreign free refused", test_foreign_free, false},
    {"frames: random requests agree with a model", test_frames_model, false},
    {"frames: the machine's memory agrees with it too", test_frames_model_live, false},
    {"pages: handed out zeroed", test_page_zeroed, false},
    {KERNEL_POISON ? "pages: poisoned when given back" : "pages: given back as they are", test_page_poisoned,
     false},
    {"tlb: what was told is forgotten", test_tlb, false},
    {"tlb: global pages too", test_tlb_global, false},
    {"fault: read of a page not present", test_fault_read_absent, true},
    {"fault: write to a page not present", test_fault_write_absent, true},
    {"fault: null pointer", test_fault_null, true},
    {"fault: write to a read-only page", test_fault_write_read_only, true},
    {"fault: write to the kernel's code", test_fault_write_code, true},
    {"fault: fetch from a page not present", test_fault_fetch_absent, true},
    {"fault: fetch from a no-execute page", test_fault_fetch_no_execute, true},
    {"fault: page gone after unmap", test_fault_after_unmap, true},
    {"frames: all free again at the end", test_frames_at_end, false},
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

void selftest_print_plan(void) { log_text("KTAP version 1\n1..%u\n", (uint32_t)CASES); }

void case_fail(case_t *c, const char *file, uint32_t line, const char *what) {
    c->failed = true;
    log_note("%s:%u: not so: %s", file, line, what);
}

void case_fail_equal(case_t *c, const char *file, uint32_t line, const char *what, uint64_t left,
                     uint64_t right) {
    case_fail(c, file, line, what);
    log_note("left 0x%llx, right 0x%llx", (unsigned long long)left, (unsigned long long)right);
}

static bool run_one(uint32_t number, const entry_t *entry, memory_t *memory, const boot_t *boot) {
    case_t c = {.memory = memory, .boot = boot};
    entry->run(&c);
    log_text("%s %u %s", c.failed ? "not ok" : "ok", number, entry->name);
    if (c.skipped != 0 && !c.failed) log_text(" # SKIP %s", c.skipped);
    log_text("\n");
    return !c.failed;
}

bool selftest_run(memory_t *memory, const boot_t *boot) {
    bool passed = true;
    bool tracing = false;
    for (uint32_t i = 0; i < CASES; i++) {
        if (cases[i].traced != tracing) {
            cpu_trace_mark();
            tracing = !tracing;
        }
        if (!run_one(i + 1, &cases[i], memory, boot)) passed = false;
    }
    if (tracing) cpu_trace_mark();
    return passed;
}
