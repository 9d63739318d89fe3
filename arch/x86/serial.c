/* The console is the first serial port: a 16550 UART at 0x3F8, 115200 baud, 8 data bits, no parity, 1 stop bit.
   Registers and bits: National Semiconductor PC16550D data sheet, table II. */
#include "console.h"
#include "port.h"

#define COM1 0x3F8u

#define UART_DATA         (COM1 + 0u) /* with DLAB: low byte of the divisor */
#define UART_INTERRUPTS   (COM1 + 1u) /* with DLAB: high byte of the divisor */
#define UART_FIFO_CONTROL (COM1 + 2u)
#define UART_LINE_CONTROL (COM1 + 3u)
#define UART_MODEM        (COM1 + 4u)
#define UART_LINE_STATUS  (COM1 + 5u)

#define LINE_8N1  0x03u
#define LINE_DLAB 0x80u /* the first two registers are the divisor */

#define FIFO_ON_AND_EMPTY 0xC7u /* enabled, both emptied, receive level 14 */
#define MODEM_READY       0x03u /* data terminal ready, request to send */

#define STATUS_HOLDING_EMPTY 0x20u /* the next byte may be written */
#define STATUS_ALL_SENT      0x40u /* the shift register is empty too */

#define DIVISOR_115200 1u

/* A port without a working UART must not hang the kernel: at 115200 baud a byte takes 87 microseconds, which no
   processor fills with this many port reads. */
#define PATIENCE 1000000u

static void wait_for(uint8_t status) {
    for (uint32_t tries = 0; tries < PATIENCE; tries++) {
        if ((port_in8(UART_LINE_STATUS) & status) != 0) return;
    }
}

void console_init(void) {
    port_out8(UART_INTERRUPTS, 0);
    port_out8(UART_LINE_CONTROL, LINE_DLAB);
    port_out8(UART_DATA, DIVISOR_115200);
    port_out8(UART_INTERRUPTS, 0);
    port_out8(UART_LINE_CONTROL, LINE_8N1);
    port_out8(UART_FIFO_CONTROL, FIFO_ON_AND_EMPTY);
    port_out8(UART_MODEM, MODEM_READY);
}

void console_put(char byte) {
    wait_for(STATUS_HOLDING_EMPTY);
    port_out8(UART_DATA, (uint8_t)byte);
}

void console_drain(void) { wait_for(STATUS_ALL_SENT); }
