/* pmm: single frames, regions, and what happens when memory runs out, at every point. */
#include "pmm_fixture.h"

static void exhaust_and_give_back(void **state) {
    (void)state;
    bool seen[FRAMES] = {false};
    uint32_t free_frames = count_of(OWNER_FREE);
    for (uint32_t i = 0; i < free_frames; i++) {
        frame_t frame = take_one();
        assert_false(seen[frame]);
        assert_int_equal(memmap_kind(&map, frame), MEM_USABLE);
        seen[frame] = true;
    }
    refuse_alloc();
    assert_int_equal(count_of(OWNER_FREE), 0);
    for (frame_t f = 0; f < FRAMES; f++) {
        if (seen[f]) assert_int_equal(pmm_free(&pmm, f), MM_OK);
    }
    assert_int_equal(count_of(OWNER_FREE), free_frames);
    assert_true(pmm_check(&pmm));
}

static void free_refuses_what_is_not_held(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    refuse_free(frame, MM_EFREE);
    refuse_free(0, MM_EOWNER);
    refuse_free(45, MM_EOWNER);  /* reserved */
    refuse_free(120, MM_EOWNER); /* device */
    refuse_free(FRAMES, MM_ERANGE);
    refuse_free(UINT32_MAX, MM_ERANGE);
    frame = pmm_alloc(&pmm);
    for (owner_t use = OWNER_TABLE; use <= OWNER_SHARED; use++) {
        assert_int_equal(pmm_set_owner(&pmm, frame, use), MM_OK);
        refuse_free(frame, MM_EOWNER);
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

/* When the open word is used up, a frame of a full word opens that one as it comes back: what was freed last comes first, and
   no summary changes. */
static void what_was_freed_last_comes_first(void **state) {
    (void)state;
    static const frame_t frames[] = {7, 97, 38, 64, 99, 7};
    while (pmm_alloc(&pmm) != FRAME_NONE) {
    }
    remember();
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        assert_int_equal(pmm_free(&pmm, frames[i]), MM_OK);
        assert_int_equal(pmm.free.open, frames[i] / WORD_BITS);
        assert_memory_equal(words_before + FREEMAP_WORDS(FRAMES), words + FREEMAP_WORDS(FRAMES),
                            (FREEMAP_SIZE(FRAMES) - FREEMAP_WORDS(FRAMES)) * sizeof(word_t));
        assert_true(pmm_check(&pmm));
        assert_int_equal(pmm_alloc(&pmm), frames[i]);
    }
    assert_int_equal(pmm_free(&pmm, 97), MM_OK);
    assert_int_equal(pmm_free(&pmm, 7), MM_OK); /* the open word has a free frame, so it stays open */
    assert_int_equal(pmm_alloc(&pmm), 97);
    assert_int_equal(pmm_alloc(&pmm), 7);
    refuse_alloc();
}

static void regions_cover_all_frames_in_order(void **state) {
    (void)state;
    static const frame_t ends[] = {1, 40, 50, 100, 150, FRAMES};
    size_t n = 0;
    for (frame_t f = 0; f < FRAMES; f = pmm_region_end(&pmm, f)) {
        assert_int_equal(pmm_region_end(&pmm, f), ends[n]);
        n++;
    }
    assert_int_equal(n, sizeof ends / sizeof ends[0]);
    claim(63, 2);
    claim(299, 1);
    claim(1, 1);
    for (frame_t f = 0; f < FRAMES; f++) {
        frame_t end = f + 1;
        while (end < FRAMES && owner[end] == owner[f]) end++;
        assert_int_equal(pmm_region_end(&pmm, f), end);
    }
}

/* Every kind of request that cannot be met when `left` frames are free, whichever they are. */
static void refuse_all_kinds(uint32_t left) {
    if (left == 0) {
        refuse_alloc();
        refuse_alloc_in(ZONE_ANY);
        refuse_alloc_in(ZONE_ISA);
        refuse_run(1, 1, ZONE_ANY, MM_ENOMEM);
    }
    refuse_alloc_in(1);
    refuse_run(left + 1, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(FRAMES, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(1, 512, ZONE_ANY, MM_ENOMEM);
    refuse_claim(0, 1, MM_EOWNER);
    refuse_claim(39, 2, MM_EOWNER);
    refuse_claim(1, FRAMES - 1, MM_EOWNER);
    refuse_free(40, MM_EOWNER);
    refuse_free_run(1, FRAMES - 1, MM_EOWNER);
}

static frame_t held[FRAMES];
static uint32_t holding;

static void hold(frame_t frame) { held[holding++] = frame; }

/* Takes frames in several ways until one request is refused; `kind` says with which it begins. */
static void take_until_refused(uint32_t kind) {
    for (;; kind++) {
        static const uint32_t counts[] = {1, 1, 7, 30};
        uint32_t count = counts[kind % 4];
        frame_t first = FRAME_NONE;
        remember();
        if (kind % 4 == 0) first = pmm_alloc(&pmm);
        if (kind % 4 == 1) first = pmm_alloc_in(&pmm, 200);
        if (kind % 4 >= 2 && pmm_alloc_contiguous(&pmm, count, 1, ZONE_ANY, &first) != MM_OK)
            first = FRAME_NONE;
        if (first == FRAME_NONE) break;
        for (uint32_t i = 0; i < count; i++) hold(first + i);
    }
    same_frames();
}

static void take_the_rest(uint32_t left) {
    for (uint32_t i = 0; i < left; i++) {
        frame_t frame = pmm_alloc(&pmm);
        assert_int_not_equal(frame, FRAME_NONE);
        hold(frame);
    }
    refuse_alloc();
}

/* Everything goes back, and not even the summary remembers. */
static void give_all_back(const uint8_t *first_owner, const word_t *first_words) {
    while (holding > 0) assert_int_equal(pmm_free(&pmm, held[--holding]), MM_OK);
    freemap_close(&pmm.free);
    assert_memory_equal(owner, first_owner, FRAMES);
    assert_memory_equal(words, first_words, FREEMAP_SIZE(FRAMES) * sizeof(word_t));
    assert_true(pmm_check(&pmm));
}

/* Whatever is refused after k frames are gone, and whatever has been taken by then, nothing is lost. */
static void memory_runs_out_at_every_point(void **state) {
    uint8_t first_owner[FRAMES];
    word_t first_words[FREEMAP_SIZE(FRAMES)];
    uint32_t total = count_of(OWNER_FREE);
    memcpy(first_owner, owner, FRAMES);
    memcpy(first_words, words, sizeof first_words);
    for (uint32_t k = 0; k <= total; k++) {
        assert_int_equal(boot(state), 0);
        for (uint32_t i = 0; i < k; i++) hold(pmm_alloc(&pmm));
        refuse_all_kinds(total - k);
        take_until_refused(k);
        refuse_all_kinds(total - holding);
        assert_int_equal(count_of(OWNER_ALLOCATED), holding);
        assert_int_equal(count_of(OWNER_FREE), total - holding);
        take_the_rest(total - holding);
        refuse_all_kinds(0);
        give_all_back(first_owner, first_words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(exhaust_and_give_back),
        TEST(free_refuses_what_is_not_held),
        TEST(alloc_takes_the_lowest_of_the_open_word),
        TEST(what_was_freed_last_comes_first),
        TEST(regions_cover_all_frames_in_order),
        TEST(memory_runs_out_at_every_point),
    };
    return cmocka_run_group_tests_name("pmm " MACHINE_NAME, tests, NULL, NULL);
}
