/* Ten million random requests, each answered as a plain array of owners says, over memories of many shapes.

   PLINTH_ROUNDS is how many requests there are in all. PLINTH_SEED repeats a run. */
#include "check.h"
#include <stdio.h>
#include <string.h>
#include "frames_model.h"
#include "rng.h"

#define ROUNDS     10000000u
#define FRAMES_MAX (BAND_HIGH + 3000u)
#define RANGES     6

typedef struct {
    frame_t first, end;
    bool reserved;
} shape_range_t;

typedef struct {
    const char *name;
    uint32_t nframes;
    uint32_t share; /* of a thousand requests */
    uint32_t every; /* requests between two comparisons of everything */
    shape_range_t range[RANGES];
} shape_t;

static const shape_t shapes[] = {
    {"nothing_usable", 1, 5, 1000, {{0, 1, false}}},
    {"tiny", 9, 65, 500, {{0, 9, false}}},
    {"whole_words", 192, 200, 1000, {{0, 192, false}}},
    {"holes", 300, 230, 1000, {{0, 100, false}, {150, 300, false}, {40, 50, true}, {191, 193, true}}},
    {"groups", 3 * 512 + 5, 150, 5000, {{0, 3 * 512 + 5, false}, {600, 601, true}}},
    {"below_the_isa_limit", 0x1FFF, 70, 20000, {{0, 0x1FFF, false}, {0x9F, 0x100, true}}},
    {"at_the_isa_limit", 0x2000, 80, 20000, {{0, 0x2000, false}, {0x9F, 0x100, true}}},
    {"holes_above_the_isa_limit",
     0x2345,
     100,
     20000,
     {{1, 0x9F, false},
      {0x100, 0x1080, false},
      {0x1100, 0x1800, false},
      {0x1900, 0x2345, false},
      {0x1200, 0x1240, true}}},
    {"three_bands",
     FRAMES_MAX,
     100,
     100000,
     {{1, 200, false},
      {ZONE_ISA - 300, ZONE_ISA + 500, false},
      {BAND_HIGH - 600, BAND_HIGH + 700, false},
      {BAND_HIGH + 900, FRAMES_MAX - 1, false},
      {BAND_HIGH - 100, BAND_HIGH - 90, true}}},
};
#define SHAPES (sizeof shapes / sizeof shapes[0])

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES_MAX)];
static uint8_t owner[FRAMES_MAX], model_owner[FRAMES_MAX], first_owner[FRAMES_MAX];
static uint64_t seed;

static void boot(const shape_t *shape) {
    memmap_init(&map);
    for (int i = 0; i < RANGES; i++) {
        const shape_range_t *r = &shape->range[i];
        uint64_t base = (uint64_t)r->first * FRAME_SIZE, length = (uint64_t)(r->end - r->first) * FRAME_SIZE;
        if (r->reserved)
            assert_int_equal(memmap_add_reserved(&map, base, length), MM_OK);
        else
            assert_int_equal(memmap_add_usable(&map, base, length), MM_OK);
    }
    assert_int_equal(pmm_init(&pmm, &map, shape->nframes, words, owner), MM_OK);
    memcpy(first_owner, owner, shape->nframes);
}

static void must(const frames_model_t *model, bool holds) {
    if (!holds) fail_msg("after %u requests: %s", model->step, model->wrong);
}

static void agrees_with_the_model(void **state) {
    const shape_t *shape = *state;
    frames_model_t model;
    boot(shape);
    frames_model_init(&model, &pmm, model_owner, seed);
    uint64_t left = rng_rounds(ROUNDS) * shape->share / 1000;
    while (left != 0) {
        uint32_t steps = left < shape->every ? (uint32_t)left : shape->every;
        must(&model, frames_model_run(&model, steps));
        must(&model, frames_model_compare(&model));
        left -= steps;
    }
    must(&model, frames_model_give_back(&model));
    must(&model, frames_model_compare(&model));
    assert_memory_equal(owner, first_owner, shape->nframes);
    printf("frames_model: %s: %u requests, %u rightly refused\n", shape->name, model.step, model.refused);
}

/* The model is no yes-man: what happens behind its back, it sees. */
static void the_model_sees_what_is_wrong(void **state) {
    (void)state;
    frames_model_t model;
    boot(&shapes[3]);
    frames_model_init(&model, &pmm, model_owner, seed);
    frame_t frame = pmm_alloc(&pmm);
    assert_false(frames_model_compare(&model));
    assert_non_null(model.wrong);
    frames_model_init(&model, &pmm, model_owner, seed);
    assert_true(frames_model_compare(&model));
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    assert_false(frames_model_give_back(&model));

    boot(&shapes[3]);
    frames_model_init(&model, &pmm, model_owner, seed);
    while (pmm_alloc(&pmm) != FRAME_NONE) continue;
    assert_false(frames_model_run(&model, 100));

    boot(&shapes[3]);
    frames_model_init(&model, &pmm, model_owner, seed);
    pmm.count[OWNER_DEVICE]++;
    assert_false(frames_model_compare(&model));

    boot(&shapes[3]);
    frames_model_init(&model, &pmm, model_owner, seed);
    model_owner[299] = OWNER_ALLOCATED; /* and its count does not tell */
    assert_false(frames_model_run(&model, 100000));
}

int main(void) {
    struct CMUnitTest tests[SHAPES + 1] = {cmocka_unit_test(the_model_sees_what_is_wrong)};
    seed = rng_seed("frames_model", 11);
    for (size_t i = 0; i < SHAPES; i++) {
        tests[i + 1].name = shapes[i].name;
        tests[i + 1].test_func = agrees_with_the_model;
        tests[i + 1].initial_state = (void *)(uintptr_t)&shapes[i];
    }
    return cmocka_run_group_tests_name("frames_model " MACHINE_NAME, tests, NULL, NULL);
}
