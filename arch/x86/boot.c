/* The hand-over as it lies in memory: every address and length is bounded here before a byte of it is read. */
#include "boot.h"
#include "image.h"
#include "multiboot.h"
#include "window.h"

#define PAGE_BYTES  4096u
#define KIB_SHIFT   10u
#define UPPER_START 0x100000u /* upper memory is counted from 1 MiB */

/* The steps of boot_next_kept before the modules themselves. */
#define KEPT_INFO    0u
#define KEPT_MAP     1u
#define KEPT_LIST    2u
#define KEPT_MODULES 3u

/* Whether the bytes can be read and are what the loader left: the first page is not mapped, what lies past the
   window cannot be reached, and what lies in the kernel's image was overwritten by the kernel itself. */
static bool readable(uint32_t address, uint64_t length) {
    uint64_t end = address + length;
    if (address < PAGE_BYTES || end > (uint64_t)window_frames() * PAGE_BYTES) return false;
    return end <= (uintptr_t)image_start || address >= (uintptr_t)image_end;
}

const char *boot_open(boot_t *boot, uint32_t magic, uint32_t info) {
    *boot = (boot_t){.info = info};
    if (magic != MULTIBOOT_LOADER_MAGIC) return "not started by a multiboot loader";
    if (!readable(info, MULTIBOOT_INFO_READ)) return "the boot information is out of reach";

    multiboot_info_t read;
    if (!multiboot_read_info(window_byte(info), MULTIBOOT_INFO_READ, &read)) return "no boot information";

    if ((read.flags & MULTIBOOT_HAS_MODULES) != 0 && read.module_count != 0) {
        uint64_t length = (uint64_t)read.module_count * MULTIBOOT_MODULE;
        if (!readable(read.modules, length)) return "the list of modules is out of reach";
        boot->modules = read.modules;
        boot->module_count = read.module_count;
        boot->module_bytes = window_byte(read.modules);
    }
    if ((read.flags & MULTIBOOT_HAS_MAP) != 0 && read.map_length != 0) {
        if (!readable(read.map, read.map_length)) return "the memory map is out of reach";
        boot->map = read.map;
        boot->map_length = read.map_length;
        boot->map_bytes = window_byte(read.map);
        return 0;
    }
    if ((read.flags & MULTIBOOT_HAS_MEMORY) != 0) {
        boot->lower_kib = read.lower_kib;
        boot->upper_kib = read.upper_kib;
        return 0;
    }
    return "the loader gave neither a memory map nor memory sizes";
}

/* Without a map the two sizes are the map. */
static boot_step_t next_size(const boot_t *boot, uint32_t *cursor, boot_range_t *range) {
    switch ((*cursor)++) {
    case 0:
        *range =
            (boot_range_t){.base = 0, .length = (uint64_t)boot->lower_kib << KIB_SHIFT, .type = BOOT_USABLE};
        return BOOT_RANGE;
    case 1:
        *range = (boot_range_t){
            .base = UPPER_START, .length = (uint64_t)boot->upper_kib << KIB_SHIFT, .type = BOOT_USABLE};
        return BOOT_RANGE;
    default:
        *cursor = 2;
        return BOOT_END;
    }
}

boot_step_t boot_next_range(const boot_t *boot, uint32_t *cursor, boot_range_t *range) {
    if (boot->map_length == 0) return next_size(boot, cursor, range);
    return multiboot_next_range(boot->map_bytes, boot->map_length, cursor, range);
}

boot_step_t boot_next_kept(const boot_t *boot, uint32_t *cursor, boot_range_t *range) {
    uint32_t list = boot->module_count * MULTIBOOT_MODULE;
    uint32_t at;
    boot_step_t step;
    switch (*cursor) {
    case KEPT_INFO:
        *range = (boot_range_t){.base = boot->info, .length = MULTIBOOT_INFO_SIZE};
        break;
    case KEPT_MAP:
        *range = (boot_range_t){.base = boot->map, .length = boot->map_length};
        break;
    case KEPT_LIST:
        *range = (boot_range_t){.base = boot->modules, .length = list};
        break;
    default:
        at = *cursor - KEPT_MODULES;
        step = multiboot_next_module(boot->module_bytes, list, &at, range);
        *cursor = at + KEPT_MODULES;
        return step;
    }
    *cursor += 1;
    return BOOT_RANGE;
}
