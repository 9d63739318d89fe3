/* The debug log of Bochs's processor (debug: cpu0=report), together with what trace-mem prints:

     00007338289d[CPU0  ] page walk for address 0x000000000010e008
     [CPU0 RD]: PHY 0x000000107870 (len=8, UC): 0x00000000 0x0010E001   ; PTE
     00007338289d[CPU0  ] page fault for address 000000000010e008 @ 0000000000101191
     00007338289d[CPU0  ] exception(0x0e): error_code=0003
     00007338289d[CPU0  ] interrupt(long mode): INTERRUPT TO SAME PRIVILEGE
     [CPU0 WR]: LIN 0x... PHY 0x... (len=8, UC): 0x00000000 0x00101187

   The address after the @ is the next instruction's, for the instruction pointer has moved on by then. The true one
   is in the exception frame, the last words of which are flags, CS, IP, error code, each below the one before (Intel
   SDM vol. 3A, "Exception- or Interrupt-Handler Procedures"). Without trace-mem there is neither walk nor frame. */
#include "parse.h"

#include <string.h>

#include "scan.h"

static void hand_on(parser_t *parser) {
    if (!parser->pending) return;
    parser->pending = false;
    parser->sink(parser->context, &parser->fault);
}

/* "00007338289d[CPU0  ] " */
static bool debug_line(const char **at, uint64_t *tick) {
    uint64_t cpu;
    if (!scan_decimal(at, tick) || !scan(at, "d[CPU") || !scan_decimal(at, &cpu)) return false;
    scan_blanks(at);
    return scan(at, "] ");
}

/* "[CPU0 WR]: " */
static bool memory_line(const char **at, const char *kind) {
    uint64_t cpu;
    return scan(at, "[CPU") && scan_decimal(at, &cpu) && scan(at, kind);
}

static bool bochs_recognise(const char *line) {
    uint64_t tick;
    const char *at = line;
    if (scan_decimal(&at, &tick) && strlen(line) > 13 && line[11] >= 'a' && line[11] <= 'z' &&
        line[12] == '[')
        return true;
    at = line;
    return memory_line(&at, " RD]: ") || (at = line, memory_line(&at, " WR]: ")) ||
           strstr(line, "Bochs x86 Emulator");
}

/* " (len=8, UC): 0x00000000 0x0010E001": high half first. */
static bool memory_value(const char **at, unsigned *bytes, uint64_t *value) {
    uint64_t length, low;
    if (!scan(at, " (len=") || !scan_decimal(at, &length) || !scan_past(at, "): ") || !scan_hex(at, value))
        return false;
    *bytes = (unsigned)length;
    if (length == 4) return *value <= UINT32_MAX;
    if (length != 8 || !scan(at, " ") || !scan_hex(at, &low) || low > UINT32_MAX || *value > UINT32_MAX)
        return false;
    *value = *value << 32 | low;
    return true;
}

static bool walk_entry(const char *at, walk_entry_t *entry) {
    if (!scan_hex(&at, &entry->at) || !memory_value(&at, &entry->bytes, &entry->value)) return false;
    while (*at == ' ' || *at == '\t') at++;
    if (!scan(&at, "; ")) return false;
    size_t length = strcspn(at, " \t");
    if (length == 0 || length >= sizeof entry->level) return false;
    memcpy(entry->level, at, length);
    entry->level[length] = '\0';
    return true;
}

/* A word pushed while a fault is in work; the frame ends with the error code. */
static void push(parser_t *parser, const char *at) {
    fault_t *fault = &parser->fault;
    uint64_t to, physical, value;
    unsigned bytes;
    if (!scan_hex(&at, &to) || !scan(&at, " PHY ") || !scan_hex(&at, &physical) ||
        !memory_value(&at, &bytes, &value)) {
        parser->junk++;
        return;
    }
    bool follows = parser->pushed == 0 || (bytes == parser->frame_bytes && to == parser->frame_at - bytes);
    if (!follows) {
        hand_on(parser); /* not a frame that we know: its instruction pointer stays unknown */
        return;
    }
    parser->frame_bytes = bytes;
    parser->frame_at = to;
    parser->frame[parser->pushed++] = value;
    unsigned words = bytes == 8 || parser->inner ? 6 : 4;
    if (parser->pushed < words) return;
    if (value == fault->error) {
        fault->ip = parser->frame[words - 2];
        fault->has_ip = true;
    }
    hand_on(parser);
}

static void begin(parser_t *parser, const char *at, uint64_t tick, const lines_t *line) {
    uint64_t address, next;
    hand_on(parser);
    if (!scan_hex(&at, &address) || !scan(&at, " @ ") || !scan_hex(&at, &next)) {
        parser->junk++;
        return;
    }
    bool walked = parser->walking && parser->walk.address == address;
    parser->walking = false;
    parser->fault = walked ? parser->walk : (fault_t){0};
    parser->fault.line = line->number;
    parser->fault.address = address;
    parser->fault.next_ip = next;
    parser->fault.has_next_ip = true;
    parser->fault.tick = tick;
    parser->fault.has_tick = true;
    parser->pending = true;
    parser->pushed = 0;
    parser->inner = false;
}

static void bochs_line(parser_t *parser, const lines_t *line) {
    const char *at = line->text, *inside;
    fault_t *fault = &parser->fault;
    uint64_t tick;
    if (debug_line(&at, &tick)) {
        if (scan(&at, "page walk for address ")) {
            parser->walk = (fault_t){0};
            parser->walking = scan_hex(&at, &parser->walk.address);
            if (!parser->walking) parser->junk++;
        } else if (scan(&at, "page fault for address ")) {
            begin(parser, at, tick, line);
        } else if (parser->pending && scan(&at, "exception(0x0e): error_code=")) {
            fault->has_error = scan_hex(&at, &fault->error);
            if (!fault->has_error) parser->junk++;
        } else if (parser->pending && scan(&at, "exception(")) {
            hand_on(parser); /* another one while this one was delivered */
        } else if (parser->pending && (inside = at, scan_past(&inside, "INTERRUPT TO INNER"))) {
            parser->inner = true;
        }
        return;
    }
    at = line->text;
    if (memory_line(&at, " RD]: PHY ")) {
        if (!parser->walking) return;
        fault_t *walk = &parser->walk;
        if (walk->walked < WALK_LEVELS && walk_entry(at, &walk->walk[walk->walked]))
            walk->walked++;
        else
            parser->junk++;
        return;
    }
    at = line->text;
    if (parser->pending && fault->has_error && memory_line(&at, " WR]: LIN ")) push(parser, at);
}

const emulator_parser_t parse_bochs = {"Bochs", bochs_recognise, bochs_line, hand_on};
