/* Reading a multiboot 1 hand-over out of plain bytes: pure functions, no address is followed here.
   Multiboot Specification version 0.6.96, 3.3 "Boot information format". */
#ifndef X86_MULTIBOOT_H
#define X86_MULTIBOOT_H

#include <stdbool.h>
#include <stdint.h>
#include "boot.h"

#define MULTIBOOT_LOADER_MAGIC 0x2BADB002u /* what a loader leaves in EAX */

#define MULTIBOOT_INFO_READ 52u  /* how much of the information block this kernel reads */
#define MULTIBOOT_INFO_SIZE 116u /* how much of it there may be */
#define MULTIBOOT_MODULE    16u  /* bytes of an entry in the list of modules */

#define MULTIBOOT_HAS_MEMORY  (1u << 0) /* lower_kib and upper_kib */
#define MULTIBOOT_HAS_MODULES (1u << 3)
#define MULTIBOOT_HAS_MAP     (1u << 6)

/* The fields that this kernel uses; each counts only when its flag is set. */
typedef struct {
    uint32_t flags;
    uint32_t lower_kib, upper_kib;
    uint32_t module_count, modules;
    uint32_t map_length, map;
} multiboot_info_t;

/* Reads the information block; false when there are too few bytes for one. */
bool multiboot_read_info(const uint8_t *bytes, uint32_t length, multiboot_info_t *out);

/* Reads the map's entry at the cursor and moves the cursor to the next one. */
boot_step_t multiboot_next_range(const uint8_t *bytes, uint32_t length, uint32_t *cursor, boot_range_t *out);

/* Reads the module at the cursor and moves the cursor to the next one. */
boot_step_t multiboot_next_module(const uint8_t *bytes, uint32_t length, uint32_t *cursor, boot_range_t *out);

#endif
