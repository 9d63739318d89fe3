/* Reading a multiboot 1 hand-over out of plain bytes. Everything is read byte by byte: nothing says that a loader
   aligns anything, and the bytes may be any at all. */
#include "multiboot.h"

/* An entry of the map: its size, which does not count itself, then base, length and type. */
#define ENTRY_SIZE_FIELD 4u
#define ENTRY_SMALLEST   20u
#define ENTRY_BASE       4u
#define ENTRY_LENGTH     12u
#define ENTRY_TYPE       20u

#define MODULE_FIRST 0u
#define MODULE_END   4u

static uint32_t read32(const uint8_t *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint64_t read64(const uint8_t *bytes) { return read32(bytes) | (uint64_t)read32(bytes + 4) << 32; }

bool multiboot_read_info(const uint8_t *bytes, uint32_t length, multiboot_info_t *out) {
    if (length < MULTIBOOT_INFO_READ) return false;
    *out = (multiboot_info_t){
        .flags = read32(bytes),
        .lower_kib = read32(bytes + 4),
        .upper_kib = read32(bytes + 8),
        .module_count = read32(bytes + 20),
        .modules = read32(bytes + 24),
        .map_length = read32(bytes + 44),
        .map = read32(bytes + 48),
    };
    return true;
}

boot_step_t multiboot_next_range(const uint8_t *bytes, uint32_t length, uint32_t *cursor, boot_range_t *out) {
    uint32_t at = *cursor;
    if (at == length) return BOOT_END;
    if (at > length || length - at < ENTRY_SIZE_FIELD) return BOOT_DAMAGED;
    uint32_t size = read32(bytes + at);
    if (size < ENTRY_SMALLEST || size > length - at - ENTRY_SIZE_FIELD) return BOOT_DAMAGED;
    *out = (boot_range_t){
        .base = read64(bytes + at + ENTRY_BASE),
        .length = read64(bytes + at + ENTRY_LENGTH),
        .type = read32(bytes + at + ENTRY_TYPE),
    };
    *cursor = at + ENTRY_SIZE_FIELD + size;
    return BOOT_RANGE;
}

boot_step_t multiboot_next_module(const uint8_t *bytes, uint32_t length, uint32_t *cursor,
                                  boot_range_t *out) {
    uint32_t at = *cursor;
    if (at == length) return BOOT_END;
    if (at > length || length - at < MULTIBOOT_MODULE) return BOOT_DAMAGED;
    uint32_t first = read32(bytes + at + MODULE_FIRST);
    uint32_t end = read32(bytes + at + MODULE_END);
    if (end < first) return BOOT_DAMAGED;
    *out = (boot_range_t){.base = first, .length = end - first, .type = 0};
    *cursor = at + MULTIBOOT_MODULE;
    return BOOT_RANGE;
}
