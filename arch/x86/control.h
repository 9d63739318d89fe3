/* Control registers, flags and model-specific registers: the processor's switches.
   Intel SDM vol. 3A, 2.5 (control registers), 2.2.1 (EFER). */
#ifndef X86_CONTROL_H
#define X86_CONTROL_H

#include <stdint.h>

#define CR0_WP 0x00010000u /* the kernel obeys read-only pages */
#define CR0_NW 0x20000000u /* caches are not written through: with CD clear, this is an error */
#define CR0_CD 0x40000000u /* caches take in nothing new */
#define CR0_PG 0x80000000u /* paging */

#define CR4_PAE  0x00000020u /* 64-bit page-table entries */
#define CR4_PGE  0x00000080u /* entries with the global bit outlive a change of CR3 */
#define CR4_SMEP 0x00100000u /* the kernel executes no user page */
#define CR4_SMAP 0x00200000u /* the kernel reads and writes no user page unless it says so */

#define MSR_PAT  0x00000277u
#define MSR_EFER 0xC0000080u
#define EFER_NXE 0x00000800u /* bit 63 of an entry forbids execution */

#define FLAGS_ALWAYS 0x00000002u /* reads as 1 whatever is written */
#define FLAGS_ID     0x00200000u /* can be changed exactly when CPUID exists. SDM vol. 1, 3.4.3.3 */

/* A register of the processor's own width: the same instruction text serves both machines. */
#define CONTROL_REGISTER(name)                                                                               \
    static inline uintptr_t name##_read(void) {                                                              \
        uintptr_t value;                                                                                     \
        __asm__ volatile("mov %%" #name ", %0" : "=r"(value) : : "memory");                                  \
        return value;                                                                                        \
    }                                                                                                        \
    static inline void name##_write(uintptr_t value) {                                                       \
        __asm__ volatile("mov %0, %%" #name : : "r"(value) : "memory");                                      \
    }

CONTROL_REGISTER(cr0)
CONTROL_REGISTER(cr2)
CONTROL_REGISTER(cr3)
CONTROL_REGISTER(cr4)

static inline uintptr_t flags_read(void) {
    uintptr_t value;
    __asm__ volatile("pushf\n\tpop %0" : "=r"(value) : : "memory");
    return value;
}

static inline void flags_write(uintptr_t value) {
    __asm__ volatile("push %0\n\tpopf" : : "r"(value) : "memory", "cc");
}

static inline uint64_t msr_read(uint32_t number) {
    uint32_t low, high;
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number) : "memory");
    return (uint64_t)high << 32 | low;
}

static inline void msr_write(uint32_t number, uint64_t value) {
    __asm__ volatile("wrmsr" : : "a"((uint32_t)value), "d"((uint32_t)(value >> 32)), "c"(number) : "memory");
}

/* Writes back what the caches hold and empties them. Exists since the 486. */
static inline void wbinvd(void) { __asm__ volatile("wbinvd" : : : "memory"); }

/* Sets bits and leaves all others as they are. */
static inline void msr_set(uint32_t number, uint64_t bits) { msr_write(number, msr_read(number) | bits); }

/* Forgets the translation of one page. SDM vol. 3A, 4.10.4.1. Exists since the 486. */
static inline void invlpg(uintptr_t address) { __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory"); }

#endif
