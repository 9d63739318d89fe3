/* What the kernel found at boot, as lines for people. */
#ifndef KERNEL_FACTS_H
#define KERNEL_FACTS_H

#include "boot.h"
#include "memory.h"

/* Prints the machine, the processor and what it protects. */
void facts_print_cpu(void);

/* Prints the loader's memory map as it is. */
void facts_print_boot(const boot_t *boot);

/* Prints what was made of it. */
void facts_print_memory(const memory_t *memory);

#endif
