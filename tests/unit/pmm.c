/* pmm: taking, giving and every refusal, with the state compared before and after; the twin on damaged state. */
#include "check.h"
#include <string.h>
#include "pmm.h"
#include "rng.h"

#define FRAMES 300u

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES)];
static uint8_t owner[FRAMES];

/* Frames 1..99 and 150..299 usable, 40..49 reserved, the rest a device's. */
static int boot(void **state) {
    (void)state;
    memmap_init(&map);
    memmap_add_usable(&map, 0, 100 * FRAME_SIZE);
    memmap_add_usable(&map, 150 * FRAME_SIZE, 150 * FRAME_SIZE);
    memmap_add_reserved(&map, 40 * FRAME_SIZE, 10 * FRAME_SIZE);
    return pmm_init(&pmm, &map, FRAMES, words, owner) == MM_OK ? 0 : -1;
}

static uint32_t count_of(owner_t what) {
    uint32_t n = 0;
    for (frame_t f = 0; f < FRAMES; f++) n += pmm_owner(&pmm, f) == what;
    return n;
}

static void boot_gives_each_frame_its_owner(void **state) {
    (void)state;
    assert_true(pmm_check(&pmm));
    assert_int_equal(pmm_owner(&pmm, 0), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 1), OWNER_FREE);
    assert_int_equal(pmm_owner(&pmm, 45), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 120), OWNER_DEVICE);
    assert_int_equal(pmm_owner(&pmm, FRAMES), OWNER_DEVICE);
    assert_int_equal(count_of(OWNER_FREE), 99 - 10 + 150);
    assert_int_equal(count_of(OWNER_RESERVED), 11);
    assert_int_equal(count_of(OWNER_DEVICE), 50);
}

static void init_refuses_no_frames_and_too_many(void **state) {
    (void)state;
    pmm_t before = pmm;
    assert_int_equal(pmm_init(&pmm, &map, 0, words, owner), MM_EINVAL);
    assert_int_equal(pmm_init(&pmm, &map, FRAME_LIMIT + 1, words, owner), MM_EINVAL);
    assert_memory_equal(&before, &pmm, sizeof pmm);
    assert_true(pmm_check(&pmm));
}

static void exhaust_and_give_back(void **state) {
    (void)state;
    bool seen[FRAMES] = {false};
    uint32_t free_frames = count_of(OWNER_FREE);
    for (uint32_t i = 0; i < free_frames; i++) {
        frame_t frame = pmm_alloc(&pmm);
        assert_in_range(frame, 1, FRAMES - 1);
        assert_false(seen[frame]);
        assert_int_equal(pmm_owner(&pmm, frame), OWNER_ALLOCATED);
        assert_int_equal(memmap_kind(&map, frame), MEM_USABLE);
        seen[frame] = true;
    }
    assert_int_equal(pmm_alloc(&pmm), FRAME_NONE);
    assert_int_equal(count_of(OWNER_FREE), 0);
    assert_true(pmm_check(&pmm));
    for (frame_t f = 0; f < FRAMES; f++) {
        if (seen[f]) assert_int_equal(pmm_free(&pmm, f), MM_OK);
    }
    assert_int_equal(count_of(OWNER_FREE), free_frames);
    assert_true(pmm_check(&pmm));
}

static void refusal(frame_t frame, mm_status_t expected) {
    uint8_t owner_before[FRAMES];
    word_t words_before[FREEMAP_SIZE(FRAMES)];
    pmm_t before = pmm;
    memcpy(owner_before, owner, sizeof owner);
    memcpy(words_before, words, sizeof words);
    assert_int_equal(pmm_free(&pmm, frame), expected);
    assert_memory_equal(owner_before, owner, sizeof owner);
    assert_memory_equal(words_before, words, sizeof words);
    assert_memory_equal(&before, &pmm, sizeof pmm);
}

static void free_refuses_what_is_not_held(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    refusal(frame, MM_EFREE);
    refusal(0, MM_EOWNER);
    refusal(45, MM_EOWNER);  /* reserved */
    refusal(120, MM_EOWNER); /* device */
    refusal(FRAMES, MM_ERANGE);
    refusal(UINT32_MAX, MM_ERANGE);
    frame = pmm_alloc(&pmm);
    for (uint8_t state_of = OWNER_TABLE; state_of <= OWNER_SHARED; state_of++) {
        owner[frame] = state_of;
        assert_true(pmm_check(&pmm));
        refusal(frame, MM_EOWNER);
    }
}

/* The open word's lowest frame; when it has none, the lowest frame there is. */
static void alloc_takes_the_lowest_of_the_open_word(void **state) {
    (void)state;
    for (frame_t f = 1; f <= 39; f++) assert_int_equal(pmm_alloc(&pmm), f);
    for (frame_t f = 50; f <= 99; f++) assert_int_equal(pmm_alloc(&pmm), f);
    assert_int_equal(pmm_free(&pmm, 98), MM_OK);
    assert_int_equal(pmm_free(&pmm, 97), MM_OK);
    assert_int_equal(pmm_free(&pmm, 7), MM_OK);
    assert_int_equal(pmm_alloc(&pmm), 97);
    assert_int_equal(pmm_alloc(&pmm), 98);
    assert_int_equal(pmm_alloc(&pmm), 7);
    assert_int_equal(pmm_alloc(&pmm), 150);
}

static void random_steps_agree_with_a_model(void **state) {
    (void)state;
    rng_t rng = {rng_seed("pmm", 4)};
    uint8_t model[FRAMES];
    memcpy(model, owner, sizeof owner);
    for (int step = 0; step < 200000; step++) {
        if (rng_next(&rng) & 1) {
            frame_t frame = pmm_alloc(&pmm);
            if (frame == FRAME_NONE) {
                assert_null(memchr(model, OWNER_FREE, FRAMES));
            } else {
                assert_in_range(frame, 1, FRAMES - 1);
                assert_int_equal(model[frame], OWNER_FREE);
                model[frame] = OWNER_ALLOCATED;
            }
        } else {
            frame_t frame = (frame_t)rng_below(&rng, FRAMES + 2);
            mm_status_t expected = frame >= FRAMES                   ? MM_ERANGE
                                   : model[frame] == OWNER_FREE      ? MM_EFREE
                                   : model[frame] != OWNER_ALLOCATED ? MM_EOWNER
                                                                     : MM_OK;
            assert_int_equal(pmm_free(&pmm, frame), expected);
            if (expected == MM_OK) model[frame] = OWNER_FREE;
        }
        if (step % 1000 == 0) assert_true(pmm_check(&pmm));
    }
    assert_memory_equal(model, owner, sizeof owner);
}

static void check_sees_every_kind_of_damage(void **state) {
    (void)state;
    owner[5] = OWNER_ALLOCATED; /* but its bit says free */
    assert_false(pmm_check(&pmm));
    owner[5] = OWNER_FREE;
    assert_true(pmm_check(&pmm));
    owner[45] = OWNER_FREE; /* but its bit says taken */
    assert_false(pmm_check(&pmm));
    owner[45] = OWNER_SHARED + 1;
    assert_false(pmm_check(&pmm));
    owner[45] = OWNER_RESERVED;
    assert_true(pmm_check(&pmm));
    owner[0] = OWNER_FREE;
    words[0] = bits_clear(words[0], 0);
    assert_false(pmm_check(&pmm));
    owner[0] = OWNER_RESERVED;
    words[0] = bits_set(words[0], 0);
    assert_true(pmm_check(&pmm));
    pmm.nframes--;
    assert_false(pmm_check(&pmm));
    pmm.nframes = 0;
    assert_false(pmm_check(&pmm));
    pmm.nframes = FRAME_LIMIT + 1;
    assert_false(pmm_check(&pmm));
}

#define TEST(f) cmocka_unit_test_setup(f, boot)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(boot_gives_each_frame_its_owner),
        TEST(init_refuses_no_frames_and_too_many),
        TEST(exhaust_and_give_back),
        TEST(free_refuses_what_is_not_held),
        TEST(alloc_takes_the_lowest_of_the_open_word),
        TEST(random_steps_agree_with_a_model),
        TEST(check_sees_every_kind_of_damage),
    };
    return cmocka_run_group_tests_name("pmm " MACHINE_NAME, tests, NULL, NULL);
}
