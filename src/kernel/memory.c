#include "memory.h"
#include "image.h"
#include "log.h"
#include "window.h"

static uint32_t frames_for(uint64_t bytes) { return (uint32_t)((bytes + FRAME_SIZE - 1) >> FRAME_SHIFT); }

/* On a full map a reservation takes the place of usable memory (memmap.h), so nothing becomes unsafe. */
static void reserve(memory_t *memory, uint64_t base, uint64_t length) {
    if (memmap_add_reserved(&memory->map, base, length) == MM_ENOSPC) memory->crowded++;
}

static void reserve_span(memory_t *memory, frame_span_t span) {
    reserve(memory, (uint64_t)span.first << FRAME_SHIFT, (uint64_t)span.count << FRAME_SHIFT);
}

static void add_usable(memory_t *memory, boot_range_t range) {
    mm_status_t status = memmap_add_usable(&memory->map, range.base, range.length);
    if (status == MM_ENOSPC) memory->crowded++;
    if (status == MM_EINVAL) memory->damaged = true;
}

static void add_ranges(memory_t *memory, const boot_t *boot, bool usable) {
    boot_range_t range;
    boot_step_t step;
    uint32_t cursor = 0;
    while ((step = boot_next_range(boot, &cursor, &range)) == BOOT_RANGE) {
        if ((range.type == BOOT_USABLE) != usable) continue;
        if (usable)
            add_usable(memory, range);
        else
            reserve(memory, range.base, range.length);
    }
    if (step == BOOT_DAMAGED) memory->damaged = true;
}

static void reserve_kept(memory_t *memory, const boot_t *boot) {
    boot_range_t range;
    boot_step_t step;
    uint32_t cursor = 0;
    while ((step = boot_next_kept(boot, &cursor, &range)) == BOOT_RANGE) {
        reserve(memory, range.base, range.length);
    }
    if (step == BOOT_DAMAGED) memory->damaged = true;
}

/* Firmware can call something memory that is none. Tables that live there would be nonsense from the first byte, so
   every frame of theirs shows first that it holds a word. */
static bool holds_words(frame_span_t span) {
    for (uint32_t i = 0; i < span.count; i++) {
        volatile uint32_t *word = window_pointer(span.first + i);
        *word = span.first + i;
    }
    for (uint32_t i = 0; i < span.count; i++) {
        volatile uint32_t *word = window_pointer(span.first + i);
        if (*word != span.first + i) return false;
    }
    return true;
}

static frame_span_t take(memory_t *memory, uint64_t bytes, const char *what) {
    frame_span_t span = {.count = frames_for(bytes)};
    span.first = memmap_find(&memory->map, span.count, window_frames());
    if (span.first == FRAME_NONE) log_bail_out("no memory for %s", what);
    if (!holds_words(span)) log_bail_out("the memory for %s does not hold what is written to it", what);
    reserve_span(memory, span);
    return span;
}

void memory_init(memory_t *memory, const boot_t *boot) {
    memmap_init(&memory->map);
    add_ranges(memory, boot, true);
    add_ranges(memory, boot, false);
    memory->image.first = (frame_t)((uintptr_t)image_start >> FRAME_SHIFT);
    memory->image.count = (uint32_t)((uintptr_t)(image_end - image_start) >> FRAME_SHIFT);
    reserve_span(memory, memory->image);
    reserve_kept(memory, boot);

    frame_t nframes = memmap_limit(&memory->map);
    if (nframes > FRAME_LIMIT) nframes = FRAME_LIMIT;
    uint64_t word_bytes = (uint64_t)FREEMAP_SIZE(nframes) * sizeof(word_t);
    memory->metadata = take(memory, word_bytes + nframes, "the frame tables");
    memory->snapshot = take(memory, nframes, "the self-test");

    word_t *words = window_pointer(memory->metadata.first);
    uint8_t *owner = (uint8_t *)words + word_bytes;
    mm_status_t status = pmm_init(&memory->pmm, &memory->map, nframes, words, owner);
    if (status != MM_OK) log_bail_out("the frame allocator refused to start");
}

frame_t memory_alloc_zeroed(memory_t *memory) {
    return page_alloc_zeroed(&memory->pmm, window_pointer(0), window_frames());
}

mm_status_t memory_free(memory_t *memory, frame_t frame) {
    if (KERNEL_POISON && frame < window_frames())
        return page_free_poisoned(&memory->pmm, window_pointer(0), frame);
    return pmm_free(&memory->pmm, frame);
}
