/* What the processor can do (CPUID) and which of its protections are on (control registers). */
#include "cpu.h"
#include "control.h"

/* CPUID: Intel SDM vol. 2A, chapter 3, "CPUID"; AMD APM vol. 3, appendix E, for the leaves from 0x80000000. */
#define LEAF_VENDOR         0u
#define LEAF_FEATURES       1u
#define LEAF_MORE_FEATURES  7u
#define LEAF_EXTENDED       0x80000000u
#define LEAF_EXTENDED_FLAGS 0x80000001u

#define FEATURES_EDX_PSE  (1u << 3)
#define FEATURES_EDX_PGE  (1u << 13)
#define FEATURES_EDX_PAT  (1u << 16)
#define MORE_EBX_SMEP     (1u << 7)
#define MORE_EBX_SMAP     (1u << 20)
#define EXTENDED_EDX_NX   (1u << 20)
#define EXTENDED_EDX_GIB  (1u << 26)
#define EXTENDED_EDX_LONG (1u << 29)

typedef struct {
    uint32_t eax, ebx, ecx, edx;
} cpuid_t;

static cpu_features_t features;

static cpuid_t cpuid(uint32_t leaf) {
    cpuid_t r;
    __asm__ volatile("cpuid" : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx) : "a"(leaf), "c"(0u));
    return r;
}

static bool cpuid_exists(void) {
    uintptr_t before = flags_read();
    flags_write(before ^ FLAGS_ID);
    uintptr_t after = flags_read();
    flags_write(before);
    return ((before ^ after) & FLAGS_ID) != 0;
}

static void copy_letters(char *to, uint32_t letters) {
    for (uint32_t i = 0; i < 4; i++) {
        to[i] = (char)(uint8_t)(letters >> (8 * i));
    }
}

/* Family and model are spread over four fields, and the extended ones count only for some families. */
static void read_signature(uint32_t eax) {
    uint32_t family = (eax >> 8) & 0xFu;
    uint32_t model = (eax >> 4) & 0xFu;
    if (family == 6 || family == 15) model |= (eax >> 12) & 0xF0u;
    if (family == 15) family += (eax >> 20) & 0xFFu;
    features.family = (uint8_t)family;
    features.model = (uint8_t)model;
    features.stepping = (uint8_t)(eax & 0xFu);
}

void cpu_detect(void) {
    features = (cpu_features_t){.cpuid = cpuid_exists()};
    if (!features.cpuid) return;

    cpuid_t vendor = cpuid(LEAF_VENDOR);
    copy_letters(&features.vendor[0], vendor.ebx);
    copy_letters(&features.vendor[4], vendor.edx);
    copy_letters(&features.vendor[8], vendor.ecx);

    if (vendor.eax >= LEAF_FEATURES) {
        cpuid_t leaf = cpuid(LEAF_FEATURES);
        read_signature(leaf.eax);
        features.pse = (leaf.edx & FEATURES_EDX_PSE) != 0;
        features.pge = (leaf.edx & FEATURES_EDX_PGE) != 0;
        features.pat = (leaf.edx & FEATURES_EDX_PAT) != 0;
    }
    if (vendor.eax >= LEAF_MORE_FEATURES) {
        cpuid_t leaf = cpuid(LEAF_MORE_FEATURES);
        features.smep = (leaf.ebx & MORE_EBX_SMEP) != 0;
        features.smap = (leaf.ebx & MORE_EBX_SMAP) != 0;
    }
    /* A processor without extended leaves answers with something that is not in their range. */
    uint32_t last = cpuid(LEAF_EXTENDED).eax;
    if (last >= LEAF_EXTENDED_FLAGS && last - LEAF_EXTENDED < 0x10000u) {
        cpuid_t leaf = cpuid(LEAF_EXTENDED_FLAGS);
        features.nx = (leaf.edx & EXTENDED_EDX_NX) != 0;
        features.gib_pages = (leaf.edx & EXTENDED_EDX_GIB) != 0;
        features.long_mode = (leaf.edx & EXTENDED_EDX_LONG) != 0;
    }
}

const cpu_features_t *cpu_features(void) { return &features; }

/* CR4 came with the first processors that have CPUID; before, touching it is an invalid instruction. */
static uintptr_t cr4_or_zero(void) { return features.cpuid ? cr4_read() : 0; }

void cpu_protect(void) {
    cr0_write(cr0_read() | CR0_WP);
    uintptr_t cr4 = cr4_or_zero();
    uintptr_t wanted = cr4;
    if (features.smep) wanted |= CR4_SMEP;
    if (features.smap) wanted |= CR4_SMAP;
    if (wanted != cr4) cr4_write(wanted);
    /* The no-execute bit is bit 63 of an entry, so it exists only with 64-bit entries. SDM vol. 3A, 4.6. */
    if (features.nx && (cr4 & CR4_PAE) != 0) msr_set(MSR_EFER, EFER_NXE);
}

/* Nothing may be cached by the old table when the new one is loaded: Intel SDM vol. 3A, 11.12.4, in the order of 11.11.8. */
bool cpu_load_kinds(uint64_t table) {
    if (!features.pat) return false;
    uintptr_t cr0 = cr0_read();
    cr0_write((cr0 | CR0_CD) & ~(uintptr_t)CR0_NW);
    wbinvd();
    cr3_write(cr3_read());
    msr_write(MSR_PAT, table);
    wbinvd();
    cr3_write(cr3_read());
    cr0_write(cr0);
    return true;
}

uint64_t cpu_kinds(void) { return features.pat ? msr_read(MSR_PAT) : 0; }

bool cpu_global_pages(bool on) {
    if (!features.pge) return false;
    cr4_write(on ? cr4_read() | CR4_PGE : cr4_read() & ~(uintptr_t)CR4_PGE);
    return true;
}

cpu_protections_t cpu_protections(void) {
    uintptr_t cr0 = cr0_read();
    uintptr_t cr4 = cr4_or_zero();
    bool wide = (cr4 & CR4_PAE) != 0;
    cpu_protections_t on = {
        .paging = (cr0 & CR0_PG) != 0,
        .write_protect = (cr0 & CR0_WP) != 0,
        .no_execute = wide && features.nx && (msr_read(MSR_EFER) & EFER_NXE) != 0,
        .smep = (cr4 & CR4_SMEP) != 0,
        .smap = (cr4 & CR4_SMAP) != 0,
    };
    /* SDM vol. 3A, 4.7: bit 4 of the error code is used only with SMEP, or with NXE and 64-bit entries. */
    on.fetch_reported = on.smep || on.no_execute;
    return on;
}

bool cpu_control_register(uint32_t index, cpu_register_t *out) {
    switch (index) {
    case 0:
        *out = (cpu_register_t){"cr0", cr0_read()};
        return true;
    case 1:
        *out = (cpu_register_t){"cr2", cr2_read()};
        return true;
    case 2:
        *out = (cpu_register_t){"cr3", cr3_read()};
        return true;
    case 3:
        *out = (cpu_register_t){"cr4", cr4_or_zero()};
        return true;
    default:
        return false;
    }
}
