/* The processor: what it can do, which protections are on, and how a run of the kernel ends. */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include <stdbool.h>
#include <stdint.h>
#include <stdnoreturn.h>

/* What CPUID says; everything is false on a processor that has no CPUID. */
typedef struct {
    bool cpuid;
    bool pse;       /* 4 MiB pages in 32-bit paging */
    bool pge;       /* global pages */
    bool pat;       /* page attribute table */
    bool nx;        /* pages that refuse instruction fetches */
    bool smep;      /* the kernel cannot execute user pages */
    bool smap;      /* the kernel cannot touch user pages by accident */
    bool gib_pages; /* 1 GiB pages */
    bool long_mode; /* 64-bit mode */
    uint8_t family; /* display family, SDM vol. 2A, CPUID leaf 1 */
    uint8_t model;  /* display model */
    uint8_t stepping;
    char vendor[13]; /* twelve characters and a zero, or empty */
} cpu_features_t;

/* Which protections are switched on now, read back from the control registers. */
typedef struct {
    bool paging;
    bool write_protect; /* CR0.WP: read-only pages are read-only for the kernel too */
    bool no_execute;    /* no-execute pages work: EFER.NXE with 64-bit entries */
    bool smep;
    bool smap;
    bool fetch_reported; /* page faults tell instruction fetches from reads */
} cpu_protections_t;

/* A control register for people to read. */
typedef struct {
    const char *name;
    uintptr_t value;
} cpu_register_t;

/* Asks the processor what it can do; must be the first call of this file. */
void cpu_detect(void);

/* What cpu_detect found. */
const cpu_features_t *cpu_features(void);

/* Switches on every protection that the processor offers and this kernel uses. */
void cpu_protect(void);

/* Loads the table that says which kind of caching each of the eight numbers in a page's entry stands for (IA32_PAT); false, and
   nothing is done, when the processor has none. To be called once, with paging on and interrupts off, while no entry chooses a kind that the
   table changes. */
bool cpu_load_kinds(uint64_t table);

/* The table as it is; 0 when the processor has none. */
uint64_t cpu_kinds(void);

/* Switches global pages on or off; false when the processor has none. They are off at first. */
bool cpu_global_pages(bool on);

/* Reads back which protections are on. */
cpu_protections_t cpu_protections(void);

/* Gives control register number index, or returns false when there are no more. */
bool cpu_control_register(uint32_t index, cpu_register_t *out);

/* Marks this moment for an emulator's debugger; does nothing on a real machine. */
void cpu_trace_mark(void);

/* Ends the run: tells the emulator whether it was a success, and halts for ever where nobody listens. */
noreturn void cpu_exit(bool success);

/* Stops the processor for ever. */
noreturn void cpu_halt(void);

#endif
