/* How a run ends, and how it marks moments for the emulator that runs it. A real machine has nothing at these
   ports and halts. */
#include "cpu.h"
#include "console.h"
#include "port.h"

#define QEMU_EXIT_PORT    0xF4u /* device isa-debug-exit: QEMU leaves with status 2 * value + 1 */
#define QEMU_EXIT_SUCCESS 0x10u /* status 33 */
#define QEMU_EXIT_FAILURE 0x11u /* status 35 */

#define BOCHS_SHUTDOWN_PORT 0x8900u /* the word "Shutdown", byte by byte: Bochs leaves with status 1 */

void cpu_trace_mark(void) {
    /* Exchanging a register with itself does nothing but is Bochs' magic breakpoint. */
    __asm__ volatile("xchgw %%bx, %%bx" : : : "memory");
}

noreturn void cpu_halt(void) {
    for (;;) {
        __asm__ volatile("cli\n\thlt" : : : "memory");
    }
}

noreturn void cpu_exit(bool success) {
    console_drain();
    port_out32(QEMU_EXIT_PORT, success ? QEMU_EXIT_SUCCESS : QEMU_EXIT_FAILURE);
    if (success) {
        cpu_trace_mark();
    } else {
        for (const char *word = "Shutdown"; *word != '\0'; word++) {
            port_out8(BOCHS_SHUTDOWN_PORT, (uint8_t)*word);
        }
    }
    cpu_halt();
}
