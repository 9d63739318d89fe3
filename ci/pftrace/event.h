/* What a trace says about one page fault, whoever wrote the trace. Parsers fill it in, all others only read it.

   Glossary
     walk        the entries that the processor read to translate the address, from the top table down
     level       the name of an entry by its table: PML4E, PDPTE, PDE, PTE
     tick        the emulator's own time, where it prints one
     ip          the instruction that faulted; next_ip is the one after it, which is all Bochs gives without the
                 exception frame */
#ifndef EVENT_H
#define EVENT_H

#include <stdbool.h>
#include <stdint.h>

#define WALK_LEVELS 5u

typedef struct {
    char level[8];
    uint64_t at;    /* physical address of the entry */
    uint64_t value; /* of the entry */
    unsigned bytes; /* 4 or 8 */
} walk_entry_t;

typedef struct {
    unsigned long line; /* of the trace, where it was seen */
    uint64_t tick;
    uint64_t address;
    uint64_t error;
    uint64_t ip;
    uint64_t next_ip;
    uint64_t cr0, cr3, cr4, efer;
    bool has_tick, has_error, has_ip, has_next_ip, has_control;
    unsigned walked;
    walk_entry_t walk[WALK_LEVELS];
} fault_t;

/* The error code (Intel SDM vol. 3A, "Page-Fault Exceptions"; AMD64 manual vol. 2, 8.2.15). */
#define ERROR_PRESENT  0x1u
#define ERROR_WRITE    0x2u
#define ERROR_USER     0x4u
#define ERROR_RESERVED 0x8u
#define ERROR_FETCH    0x10u
#define ERROR_KEY      0x20u

/* Entries; bit 63 only in those of 8 bytes (Intel SDM vol. 3A, "Paging"). */
#define ENTRY_PRESENT    0x1u
#define ENTRY_WRITABLE   0x2u
#define ENTRY_USER       0x4u
#define ENTRY_ACCESSED   0x20u
#define ENTRY_DIRTY      0x40u
#define ENTRY_LARGE      0x80u
#define ENTRY_GLOBAL     0x100u
#define ENTRY_NO_EXECUTE (UINT64_C(1) << 63)

#define CR0_WP   0x10000u
#define CR0_PG   0x80000000u
#define CR4_SMEP 0x100000u
#define CR4_SMAP 0x200000u
#define EFER_NXE 0x800u

#endif
