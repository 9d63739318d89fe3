/* The frame allocator against a plain array of owners, first over tables of its own, whose memory nobody ever touches,
   then over the machine's. The same requests come at every boot. */
#include "case.h"
#include "frames_model.h"
#include "log.h"
#include "snapshot.h"

#define SMALL_FRAMES   300u
#define LARGE_FRAMES   0x1180u /* in two bands; the machine's own memory has those that are kept back as well */
#define SMALL_REQUESTS 17000u
#define LARGE_REQUESTS 3000u
#define LIVE_REQUESTS  500u
#define PRIVATE_LOOKS  20u
#define SEED           11u

static pmm_t pmm;
static memmap_t map;
static frames_model_t model;
static word_t words[FREEMAP_SIZE(LARGE_FRAMES)];
static uint8_t owner[LARGE_FRAMES], model_owner[LARGE_FRAMES];

static void check_model(case_t *c, bool holds) {
    if (!holds) log_note("after %u requests: %s", model.step, model.wrong);
    CHECK(c, holds);
}

/* All requests, with a look at every frame now and then; at the end everything is given back. */
static void check_requests(case_t *c, uint32_t requests, uint32_t looks) {
    for (uint32_t i = 0; i < looks; i++) {
        check_model(c, frames_model_run(&model, requests / looks) && frames_model_compare(&model));
        CHECK_STILL_GOOD(c);
    }
    CHECK_EQUAL(c, model.step, requests);
    CHECK(c, model.refused > 0 && model.refused < requests);
    check_model(c, frames_model_give_back(&model) && frames_model_compare(&model));
}

static void add_usable(frame_t first, frame_t end) {
    memmap_add_usable(&map, (uint64_t)first << FRAME_SHIFT, (uint64_t)(end - first) << FRAME_SHIFT);
}

/* Memory with a hole in the middle. */
static void check_private(case_t *c, uint32_t nframes, uint32_t requests) {
    memmap_init(&map);
    add_usable(0, nframes / 2);
    add_usable(nframes / 2 + 50, nframes);
    CHECK_EQUAL(c, pmm_init(&pmm, &map, nframes, words, owner), MM_OK);
    frames_model_init(&model, &pmm, model_owner, SEED);
    CHECK_EQUAL(c, model.size, nframes - 51);
    check_requests(c, requests, PRIVATE_LOOKS);
    CHECK_STILL_GOOD(c);
    CHECK_EQUAL(c, model.free_frames[0] + model.free_frames[1] + model.free_frames[2], nframes - 51);
}

void test_frames_model(case_t *c) {
    check_private(c, SMALL_FRAMES, SMALL_REQUESTS);
    CHECK_STILL_GOOD(c);
    check_private(c, LARGE_FRAMES, LARGE_REQUESTS);
}

/* On the machine's own memory the snapshot is the model's array. What is the kernel's stays the kernel's: the model
   gives back only what it took, and no frame is allocated when it begins. */
void test_frames_model_live(case_t *c) {
    pmm_t *live = &c->memory->pmm;
    uint32_t free_before = count_owner(c->memory, OWNER_FREE);
    uint32_t reserved_before = count_owner(c->memory, OWNER_RESERVED);
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_ALLOCATED), 0);
    snapshot_take(c->memory);
    frames_model_init(&model, live, snapshot_bytes(c->memory), SEED);
    CHECK_EQUAL(c, model.size, free_before);
    check_requests(c, LIVE_REQUESTS, 1);
    CHECK_STILL_GOOD(c);
    CHECK(c, snapshot_same(c->memory));
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_FREE), free_before);
    CHECK_EQUAL(c, count_owner(c->memory, OWNER_RESERVED), reserved_before);
}
