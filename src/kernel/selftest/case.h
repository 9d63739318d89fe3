/* What a case of the self-test has to work with. */
#ifndef SELFTEST_CASE_H
#define SELFTEST_CASE_H

#include <stdbool.h>
#include <stdint.h>
#include "boot.h"
#include "memory.h"

/* One running case. */
typedef struct {
    memory_t *memory;
    const boot_t *boot;
    bool failed;
    const char *skipped; /* why the case says nothing about this machine */
} case_t;

/* A case checks, and returns at the first check that does not hold. */
typedef void (*case_run_t)(case_t *c);

/* Prints where a check failed, and marks the case. */
void case_fail(case_t *c, const char *file, uint32_t line, const char *what);

/* Prints the two numbers as well. */
void case_fail_equal(case_t *c, const char *file, uint32_t line, const char *what, uint64_t left,
                     uint64_t right);

#define CHECK(c, condition)                                                                                  \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            case_fail((c), __FILE__, __LINE__, #condition);                                                  \
            return;                                                                                          \
        }                                                                                                    \
    } while (0)

#define CHECK_EQUAL(c, left, right)                                                                          \
    do {                                                                                                     \
        uint64_t left_value = (uint64_t)(left), right_value = (uint64_t)(right);                             \
        if (left_value != right_value) {                                                                     \
            case_fail_equal((c), __FILE__, __LINE__, #left " == " #right, left_value, right_value);          \
            return;                                                                                          \
        }                                                                                                    \
    } while (0)

/* For the body of a helper that has checked: leaves the case when the helper failed it. */
#define CHECK_STILL_GOOD(c)                                                                                  \
    do {                                                                                                     \
        if ((c)->failed) return;                                                                             \
    } while (0)

/* test_word.c */
void test_lowest_set(case_t *c);

/* test_boot.c */
void test_protections(case_t *c);
void test_kinds(case_t *c);
void test_boot_owners(case_t *c);
void test_boot_disjoint(case_t *c);

/* test_frames.c */
void test_alloc_one(case_t *c);
void test_exhaust(case_t *c);
void test_patterns(case_t *c);
void test_free_all(case_t *c);
void test_double_free(case_t *c);
void test_foreign_free(case_t *c);
void test_frames_at_end(case_t *c);

/* test_frames_model.c */
void test_frames_model(case_t *c);
void test_frames_model_live(case_t *c);

/* test_pages.c */
void test_page_zeroed(case_t *c);
void test_page_poisoned(case_t *c);

/* test_tlb.c */
void test_tlb(case_t *c);
void test_tlb_global(case_t *c);

/* test_faults.c */
void test_fault_read_absent(case_t *c);
void test_fault_write_absent(case_t *c);
void test_fault_null(case_t *c);
void test_fault_write_read_only(case_t *c);
void test_fault_write_code(case_t *c);
void test_fault_fetch_absent(case_t *c);
void test_fault_fetch_no_execute(case_t *c);
void test_fault_after_unmap(case_t *c);

#endif
