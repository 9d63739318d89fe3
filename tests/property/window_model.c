/* Stretches of the kernel's window at random, until there is no room or no frame, against a plain array: which bits each page has, and
   how large it is. Each status is foretold but that for want of frames, after which pages of the stretch up to one of them are there.

   PLINTH_ROUNDS is how many windows there are. PLINTH_SEED repeats a run. */
#include <stdlib.h>

#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_init.h"
#include "paging_window.h"
#include "rng.h"

#define ROUNDS    400u
#define STRETCHES 12u
#define WINDOW                                                                                               \
    ((pageno_t)KERNEL_FIRST * (PAGE_LIMIT / TABLE_ENTRIES)) /* the first page of the kernel's half */
#define PAGES      (TABLE_LEVELS == 2 ? 12u * SPAN_2 + 9u : SPAN_3 + 12u * SPAN_2 + 9u)
#define WINDOW_END (WINDOW + PAGES)

static rng_t rng;
static struct {
    uint16_t bits; /* of an entry of the lowest level; 0 for a page that is not mapped */
    uint8_t level;
} model[PAGES];

static const struct {
    uint32_t rights;
    uint16_t bits;
} kinds[] = {
    {RIGHT_WRITE, 0x63},
    {RIGHT_EXEC, 0x61},
    {RIGHT_WRITE | RIGHT_GLOBAL, 0x163},
    {KIND_UNCACHED | RIGHT_WRITE, 0x7B},
};

static void begin(uint32_t features) {
    memset(model, 0, sizeof model);
    memmap_init(&map);
    assert_int_equal(memmap_add_usable(&map, 0, FRAMES * FRAME_SIZE), MM_OK);
    assert_int_equal(pmm_init(&pmm, &map, FRAMES, words, owner), MM_OK);
    assert_int_equal(paging_init(&paging, &pmm, pool, live, FRAMES, features, WINDOW, WINDOW_END), MM_OK);
    kernel = paging.tables.kernel;
    fake_tlb_reset();
}

/* The largest page that fits at page n of the window, of a stretch that ends before `end`: no table hangs there, as nothing is mapped
   among its pages and none ever was. */
static uint8_t largest(uint32_t n, uint32_t end) {
    for (uint32_t level = LARGEST_LEVEL; level > 1; level--) {
        uint32_t span = tables_span(level),
                 there = paging.features & (level == 2 ? FEATURE_LARGE : FEATURE_HUGE);
        if (there && n % span == 0 && span <= end - n &&
            tables_find(&paging.tables, kernel, WINDOW + n, level - 1) == FRAME_NONE)
            return (uint8_t)level;
    }
    return 1;
}

static bool is_free(uint32_t n, uint32_t end) {
    for (; n < end; n++) {
        if (model[n].bits != 0) return false;
    }
    return true;
}

static void compare(uint32_t n) {
    uint32_t level, span;
    entry_t entry = hardware_walk(kernel, WINDOW + n, &level);
    if (model[n].bits == 0) {
        assert_int_equal(entry % 2, 0);
        assert_int_equal(fake_tlb_translate(&paging, kernel, WINDOW + n), FRAME_UNMAPPED);
        return;
    }
    span = tables_span(level);
    assert_int_equal(level, model[n].level);
    assert_int_equal(entry % FRAME_SIZE, model[n].bits | (level > 1 ? 0x80 : 0));
    assert_int_equal(entry / FRAME_SIZE % ENTRY_FRAMES, n - n % span);
    assert_int_equal(paging_translate(&paging, kernel, WINDOW + n), n);
    assert_int_equal(fake_tlb_translate(&paging, kernel, WINDOW + n), n);
}

/* Ends that are multiples of a large page, near one, or anywhere. */
static uint32_t some_page(void) {
    uint32_t n = (uint32_t)rng_below(&rng, PAGES + 1);
    if (rng_below(&rng, 3) != 0) n = n / SPAN_2 * SPAN_2 + (uint32_t)rng_below(&rng, 3);
    if (rng_below(&rng, 4) == 0) n = n / SPAN_2 * SPAN_2;
    if (rng_below(&rng, 8) == 0) n = 0;
    return n < PAGES ? n : PAGES;
}

/* Whether there was memory enough. */
static bool stretch(void) {
    uint32_t from = some_page(), end = some_page(), kind = (uint32_t)rng_below(&rng, 4);
    mm_status_t told = from >= end ? MM_EINVAL : is_free(from, end) ? MM_OK : MM_EBUSY;
    pageno_t count = from > end ? 0 : end - from;
    uint8_t *levels = calloc(PAGES, 1);
    for (uint32_t n = from; told == MM_OK && n < end; n += tables_span(levels[n]))
        levels[n] = largest(n, end);
    mm_status_t status = paging_window(&paging, WINDOW + from, count, kinds[kind].rights);
    if (status != MM_ENOMEM) assert_int_equal(status, told);
    for (uint32_t n = from; told == MM_OK && n < end;) {
        if (status == MM_ENOMEM && paging_translate(&paging, kernel, WINDOW + n) == FRAME_UNMAPPED) break;
        uint32_t span = tables_span(levels[n]);
        for (uint32_t i = 0; i < span; i++) {
            model[n + i].bits = kinds[kind].bits;
            model[n + i].level = levels[n];
        }
        n += span;
    }
    free(levels);
    return status != MM_ENOMEM;
}

static void every_page_is_as_the_array_says(void **state) {
    (void)state;
    uint64_t rounds = rng_rounds(ROUNDS);
    rng.state = rng_seed("window_model", 7);
    for (uint64_t round = 0; round < rounds; round++) {
        begin((uint32_t)rng_below(&rng, 2) * FEATURE_LARGE + (uint32_t)rng_below(&rng, 2) * FEATURE_HUGE);
        if (rng_below(&rng, 2) == 0) hold_all_but((uint32_t)rng_below(&rng, 12));
        for (uint32_t n = 0; n < STRETCHES && stretch(); n++)
            ;
        for (uint32_t n = 0; n < PAGES; n += 1u + (uint32_t)rng_below(&rng, 30)) compare(n);
        for (uint32_t n = 0; n < PAGES; n += SPAN_2) compare(n);
        assert_int_equal(fake_tlb_forgotten(), 0);
        assert_true(fake_tlb_is_true(&paging));
        assert_true(pmm_check(&pmm));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_page_is_as_the_array_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
