/* pmm: taking, giving and every refusal, with the state compared before and after; zones; running out; the twin on
   damaged state. Long random runs are tests/property/frames_model.c. */
#include "check.h"
#include <string.h>
#include "pmm.h"

#define FRAMES     300u
#define FRAMES_MAX (BAND_HIGH + 2000u)
#define UNTOUCHED  0xDEADBEEFu

static memmap_t map;
static pmm_t pmm;
static word_t words[FREEMAP_SIZE(FRAMES_MAX)];
static uint8_t owner[FRAMES_MAX];

static void usable(frame_t first, frame_t end) {
    uint64_t base = (uint64_t)first * FRAME_SIZE, length = (uint64_t)(end - first) * FRAME_SIZE;
    assert_int_equal(memmap_add_usable(&map, base, length), MM_OK);
}

static void start(uint32_t nframes) {
    assert_int_equal(pmm_init(&pmm, &map, nframes, words, owner), MM_OK);
    assert_true(pmm_check(&pmm));
}

/* Frames 1..99 and 150..299 usable, 40..49 reserved, the rest a device's. */
static int boot(void **state) {
    (void)state;
    memmap_init(&map);
    usable(0, 100);
    usable(150, 300);
    memmap_add_reserved(&map, 40 * FRAME_SIZE, 10 * FRAME_SIZE);
    return pmm_init(&pmm, &map, FRAMES, words, owner) == MM_OK ? 0 : -1;
}

/* All frames usable but frame 0. */
static void boot_plain(uint32_t nframes) {
    memmap_init(&map);
    usable(0, nframes);
    start(nframes);
}

#define LOW    10u /* usable frames of the lowest band */
#define ACROSS 20u /* the islands around the bands' borders reach so far down and up */

/* Islands of memory in all three bands, two of them across a border. */
static void boot_bands(void) {
    memmap_init(&map);
    usable(100, 100 + LOW);
    usable(ZONE_ISA - ACROSS, ZONE_ISA + ACROSS);
    usable(BAND_HIGH - ACROSS, BAND_HIGH + ACROSS);
    start(BAND_HIGH + 1000);
}

static uint32_t count_of(owner_t what) {
    uint32_t n = 0;
    for (frame_t f = 0; f < pmm.nframes; f++) n += pmm_owner(&pmm, f) == what;
    assert_int_equal(pmm_count(&pmm, what), n);
    return n;
}

/* ---- comparing states ---- */

static uint8_t owner_before[FRAMES_MAX];
static word_t words_before[FREEMAP_SIZE(FRAMES_MAX)];
static pmm_t before;

static void remember(void) {
    before = pmm;
    memcpy(owner_before, owner, pmm.nframes);
    memcpy(words_before, words, FREEMAP_SIZE(pmm.nframes) * sizeof(word_t));
}

/* Not a bit changed. */
static void same(void) {
    assert_memory_equal(owner_before, owner, pmm.nframes);
    assert_memory_equal(words_before, words, FREEMAP_SIZE(pmm.nframes) * sizeof(word_t));
    assert_memory_equal(&before, &pmm, sizeof pmm);
}

/* Nothing changed but perhaps that the open word was closed (its number, the top that goes with it, the summary), and what
   searches found out. */
static void same_frames(void) {
    pmm_t now = pmm;
    assert_memory_equal(owner_before, owner, pmm.nframes);
    assert_memory_equal(words_before, words, FREEMAP_WORDS(pmm.nframes) * sizeof(word_t));
    assert_true(now.free.open == before.free.open || now.free.open == BITMAP_WORDS(pmm.nframes));
    now.free.open = before.free.open;
    now.top = before.top;
    now.free.from = before.free.from;
    now.free.to = before.free.to;
    now.free.blocks = before.free.blocks;
    now.free.groups = before.free.groups;
    assert_memory_equal(&before, &now, sizeof now);
    assert_true(pmm_check(&pmm));
}

/* Only the frames first .. end-1 changed: from `was` to `is`. */
static void only(frame_t first, frame_t end, owner_t was, owner_t is) {
    for (frame_t f = 0; f < pmm.nframes; f++) {
        bool meant = first <= f && f < end;
        if (meant) assert_int_equal(owner_before[f], was);
        assert_int_equal(owner[f], meant ? is : (owner_t)owner_before[f]);
    }
    assert_true(pmm_check(&pmm));
}

/* ---- requests whose answer is known ---- */

static void refuse_free(frame_t frame, mm_status_t status) {
    remember();
    assert_int_equal(pmm_free(&pmm, frame), status);
    same();
}

static void refuse_free_run(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_free_contiguous(&pmm, first, count), status);
    same();
}

static void refuse_claim(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_claim(&pmm, first, count), status);
    same();
}

static void refuse_run(uint32_t count, uint32_t align, frame_t below, mm_status_t status) {
    frame_t first = UNTOUCHED;
    remember();
    assert_int_equal(pmm_alloc_contiguous(&pmm, count, align, below, &first), status);
    assert_int_equal(first, UNTOUCHED);
    same_frames();
}

static void refuse_alloc(void) {
    remember();
    assert_int_equal(pmm_alloc(&pmm), FRAME_NONE);
    same_frames();
}

static void refuse_alloc_in(frame_t below) {
    remember();
    assert_int_equal(pmm_alloc_in(&pmm, below), FRAME_NONE);
    same_frames();
}

static void device_is(frame_t first, uint32_t count, mm_status_t status) {
    remember();
    assert_int_equal(pmm_claim_device(&pmm, first, count), status);
    same();
}

static void give(frame_t first, uint32_t count) {
    remember();
    assert_int_equal(pmm_free_contiguous(&pmm, first, count), MM_OK);
    only(first, first + count, OWNER_ALLOCATED, OWNER_FREE);
}

static void claim(frame_t first, uint32_t count) {
    remember();
    assert_int_equal(pmm_claim(&pmm, first, count), MM_OK);
    only(first, first + count, OWNER_FREE, OWNER_ALLOCATED);
}

static frame_t take_one(void) {
    remember();
    frame_t frame = pmm_alloc(&pmm);
    assert_in_range(frame, 1, pmm.nframes - 1);
    only(frame, frame + 1, OWNER_FREE, OWNER_ALLOCATED);
    return frame;
}

static frame_t take_in(frame_t below) {
    remember();
    frame_t frame = pmm_alloc_in(&pmm, below);
    assert_in_range(frame, 1, pmm.nframes - 1);
    assert_true(frame < below);
    only(frame, frame + 1, OWNER_FREE, OWNER_ALLOCATED);
    return frame;
}

static frame_t take_run(uint32_t count, uint32_t align, frame_t below) {
    frame_t first = UNTOUCHED;
    remember();
    assert_int_equal(pmm_alloc_contiguous(&pmm, count, align, below, &first), MM_OK);
    assert_int_equal(first % align, 0);
    assert_true((uint64_t)first + count <= below);
    only(first, first + count, OWNER_FREE, OWNER_ALLOCATED);
    return first;
}

/* The same, tried out: taken and given back. */
static frame_t where(uint32_t count, uint32_t align, frame_t below) {
    frame_t first = take_run(count, align, below);
    give(first, count);
    return first;
}

/* ---- boot ---- */

static void boot_gives_each_frame_its_owner(void **state) {
    (void)state;
    assert_true(pmm_check(&pmm));
    assert_int_equal(pmm_owner(&pmm, 0), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 1), OWNER_FREE);
    assert_int_equal(pmm_owner(&pmm, 45), OWNER_RESERVED);
    assert_int_equal(pmm_owner(&pmm, 120), OWNER_DEVICE);
    assert_int_equal(pmm_owner(&pmm, FRAMES), OWNER_DEVICE);
    assert_int_equal(pmm_owner(&pmm, UINT32_MAX), OWNER_DEVICE);
    assert_int_equal(count_of(OWNER_FREE), 99 - 10 + 150);
    assert_int_equal(count_of(OWNER_RESERVED), 11);
    assert_int_equal(count_of(OWNER_DEVICE), 50);
}

static void init_refuses_no_frames_and_too_many(void **state) {
    (void)state;
    remember();
    assert_int_equal(pmm_init(&pmm, &map, 0, words, owner), MM_EINVAL);
    assert_int_equal(pmm_init(&pmm, &map, FRAME_LIMIT + 1, words, owner), MM_EINVAL);
    assert_int_equal(pmm_init(&pmm, &map, UINT32_MAX, words, owner), MM_EINVAL);
    same();
    assert_true(pmm_check(&pmm));
}

static void memory_of_one_frame_has_none_to_give(void **state) {
    (void)state;
    boot_plain(1);
    refuse_alloc();
    refuse_alloc_in(ZONE_ANY);
    refuse_run(1, 1, ZONE_ANY, MM_ENOMEM);
    refuse_claim(0, 1, MM_EOWNER);
    assert_int_equal(pmm_region_end(&pmm, 0), 1);
}

/* ---- single frames ---- */

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

static void alloc_in_stays_below_its_limit(void **state) {
    (void)state;
    refuse_alloc_in(0);
    refuse_alloc_in(1); /* frame 0 is nobody's */
    assert_int_equal(take_in(2), 1);
    refuse_alloc_in(2);
    for (frame_t f = 2; f < 40; f++) assert_int_equal(take_in(51), f);
    assert_int_equal(take_in(51), 50);
    refuse_alloc_in(50);
    refuse_alloc_in(51);
    for (frame_t f = 51; f < 100; f++) take_in(150);
    refuse_alloc_in(150);
    assert_int_equal(take_in(151), 150);
    assert_int_equal(take_in(UINT32_MAX), 151);
    give(1, 1);
    assert_int_equal(take_in(ZONE_ANY), 1);
}

/* ---- runs ---- */

static void runs_that_make_no_sense(void **state) {
    (void)state;
    static const uint32_t aligns[] = {0, 3, 5, 6, 7, 12, 96, 0x80000001u, 0xC0000000u, UINT32_MAX};
    take_one();
    for (size_t i = 0; i < sizeof aligns / sizeof aligns[0]; i++)
        refuse_run(1, aligns[i], ZONE_ANY, MM_EINVAL);
    refuse_run(0, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(FRAMES + 1, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(1u << 31, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(UINT32_MAX, 1, ZONE_ANY, MM_EINVAL);
    refuse_run(0, 0, 0, MM_EINVAL);
}

static void runs_that_are_not_there(void **state) {
    (void)state;
    take_one();
    refuse_run(FRAMES, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(151, 1, ZONE_ANY, MM_ENOMEM);
    refuse_run(150, 1, 299, MM_ENOMEM);
    refuse_run(51, 1, 150, MM_ENOMEM);
    refuse_run(1, 1, 0, MM_ENOMEM);
    refuse_run(1, 1, 1, MM_ENOMEM);
    refuse_run(45, 256, ZONE_ANY, MM_ENOMEM);
    for (uint32_t k = 9; k < 32; k++) refuse_run(1, 1u << k, ZONE_ANY, MM_ENOMEM);
}

static void runs_are_the_lowest_there_are(void **state) {
    (void)state;
    assert_int_equal(where(1, 1, ZONE_ANY), 1);
    assert_int_equal(where(39, 1, ZONE_ANY), 1);
    assert_int_equal(where(40, 1, ZONE_ANY), 50); /* the first hole is a frame too small */
    assert_int_equal(where(50, 1, ZONE_ANY), 50);
    assert_int_equal(where(51, 1, ZONE_ANY), 150);
    assert_int_equal(where(150, 1, ZONE_ANY), 150);
    assert_int_equal(where(150, 1, FRAMES), 150);
    assert_int_equal(where(39, 1, 40), 1);
    assert_int_equal(where(64, 64, ZONE_ANY), 192);
    assert_int_equal(where(8, 32, ZONE_ANY), 32);
    assert_int_equal(where(9, 32, ZONE_ANY), 64);
    assert_int_equal(where(44, 256, ZONE_ANY), 256);
    for (uint32_t k = 0; k < 9; k++)
        assert_int_equal(where(1, 1u << k, ZONE_ANY), 1u << k == 128 ? 256 : 1u << k);
}

/* All there is: every frame but frame 0, so never as many as there are frames. */
static void a_run_may_be_all_memory(void **state) {
    (void)state;
    static const uint32_t sizes[] = {2, 63, 64, 65, 66, 128, 129, 512, 513, 1025, 5000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        uint32_t n = sizes[i];
        boot_plain(n);
        refuse_run(n, 1, ZONE_ANY, MM_ENOMEM);
        refuse_run(n - 1, 1, n - 1, MM_ENOMEM);
        if (n > 2) refuse_run(n - 1, 2, ZONE_ANY, MM_ENOMEM);
        assert_int_equal(take_run(n - 1, 1, n), 1);
        refuse_alloc();
        refuse_run(1, 1, ZONE_ANY, MM_ENOMEM);
        give(1, n - 1);
    }
}

static void runs_and_single_frames_share_the_memory(void **state) {
    (void)state;
    assert_int_equal(take_one(), 1);
    assert_int_equal(take_run(10, 1, ZONE_ANY), 2);
    assert_int_equal(take_one(), 12);
    give(5, 4); /* part of one run */
    assert_int_equal(take_one(), 5);
    assert_int_equal(pmm_free(&pmm, 12), MM_OK);
    give(1, 5); /* frames that came by different ways */
    assert_int_equal(pmm_free(&pmm, 9), MM_OK);
    give(10, 2);
    assert_int_equal(take_run(39, 1, ZONE_ANY), 1);
}

static void free_contiguous_refuses(void **state) {
    (void)state;
    assert_int_equal(take_run(20, 1, ZONE_ANY), 1);
    take_run(150, 1, ZONE_ANY);
    refuse_free_run(1, 0, MM_EINVAL);
    refuse_free_run(UINT32_MAX, 0, MM_EINVAL);
    refuse_free_run(FRAMES, 1, MM_ERANGE);
    refuse_free_run(FRAMES - 1, 2, MM_ERANGE);
    refuse_free_run(1, FRAMES, MM_ERANGE);
    refuse_free_run(5, UINT32_MAX, MM_ERANGE);
    refuse_free_run(5, UINT32_MAX - 4, MM_ERANGE); /* the sum is 0 */
    refuse_free_run(150, UINT32_MAX - 148, MM_ERANGE);
    refuse_free_run(UINT32_MAX, 1, MM_ERANGE);
    refuse_free_run(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    refuse_free_run(0, 1, MM_EOWNER);
    refuse_free_run(0, 5, MM_EOWNER);
    refuse_free_run(149, 3, MM_EOWNER); /* the first one is a device's */
    refuse_free_run(20, 2, MM_EOWNER);  /* the last one is free */
    refuse_free_run(30, 3, MM_EOWNER);
    refuse_free_run(40, 3, MM_EOWNER);
    for (owner_t use = OWNER_TABLE; use <= OWNER_SHARED; use++) {
        assert_int_equal(pmm_set_owner(&pmm, 10, use), MM_OK);
        refuse_free_run(1, 20, MM_EOWNER);
        refuse_free_run(10, 1, MM_EOWNER);
        refuse_free_run(5, 6, MM_EOWNER);
    }
    assert_int_equal(pmm_set_owner(&pmm, 10, OWNER_ALLOCATED), MM_OK);
    refuse_free_run(0, 21, MM_EOWNER);
    give(1, 20);
    refuse_free_run(1, 20, MM_EOWNER);
}

static void claim_takes_these_very_frames(void **state) {
    (void)state;
    take_one();
    claim(3, 1);
    claim(60, 40);
    claim(150, 150);
    claim(30, 10);
    assert_int_equal(take_one(), 2);
    assert_int_equal(take_one(), 4);
    give(60, 40);
    give(3, 1);
    assert_int_equal(take_one(), 3);
}

static void claim_refuses(void **state) {
    (void)state;
    take_one();
    refuse_claim(2, 0, MM_EINVAL);
    refuse_claim(UINT32_MAX, 0, MM_EINVAL);
    refuse_claim(FRAMES, 1, MM_ERANGE);
    refuse_claim(FRAMES - 1, 2, MM_ERANGE);
    refuse_claim(2, UINT32_MAX, MM_ERANGE);
    refuse_claim(2, UINT32_MAX - 1, MM_ERANGE);
    refuse_claim(UINT32_MAX, 1, MM_ERANGE);
    refuse_claim(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    refuse_claim(0, 1, MM_EOWNER);
    refuse_claim(0, FRAMES, MM_EOWNER);
    refuse_claim(1, 1, MM_EOWNER);
    refuse_claim(1, 5, MM_EOWNER);
    refuse_claim(38, 3, MM_EOWNER);
    refuse_claim(45, 1, MM_EOWNER);
    refuse_claim(99, 2, MM_EOWNER);
    refuse_claim(149, 2, MM_EOWNER);
    claim(200, 1);
    refuse_claim(190, 20, MM_EOWNER);
    refuse_claim(200, 1, MM_EOWNER);
    for (owner_t use = OWNER_TABLE; use <= OWNER_SHARED; use++) {
        assert_int_equal(pmm_set_owner(&pmm, 200, use), MM_OK);
        refuse_claim(200, 1, MM_EOWNER);
        refuse_claim(190, 11, MM_EOWNER);
    }
}

/* ---- what a frame is used for, and how many there are of each ---- */

static void refuse_use(frame_t frame, uint32_t use, mm_status_t status) {
    remember();
    assert_int_equal(pmm_set_owner(&pmm, frame, (owner_t)use), status);
    same();
}

static void a_frame_in_use_changes_its_use(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    uint32_t free_frames = count_of(OWNER_FREE);
    for (owner_t was = OWNER_ALLOCATED; was <= OWNER_SHARED; was++) {
        for (owner_t is = OWNER_ALLOCATED; is <= OWNER_SHARED; is++) {
            assert_int_equal(pmm_set_owner(&pmm, frame, was), MM_OK);
            remember();
            assert_int_equal(pmm_set_owner(&pmm, frame, is), MM_OK);
            only(frame, frame + 1, was, is);
            for (owner_t other = OWNER_ALLOCATED; other <= OWNER_SHARED; other++)
                assert_int_equal(count_of(other), other == is);
            assert_int_equal(count_of(OWNER_FREE), free_frames);
        }
    }
    assert_int_equal(pmm_set_owner(&pmm, frame, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, frame), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames + 1);
}

static void set_owner_refuses_what_is_not_in_use(void **state) {
    (void)state;
    frame_t frame = pmm_alloc(&pmm);
    refuse_use(frame, OWNER_FREE, MM_EINVAL);
    refuse_use(frame, OWNER_RESERVED, MM_EINVAL);
    refuse_use(frame, OWNER_DEVICE, MM_EINVAL);
    refuse_use(frame, OWNER_SHARED + 1, MM_EINVAL);
    refuse_use(frame, 0x103, MM_EINVAL); /* OWNER_ALLOCATED in its low byte */
    refuse_use(frame, UINT32_MAX, MM_EINVAL);
    refuse_use(0, OWNER_TABLE, MM_EOWNER);
    refuse_use(45, OWNER_MAPPED, MM_EOWNER);  /* reserved */
    refuse_use(120, OWNER_MAPPED, MM_EOWNER); /* a device's */
    refuse_use(299, OWNER_MAPPED, MM_EFREE);
    refuse_use(FRAMES, OWNER_MAPPED, MM_ERANGE);
    refuse_use(UINT32_MAX, OWNER_ALLOCATED, MM_ERANGE);
    refuse_use(UINT32_MAX, OWNER_FREE, MM_EINVAL);
}

static void counts_follow_every_change(void **state) {
    (void)state;
    const uint32_t free_frames = 99 - 10 + 150;
    frame_t first;
    assert_int_equal(pmm_alloc_contiguous(&pmm, 100, 1, ZONE_ANY, &first), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames - 100);
    assert_int_equal(count_of(OWNER_ALLOCATED), 100);
    assert_int_equal(pmm_claim(&pmm, 1, 30), MM_OK);
    assert_int_equal(count_of(OWNER_ALLOCATED), 130);
    assert_int_equal(pmm_set_owner(&pmm, 7, OWNER_TABLE), MM_OK);
    assert_int_equal(pmm_set_owner(&pmm, 8, OWNER_SHARED), MM_OK);
    assert_int_equal(pmm_set_owner(&pmm, 9, OWNER_SHARED), MM_OK);
    assert_int_equal(count_of(OWNER_ALLOCATED), 127);
    assert_int_equal(count_of(OWNER_TABLE), 1);
    assert_int_equal(count_of(OWNER_MAPPED), 0);
    assert_int_equal(count_of(OWNER_SHARED), 2);
    assert_int_equal(pmm_free_contiguous(&pmm, first, 100), MM_OK);
    assert_int_equal(count_of(OWNER_FREE), free_frames - 30);
    assert_int_equal(count_of(OWNER_RESERVED), 11);
    assert_int_equal(count_of(OWNER_DEVICE), 50);
    assert_int_equal(pmm_count(&pmm, OWNER_STATES), 0);
    assert_int_equal(pmm_count(&pmm, UINT32_MAX), 0);
}

static void claim_device_knows_what_is_ram(void **state) {
    (void)state;
    device_is(100, 50, MM_OK);
    device_is(120, 1, MM_OK);
    device_is(FRAMES, 1, MM_OK); /* beyond all memory */
    device_is(FRAMES, FRAME_LIMIT - FRAMES, MM_OK);
    device_is(FRAME_LIMIT - 1, 1, MM_OK);
    device_is(0, 0, MM_EINVAL);
    device_is(UINT32_MAX, 0, MM_EINVAL);
    device_is(FRAME_LIMIT, 1, MM_ERANGE);
    device_is(FRAME_LIMIT + 1, 1, MM_ERANGE);
    device_is(FRAMES, FRAME_LIMIT - FRAMES + 1, MM_ERANGE);
    device_is(120, UINT32_MAX, MM_ERANGE);
    device_is(120, UINT32_MAX - 119, MM_ERANGE);
    device_is(UINT32_MAX, 1, MM_ERANGE);
    device_is(UINT32_MAX, UINT32_MAX, MM_ERANGE);
    device_is(99, 2, MM_EOWNER);
    device_is(149, 2, MM_EOWNER);
    device_is(0, 1, MM_EOWNER);
    device_is(45, 1, MM_EOWNER);
    device_is(299, 2, MM_EOWNER);
    device_is(120, FRAME_LIMIT - 120, MM_EOWNER);
    frame_t frame = take_one();
    device_is(frame, 1, MM_EOWNER);
    refuse_free(120, MM_EOWNER);
    refuse_claim(120, 1, MM_EOWNER);
}

/* ---- zones ---- */

static void small_memory_keeps_nothing_back(void **state) {
    (void)state;
    boot_plain(2 * ZONE_ISA - 1);
    claim(ZONE_ISA, ZONE_ISA - 1);
    assert_int_equal(take_one(), 1);
    assert_int_equal(take_in(ZONE_ANY), 2);
    assert_int_equal(take_run(3, 1, ZONE_ANY), 3);
    assert_int_equal(take_one(), 6);
    assert_int_equal(pmm_free(&pmm, ZONE_ISA), MM_OK); /* but the lowest band is still the last to go */
    assert_int_equal(take_one(), ZONE_ISA);
}

static void larger_memory_keeps_isa_frames_back(void **state) {
    (void)state;
    boot_plain(2 * ZONE_ISA);
    assert_int_equal(take_one(), ZONE_ISA);
    assert_int_equal(take_run(2, 1, ZONE_ANY), ZONE_ISA + 1);
    refuse_run(ZONE_ISA, 1, ZONE_ANY, MM_ENOMEM);
    claim(ZONE_ISA + 3, ZONE_ISA - 3);
    refuse_alloc();
    refuse_alloc_in(ZONE_ANY);
    refuse_alloc_in(ZONE_ISA + 1);
    refuse_run(1, 1, ZONE_ISA + 1, MM_ENOMEM);
    assert_int_equal(where(1, 1, ZONE_ISA), 1);
    assert_int_equal(where(1, 1, ZONE_ISA - 1), 1);
    assert_int_equal(where(ZONE_ISA - 1, 1, ZONE_ISA), 1);
    assert_int_equal(take_in(ZONE_ISA), 1);
    claim(ZONE_ISA - 1, 1); /* by name, anything */
    give(ZONE_ISA - 1, 2);  /* a run across the border */
    refuse_claim(ZONE_ISA - 1, 3, MM_EOWNER);
    claim(ZONE_ISA - 1, 2);
}

static void the_highest_band_goes_first(void **state) {
    (void)state;
    boot_bands();
    for (frame_t f = 0; f < ACROSS; f++) assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + f);
    for (frame_t f = 0; f < ACROSS; f++) assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + f);
    for (frame_t f = BAND_HIGH - ACROSS; f < BAND_HIGH; f++) assert_int_equal(pmm_alloc(&pmm), f);
    refuse_alloc();
    assert_int_equal(count_of(OWNER_FREE), LOW + ACROSS);
    refuse_alloc_in(ZONE_ANY);
    for (frame_t f = 100; f < 100 + LOW; f++) assert_int_equal(pmm_alloc_in(&pmm, ZONE_ISA), f);
    for (frame_t f = ZONE_ISA - ACROSS; f < ZONE_ISA; f++) assert_int_equal(pmm_alloc_in(&pmm, ZONE_ISA), f);
    refuse_alloc_in(ZONE_ISA);
    assert_int_equal(count_of(OWNER_FREE), 0);
}

/* A frame that comes back above the open word is the next to go. */
static void what_comes_back_high_goes_first_again(void **state) {
    (void)state;
    boot_bands();
    for (frame_t f = 0; f < ACROSS; f++) pmm_alloc(&pmm);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA);
    assert_int_equal(pmm_free(&pmm, BAND_HIGH + 5), MM_OK);
    assert_true(pmm_check(&pmm));
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + 5);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 1);
    assert_int_equal(pmm_free(&pmm, BAND_HIGH), MM_OK); /* the very first of the band */
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 2);
    assert_int_equal(pmm_free(&pmm, ZONE_ISA + 2), MM_OK);
    give(BAND_HIGH + 2, 3);
    for (frame_t f = 2; f < 5; f++) assert_int_equal(pmm_alloc(&pmm), BAND_HIGH + f);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 2);
    claim(BAND_HIGH - ACROSS, ACROSS);
    give(BAND_HIGH - 1, 2); /* across the border */
    assert_int_equal(pmm_alloc(&pmm), BAND_HIGH);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA + 3);
}

static void runs_start_in_the_highest_band(void **state) {
    (void)state;
    boot_bands();
    assert_int_equal(where(ACROSS, 1, ZONE_ANY), BAND_HIGH);
    assert_int_equal(where(ACROSS + 1, 1, ZONE_ANY), BAND_HIGH - ACROSS); /* from one band into the next */
    assert_int_equal(where(2 * ACROSS, 1, ZONE_ANY), BAND_HIGH - ACROSS);
    refuse_run(2 * ACROSS + 1, 1, ZONE_ANY, MM_ENOMEM);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH), ZONE_ISA);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH + ACROSS), BAND_HIGH);
    assert_int_equal(where(ACROSS, 1, BAND_HIGH + ACROSS - 1), ZONE_ISA);
    assert_int_equal(where(1, 1, ZONE_ISA + 1), ZONE_ISA);
    assert_int_equal(where(1, 1, ZONE_ISA), 100);
    assert_int_equal(where(LOW + 1, 1, ZONE_ISA), ZONE_ISA - ACROSS);
    refuse_run(ACROSS + 1, 1, ZONE_ISA, MM_ENOMEM);
    refuse_run(2 * ACROSS, 1, ZONE_ISA + ACROSS, MM_ENOMEM); /* it would start among those kept back */
    assert_int_equal(where(1, BAND_HIGH, ZONE_ANY), BAND_HIGH);
    refuse_run(1, BAND_HIGH, BAND_HIGH, MM_ENOMEM);
    assert_int_equal(take_in(ZONE_ANY), BAND_HIGH);
    assert_int_equal(take_in(BAND_HIGH), ZONE_ISA);
    assert_int_equal(take_in(ZONE_ISA), 100);
}

/* ---- regions ---- */

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

/* ---- running out ---- */

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

/* ---- damage ---- */

static void check_sees_wrong_owners(void **state) {
    (void)state;
    owner[5] = OWNER_ALLOCATED; /* but its bit says free */
    assert_false(pmm_check(&pmm));
    owner[5] = OWNER_FREE;
    assert_true(pmm_check(&pmm));
    owner[45] = OWNER_FREE; /* but its bit says taken */
    assert_false(pmm_check(&pmm));
    owner[45] = OWNER_SHARED + 1;
    assert_false(pmm_check(&pmm));
    owner[45] = UINT8_MAX;
    assert_false(pmm_check(&pmm));
    owner[45] = OWNER_RESERVED;
    assert_true(pmm_check(&pmm));
    owner[0] = OWNER_FREE;
    words[0] = bits_clear(words[0], 0);
    assert_false(pmm_check(&pmm));
    owner[0] = OWNER_ALLOCATED;
    words[0] = bits_set(words[0], 0);
    assert_false(pmm_check(&pmm));
    owner[0] = OWNER_RESERVED;
    assert_true(pmm_check(&pmm));
}

static void check_sees_wrong_counts(void **state) {
    (void)state;
    assert_int_equal(pmm_set_owner(&pmm, pmm_alloc(&pmm), OWNER_TABLE), MM_OK);
    for (owner_t what = OWNER_FREE; what <= OWNER_SHARED; what++) {
        for (int32_t wrong = -1; wrong <= 1; wrong += 2) {
            pmm.count[what] += wrong;
            assert_int_equal(pmm_check(&pmm), what == OWNER_ALLOCATED); /* no count is kept of these */
            pmm.count[what] -= wrong;
        }
    }
    assert_true(pmm_check(&pmm));
    owner[45] = OWNER_DEVICE; /* two counts are wrong now, and their sum is right */
    assert_false(pmm_check(&pmm));
    owner[45] = OWNER_RESERVED;
    assert_true(pmm_check(&pmm));
}

/* Every bit of the tables stands for something. */
static void check_sees_every_bit(void **state) {
    (void)state;
    for (uint32_t w = 0; w < FREEMAP_SIZE(FRAMES); w++) {
        for (uint32_t k = 0; k < WORD_BITS; k++) {
            words[w] ^= (word_t)1 << k;
            assert_false(pmm_check(&pmm));
            words[w] ^= (word_t)1 << k;
        }
    }
    assert_true(pmm_check(&pmm));
}

static void damage(uint32_t *field, uint32_t value) {
    uint32_t was = *field;
    assert_int_not_equal(was, value);
    *field = value;
    assert_false(pmm_check(&pmm));
    *field = was;
    assert_true(pmm_check(&pmm));
}

static void check_sees_wrong_fields(void **state) {
    (void)state;
    damage(&pmm.nframes, FRAMES - 1);
    damage(&pmm.nframes, 0);
    damage(&pmm.nframes, FRAME_LIMIT + 1);
    damage(&pmm.free.nbits, FRAMES - 1);
    damage(&pmm.low, 1);
    damage(&pmm.low, ZONE_ISA - 1);
    damage(&pmm.top, 0);
    damage(&pmm.top, 299); /* a free frame above it */
    pmm.top = 300;         /* no word is open, so this says nothing */
    assert_true(pmm_check(&pmm));
    pmm_alloc(&pmm);
    damage(&pmm.top, ZONE_ISA - 1);
    damage(&pmm.top, FRAME_LIMIT);
    damage(&pmm.low, ZONE_ISA); /* the open word would be one that is kept back */
    damage(&pmm.free.open, 1);
    damage(&pmm.free.open, BITMAP_WORDS(FRAMES));
}

static void check_sees_a_higher_free_frame(void **state) {
    (void)state;
    boot_bands();
    for (frame_t f = 0; f < ACROSS; f++) pmm_alloc(&pmm);
    assert_int_equal(pmm_alloc(&pmm), ZONE_ISA);
    assert_int_equal(pmm.top, BAND_HIGH);
    freemap_give(&pmm.free, BAND_HIGH); /* as pmm_free does it, without a look at the top */
    owner[BAND_HIGH] = OWNER_FREE;
    pmm.count[OWNER_FREE]++;
    assert_false(pmm_check(&pmm));
    pmm.top = FRAME_LIMIT;
    assert_false(pmm_check(&pmm));
    freemap_close(&pmm.free);
    assert_true(pmm_check(&pmm));
    freemap_open(&pmm.free, 100); /* a word that is kept back */
    pmm.top = ZONE_ISA;
    assert_false(pmm_check(&pmm));
}

#define TEST(f) cmocka_unit_test_setup(f, boot)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(boot_gives_each_frame_its_owner),
        TEST(init_refuses_no_frames_and_too_many),
        TEST(memory_of_one_frame_has_none_to_give),
        TEST(exhaust_and_give_back),
        TEST(free_refuses_what_is_not_held),
        TEST(alloc_takes_the_lowest_of_the_open_word),
        TEST(what_was_freed_last_comes_first),
        TEST(alloc_in_stays_below_its_limit),
        TEST(runs_that_make_no_sense),
        TEST(runs_that_are_not_there),
        TEST(runs_are_the_lowest_there_are),
        TEST(a_run_may_be_all_memory),
        TEST(runs_and_single_frames_share_the_memory),
        TEST(free_contiguous_refuses),
        TEST(claim_takes_these_very_frames),
        TEST(claim_refuses),
        TEST(claim_device_knows_what_is_ram),
        TEST(a_frame_in_use_changes_its_use),
        TEST(set_owner_refuses_what_is_not_in_use),
        TEST(counts_follow_every_change),
        TEST(small_memory_keeps_nothing_back),
        TEST(larger_memory_keeps_isa_frames_back),
        TEST(the_highest_band_goes_first),
        TEST(what_comes_back_high_goes_first_again),
        TEST(runs_start_in_the_highest_band),
        TEST(regions_cover_all_frames_in_order),
        TEST(memory_runs_out_at_every_point),
        TEST(check_sees_wrong_owners),
        TEST(check_sees_wrong_counts),
        TEST(check_sees_every_bit),
        TEST(check_sees_wrong_fields),
        TEST(check_sees_a_higher_free_frame),
    };
    return cmocka_run_group_tests_name("pmm " MACHINE_NAME, tests, NULL, NULL);
}
