/* Large pages and pages of 4 KiB by turns, in several spaces, at random, against plain arrays: what is at each block of pages, and
   whose each frame is. Each answer is foretold, and a TLB that forgets nothing it is not told to forget never says anything else than the
   tables.

   PLINTH_ROUNDS is how many there are in all. PLINTH_SEED repeats a run. */
#include "entry.h"

#define RUNS   3u /* runs of frames as long as a large page */
#define FRAMES ((RUNS + 1u) * SPAN_2)
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map_large.h"
#include "paging_space.h"
#include "paging_unmap.h"
#include "paging_unmap_large.h"
#include "rng.h"

#define ROUNDS 1000000u
#define SPACES 3u
#define BLOCKS                                                                                               \
    8u /* blocks of pages, as long as a large page, in each space; the second half of them in another table */

typedef enum { NOTHING, LARGE, SMALL } block_t;

static rng_t rng;
static frame_t root[SPACES];
static struct {
    block_t what;
    frame_t frame;
    uint32_t at; /* of a small page: which of the block */
} model[SPACES][BLOCKS];
static uint8_t state_of[FRAMES];

static pageno_t block_page(uint32_t block) {
    pageno_t page = OWN_HALF + (pageno_t)block * SPAN_2;
    return block < BLOCKS / 2 || TABLE_LEVELS == 2 ? page : page + (pageno_t)SPAN_3;
}

/* Frames of tables come and go; all others are where the model has them. */
static void look_at_frames(void) {
    for (frame_t f = 0; f < FRAMES; f++) {
        bool tables = (state_of[f] == OWNER_FREE && owner[f] == OWNER_TABLE) ||
                      (state_of[f] == OWNER_TABLE && owner[f] == OWNER_FREE);
        if (tables) state_of[f] = owner[f];
    }
    assert_memory_equal(owner, state_of, sizeof owner);
}

static void move(frame_t first, uint32_t count, owner_t to) {
    for (uint32_t n = 0; n < count; n++) state_of[first + n] = (uint8_t)to;
}

/* What the first frame that is not allocated makes of a request. */
static mm_status_t foretell_frames(frame_t first, uint32_t count) {
    if (first >= FRAMES || count > FRAMES - first) return MM_ERANGE;
    for (uint32_t n = 0; n < count; n++) {
        if (state_of[first + n] != OWNER_ALLOCATED)
            return state_of[first + n] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
    }
    return MM_OK;
}

static void map_large(uint32_t space, uint32_t block) {
    frame_t frame = (frame_t)rng_below(&rng, RUNS + 2) * SPAN_2 + (rng_below(&rng, 10) == 0 ? 1 : 0);
    pageno_t page = block_page(block) + (rng_below(&rng, 20) == 0 ? 1 : 0);
    mm_status_t status = foretell_frames(frame, SPAN_2);
    if (page % SPAN_2 != 0 || frame % SPAN_2 != 0)
        status = MM_EINVAL;
    else if (status == MM_OK && model[space][block].what != NOTHING)
        status = MM_EBUSY;
    uint32_t told = fake_tlb_forgotten();
    assert_int_equal(paging_map_large(&paging, root[space], page, frame, 2, USER_RIGHTS), status);
    assert_int_equal(fake_tlb_forgotten(), told);
    if (status != MM_OK) return;
    model[space][block].what = LARGE;
    model[space][block].frame = frame;
    move(frame, SPAN_2, OWNER_MAPPED);
}

static void unmap_large(uint32_t space, uint32_t block) {
    mm_status_t status = model[space][block].what == LARGE ? MM_OK : MM_EABSENT;
    pageno_t page = block_page(block);
    if (model[space][block].what == SMALL) {
        page += model[space][block].at;
        status = MM_EOWNER;
    } else if (status == MM_OK && rng_below(&rng, 10) == 0) {
        page += 1 + (uint32_t)rng_below(&rng, SPAN_2 - 1);
        status = MM_EINVAL;
    }
    unmapped_t result = paging_unmap_large(&paging, root[space], page);
    assert_int_equal(result.status, status);
    if (status != MM_OK) return;
    assert_int_equal(result.frame, model[space][block].frame);
    model[space][block].what = NOTHING;
    move(result.frame, SPAN_2, OWNER_ALLOCATED);
}

static void map_small(uint32_t space, uint32_t block) {
    frame_t frame = (frame_t)rng_below(&rng, FRAMES);
    uint32_t at = (uint32_t)rng_below(&rng, SPAN_2);
    mm_status_t status = foretell_frames(frame, 1);
    if (model[space][block].what == SMALL) return; /* one is enough to keep the table */
    if (status == MM_OK && model[space][block].what == LARGE) status = MM_EBUSY;
    assert_int_equal(paging_map(&paging, root[space], block_page(block) + at, frame, USER_RIGHTS), status);
    if (status != MM_OK) return;
    model[space][block].what = SMALL;
    model[space][block].frame = frame;
    model[space][block].at = at;
    state_of[frame] = OWNER_MAPPED;
}

static void unmap_small(uint32_t space, uint32_t block) {
    static const mm_status_t status[] = {[NOTHING] = MM_EABSENT, [LARGE] = MM_EOWNER, [SMALL] = MM_OK};
    block_t what = model[space][block].what;
    uint32_t at = what == SMALL ? model[space][block].at : (uint32_t)rng_below(&rng, SPAN_2);
    assert_int_equal(paging_unmap(&paging, root[space], block_page(block) + at).status, status[what]);
    if (what != SMALL) return;
    state_of[model[space][block].frame] = OWNER_ALLOCATED;
    model[space][block].what = NOTHING;
}

static void compare(uint32_t space, uint32_t block) {
    uint32_t at = (uint32_t)rng_below(&rng, SPAN_2);
    frame_t frame = FRAME_UNMAPPED;
    if (model[space][block].what == LARGE) frame = model[space][block].frame + at;
    if (model[space][block].what == SMALL && rng_below(&rng, 2) == 0) at = model[space][block].at;
    if (model[space][block].what == SMALL && at == model[space][block].at) frame = model[space][block].frame;
    assert_int_equal(fake_tlb_translate(&paging, root[space], block_page(block) + at), frame);
}

/* A space ends, with all that is mapped in it, and begins anew. */
static void end_and_begin(uint32_t space) {
    assert_int_equal(paging_free_space(&paging, root[space]), MM_OK);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        if (model[space][block].what != NOTHING)
            move(model[space][block].frame, model[space][block].what == LARGE ? SPAN_2 : 1, OWNER_FREE);
        model[space][block].what = NOTHING;
    }
    look_at_frames();
    root[space] = paging_new_space(&paging);
    assert_int_not_equal(root[space], FRAME_NONE);
    look_at_frames();
    /* Runs that are free whole are taken again. */
    for (uint32_t run = 1; run <= RUNS; run++) {
        if (pmm_claim(&pmm, run * SPAN_2, SPAN_2) == MM_OK) move(run * SPAN_2, SPAN_2, OWNER_ALLOCATED);
    }
    look_at_frames();
}

static void every_block_is_as_the_arrays_say(void **state) {
    (void)state;
    uint64_t rounds = rng_rounds(ROUNDS);
    rng.state = rng_seed("large_model", 5);
    paging.features = FEATURE_LARGE;
    for (uint32_t run = 1; run <= RUNS; run++) assert_int_equal(pmm_claim(&pmm, run * SPAN_2, SPAN_2), MM_OK);
    for (uint32_t n = 0; n < SPACES; n++)
        assert_int_not_equal(root[n] = paging_new_space(&paging), FRAME_NONE);
    memcpy(state_of, owner, sizeof owner);
    fake_tlb_reset();
    for (uint64_t r = 0; r < rounds; r++) {
        uint32_t space = (uint32_t)rng_below(&rng, SPACES), block = (uint32_t)rng_below(&rng, BLOCKS);
        uint32_t tables = pmm_count(&pmm, OWNER_TABLE);
        if (rng_below(&rng, 2000) == 0) end_and_begin(space);
        switch (rng_below(&rng, 6)) {
        case 0:
        case 1:
            map_large(space, block);
            break;
        case 2:
            unmap_large(space, block);
            break;
        case 3:
            map_small(space, block);
            break;
        default:
            unmap_small(space, block);
            break;
        }
        compare(space, block);
        compare((uint32_t)rng_below(&rng, SPACES), (uint32_t)rng_below(&rng, BLOCKS));
        if (r % 64 == 0 || tables != pmm_count(&pmm, OWNER_TABLE)) look_at_frames();
        if (r % 1024 != 0) continue;
        assert_true(fake_tlb_is_true(&paging));
        assert_true(pmm_check(&pmm));
    }
    look_at_frames();
    assert_true(fake_tlb_is_true(&paging));
}

int main(void) {
    const struct CMUnitTest tests[] = {PAGING_TEST(every_block_is_as_the_arrays_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
