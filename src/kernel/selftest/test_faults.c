/* Page faults, provoked one by one: the processor must report the address, the reason and the instruction. */
#include "case.h"
#include "cpu.h"
#include "early_map.h"
#include "fault.h"
#include "image.h"
#include "probe.h"
#include "trap.h"
#include "window.h"

#define RETURN_CODE 0xC3u /* RET, in the lowest byte */
#define MARK        0x506C696Eu

/* Each case has pages of the test range to itself, so that no stale translation of one helps another. */
enum { PAGE_READ, PAGE_WRITE, PAGE_READ_ONLY, PAGE_FETCH, PAGE_NO_EXECUTE, PAGE_UNMAP };

#define OFFSET 0x123u /* the whole address must be reported, not only its page */

static uintptr_t number(const uint8_t *label) { return (uintptr_t)label; }

/* What the error code of a refused fetch has in bit 4. */
static uint32_t fetch_bit(void) { return cpu_protections().fetch_reported ? TRAP_ERROR_FETCH : 0; }

static void check_fault(case_t *c, bool faulted, uint32_t error, uintptr_t address, uintptr_t ip) {
    fault_record_t fault = fault_caught();
    CHECK(c, faulted);
    CHECK(c, fault.seen);
    CHECK_EQUAL(c, fault.vector, TRAP_PAGE_FAULT);
    CHECK_EQUAL(c, fault.error, error);
    CHECK_EQUAL(c, fault.address, address);
    CHECK_EQUAL(c, fault.ip, ip);
}

static void check_read_faults(case_t *c, uintptr_t address, uint32_t error) {
    fault_catch_next(number(probe_resume));
    check_fault(c, probe_read(address), error, address, number(probe_read_ip));
}

static void check_write_faults(case_t *c, uintptr_t address, uint32_t error) {
    fault_catch_next(number(probe_resume));
    check_fault(c, probe_write(address, MARK + 1), error, address, number(probe_write_ip));
}

static void check_fetch_faults(case_t *c, uintptr_t address, uint32_t error) {
    fault_catch_next(number(probe_resume));
    check_fault(c, probe_execute(address), error, address, address);
}

void test_fault_read_absent(case_t *c) { check_read_faults(c, early_address(PAGE_READ) + OFFSET, 0); }

void test_fault_write_absent(case_t *c) {
    check_write_faults(c, early_address(PAGE_WRITE) + OFFSET, TRAP_ERROR_WRITE);
}

void test_fault_null(case_t *c) {
    check_read_faults(c, 0, 0);
    CHECK_STILL_GOOD(c);
    check_write_faults(c, 0, TRAP_ERROR_WRITE);
}

/* A frame that the case fills through the window and sees through the test range. */
static uint32_t *new_frame(case_t *c, frame_t *frame) {
    *frame = pmm_alloc_in(&c->memory->pmm, window_frames());
    return *frame != FRAME_NONE ? window_pointer(*frame) : 0;
}

void test_fault_write_read_only(case_t *c) {
    frame_t frame;
    uint32_t *words = new_frame(c, &frame);
    CHECK(c, words != 0);
    words[0] = MARK;
    early_map(PAGE_READ_ONLY, frame, EARLY_READ);
    CHECK(c, !probe_read(early_address(PAGE_READ_ONLY)));
    check_write_faults(c, early_address(PAGE_READ_ONLY), TRAP_ERROR_PRESENT | TRAP_ERROR_WRITE);
    CHECK_STILL_GOOD(c);
    CHECK_EQUAL(c, words[0], MARK);

    /* With the right to write, the same instruction on the same page goes through, to this very frame. */
    early_map(PAGE_READ_ONLY, frame, EARLY_WRITE);
    CHECK(c, !probe_write(early_address(PAGE_READ_ONLY), MARK + 2));
    CHECK_EQUAL(c, *(volatile uint32_t *)words, MARK + 2);
    early_unmap(PAGE_READ_ONLY);
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, frame), MM_OK);
}

void test_fault_write_code(case_t *c) {
    const uint32_t error = TRAP_ERROR_PRESENT | TRAP_ERROR_WRITE;
    check_write_faults(c, number(image_start), error);
    CHECK_STILL_GOOD(c);
    check_write_faults(c, number(image_text_end), error); /* the first constant */
}

void test_fault_fetch_absent(case_t *c) {
    check_fetch_faults(c, early_address(PAGE_FETCH) + OFFSET, fetch_bit());
}

void test_fault_fetch_no_execute(case_t *c) {
    frame_t frame;
    uint32_t *words = new_frame(c, &frame);
    CHECK(c, words != 0);
    words[0] = RETURN_CODE;
    early_map(PAGE_NO_EXECUTE, frame, EARLY_EXECUTE);
    CHECK(c, !probe_execute(early_address(PAGE_NO_EXECUTE)));
    if (cpu_protections().no_execute) {
        early_map(PAGE_NO_EXECUTE, frame, EARLY_READ);
        check_fetch_faults(c, early_address(PAGE_NO_EXECUTE), TRAP_ERROR_PRESENT | TRAP_ERROR_FETCH);
        CHECK_STILL_GOOD(c);
        check_fetch_faults(c, number(image_rodata_end), TRAP_ERROR_PRESENT | TRAP_ERROR_FETCH);
        CHECK_STILL_GOOD(c);
    } else {
        c->skipped = "no page can be no-execute here";
    }
    early_unmap(PAGE_NO_EXECUTE);
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, frame), MM_OK);
}

void test_fault_after_unmap(case_t *c) {
    frame_t frame;
    CHECK(c, new_frame(c, &frame) != 0);
    early_map(PAGE_UNMAP, frame, EARLY_WRITE);
    CHECK(c, !probe_write(early_address(PAGE_UNMAP), MARK));
    early_unmap(PAGE_UNMAP);
    check_read_faults(c, early_address(PAGE_UNMAP), 0);
    CHECK_STILL_GOOD(c);
    CHECK_EQUAL(c, pmm_free(&c->memory->pmm, frame), MM_OK);
}
