/* What the boot loader handed over. All of it is hostile until proven otherwise: these functions read only bytes
   that they have bounded, and say in words what they refuse. */
#ifndef ARCH_BOOT_H
#define ARCH_BOOT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdnoreturn.h>

/* A range of physical byte addresses as the firmware reports it: it may be empty, wrap, or overlap others. */
typedef struct {
    uint64_t base;
    uint64_t length;
    uint32_t type; /* BOOT_USABLE, or any other number for memory that is not ours */
} boot_range_t;

#define BOOT_USABLE 1u

/* What one step of a walk found. */
typedef enum {
    BOOT_RANGE,  /* one more range */
    BOOT_END,    /* the walk came to its end in good order */
    BOOT_DAMAGED /* what follows cannot be read: the walk ends here, and something may be missing */
} boot_step_t;

/* The hand-over, checked once by boot_open. */
typedef struct {
    uint32_t info;         /* physical address of the information block */
    uint32_t map;          /* physical address of the memory map */
    uint32_t map_length;   /* its bytes, 0 when there is none */
    uint32_t modules;      /* physical address of the list of modules */
    uint32_t module_count; /* 0 when there are none */
    uint32_t lower_kib;    /* memory from 0, when there is no map */
    uint32_t upper_kib;    /* memory from 1 MiB, when there is no map */
    const uint8_t *map_bytes;
    const uint8_t *module_bytes;
} boot_t;

/* The kernel's entry, which the floor above must supply: called once, on the boot stack, with interrupts off. */
noreturn void boot_main(uint32_t magic, uint32_t info);

/* Checks the hand-over; returns a null pointer, or a sentence that says why the kernel cannot use it. */
const char *boot_open(boot_t *boot, uint32_t magic, uint32_t info);

/* Gives the next range of the memory map; the cursor starts at 0. */
boot_step_t boot_next_range(const boot_t *boot, uint32_t *cursor, boot_range_t *range);

/* Gives the next range that the loader filled with something of ours; the cursor starts at 0. */
boot_step_t boot_next_kept(const boot_t *boot, uint32_t *cursor, boot_range_t *range);

#endif
