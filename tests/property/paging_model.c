/* Five million random maps and unmaps, of pages and of ranges, shares, changes of rights and of tags in several address spaces, which
   come and go, hostile ones among them, against plain arrays: which frame is at each page, with which rights and which tag, and how many
   pages share it. Each answer is foretold; the walk that looks is
   the tests' own; and a TLB that forgets nothing it is not told to forget never says anything else than the tables.

   PLINTH_ROUNDS is how many there are in all. PLINTH_SEED repeats a run. */
#include <stdio.h>
#include "fake_tlb.h"
#include "paging_fixture.h"
#include "paging_map_range.h"
#include "paging_protect.h"
#include "paging_share.h"
#include "paging_space.h"
#include "paging_tag.h"
#include "paging_unmap.h"
#include "rng.h"
#include "spaces_model.h"

#define ROUNDS  5000000u
#define EVERY   50000u /* changes between two comparisons of everything */
#define NOTHING 0xFFFFFFFFu

static frame_t root[SPACES];
static struct {
    frame_t frame; /* NOTHING when none is mapped */
    uint32_t rights, tag;
} model[SPACES][PAGES];
static bool has_room[PAGES]; /* for the kernel's pages: the table below the roots was made in the beginning */
static uint8_t state_of[FRAMES];
static uint32_t free_frames;
static rng_t rng;

/* The bits of an entry, by Intel SDM vol. 3A, tables 4-6 and 4-20. */
static entry_t entry_for(frame_t frame, uint32_t rights, uint32_t tag) {
    static const uint8_t kinds[] = {0x00, 0x08, 0x18, 0x80}; /* none, PWT, PWT and PCD, PAT */
    uint64_t high = TABLE_LEVELS == 4 ? (uint64_t)(tag / 8) << 52 : 0;
    entry_t entry =
        (entry_t)frame << 12 | 0x61 | kinds[rights / KIND_THROUGH % 4] | (tag % 8) << 9 | (entry_t)high;
    if (rights & RIGHT_WRITE) entry |= 0x2;
    if (rights & RIGHT_USER) entry |= 0x4;
    if (rights & RIGHT_GLOBAL) entry |= 0x100;
    if (TABLE_LEVELS == 4 && (paging.features & FEATURE_NX) && !(rights & RIGHT_EXEC))
        entry |= (entry_t)1 << (TABLE_LEVELS == 4 ? 63 : 0);
    return entry;
}

static mm_status_t rights_status(uint32_t n, uint32_t rights) {
    bool both = (rights & RIGHT_WRITE) && (rights & RIGHT_EXEC),
         has_nx = TABLE_LEVELS == 4 && (paging.features & FEATURE_NX);
    if (rights >= 0x100 || ((rights & RIGHT_EXEC) && (rights & RIGHT_NOEXEC)) ||
        both != ((rights & RIGHT_BOTH) != 0) || ((rights & RIGHT_USER) && (rights & RIGHT_GLOBAL)) ||
        (rights & (is_kernels(n) ? RIGHT_USER : RIGHT_GLOBAL)))
        return MM_EINVAL;
    if (((rights & RIGHT_NOEXEC) && !has_nx) ||
        ((rights & 0xC0) == KIND_COMBINE && !(paging.features & FEATURE_PAT)))
        return MM_ENOTSUP;
    return MM_OK;
}

/* Tables that are missing on the way to page n. */
static uint32_t missing(uint32_t space, uint32_t n) {
    uint32_t level;
    hardware_walk(root[space], page_of_number(n), &level);
    return level - 1;
}

/* What is wrong with this page and this frame, were there frames enough for tables. */
static mm_status_t foretell_ready(uint32_t space, uint32_t n, frame_t frame, uint32_t rights) {
    if (is_kernels(n) && space != 0) return MM_EINVAL;
    mm_status_t status = rights_status(n, rights);
    if (status != MM_OK) return status;
    if (frame >= FRAMES) return MM_ERANGE;
    if (state_of[frame] != OWNER_ALLOCATED) return state_of[frame] == OWNER_FREE ? MM_EFREE : MM_EOWNER;
    if (model[home(space, n)][n].frame != NOTHING) return MM_EBUSY;
    return is_kernels(n) && !has_room[n] ? MM_ENOSPC : MM_OK;
}

static mm_status_t foretell_map(uint32_t space, uint32_t n, frame_t frame, uint32_t rights) {
    mm_status_t status = foretell_ready(space, n, frame, rights);
    if (status != MM_OK) return status;
    return missing(space, n) > free_frames ? MM_ENOMEM : MM_OK;
}

/* Tables that are missing for pages in a row, each counted where the first of its pages is. */
static uint32_t missing_in_a_row(uint32_t space, uint32_t n, uint32_t count) {
    uint32_t total = 0;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t levels = missing(space, n + k);
        for (uint32_t level = 1; level <= levels; level++) {
            pageno_t page = page_of_number(n + k);
            total += k == 0 || page >> level * DIGIT != (page - 1) >> level * DIGIT;
        }
    }
    return total;
}

static mm_status_t foretell_range(uint32_t space, uint32_t n, frame_t frame, uint32_t count,
                                  uint32_t rights) {
    if (count == 0) return MM_EINVAL;
    for (uint32_t k = 0; k < count; k++) {
        mm_status_t status = foretell_ready(space, n + k, frame + k, rights);
        if (status != MM_OK) return status;
    }
    return missing_in_a_row(space, n, count) > free_frames ? MM_ENOMEM : MM_OK;
}

static void take_and_give(void) {
    frame_t frame = (frame_t)rng_below(&rng, FRAMES);
    if (state_of[frame] == OWNER_ALLOCATED) {
        assert_int_equal(pmm_free(&pmm, frame), MM_OK);
        state_of[frame] = OWNER_FREE;
        free_frames++;
    } else if (free_frames > 0) {
        frame = pmm_alloc(&pmm);
        assert_int_equal(state_of[frame], OWNER_FREE);
        state_of[frame] = OWNER_ALLOCATED;
        free_frames--;
    }
}

/* Frames that were free or tables may have become the one or the other. */
static void look_at_tables(uint32_t before, uint32_t after) {
    if (before == after) return;
    for (frame_t f = 0; f < FRAMES; f++) {
        if ((state_of[f] == OWNER_FREE && owner[f] == OWNER_TABLE) ||
            (state_of[f] == OWNER_TABLE && owner[f] == OWNER_FREE))
            state_of[f] = owner[f];
    }
    free_frames += before - after;
}

/* One that is allocated, mostly; or any, or no frame at all. */
static frame_t some_frame(void) {
    if (rng_below(&rng, 50) == 0) return (frame_t)rng_next(&rng);
    frame_t frame = (frame_t)rng_below(&rng, FRAMES + 1);
    if (rng_below(&rng, 8) == 0) return frame;
    for (uint32_t k = 0; k < FRAMES; k++) {
        frame = (frame + 1) % FRAMES;
        if (state_of[frame] == OWNER_ALLOCATED) break;
    }
    return frame;
}

/* The usual ones, mostly; or any, which may make no sense. */
static uint32_t some_rights(uint32_t n) {
    if (rng_below(&rng, 4) == 0) return (uint32_t)rng_below(&rng, 0x110);
    return is_kernels(n) ? RIGHT_WRITE | RIGHT_GLOBAL : RIGHT_WRITE | RIGHT_USER;
}

static bool is_shared(uint32_t space, uint32_t n) {
    frame_t frame = model[home(space, n)][n].frame;
    return frame != NOTHING && state_of[frame] == OWNER_SHARED;
}

/* How many pages of all spaces there are with this frame. */
static uint32_t pages_of(frame_t frame) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < SPACES; at++) {
        for (uint32_t n = 0; n < PAGES; n++) count += model[at][n].frame == frame;
    }
    return count;
}

/* One that is shared, where there is one and that is wanted. */
static frame_t some_shared_frame(void) {
    frame_t start = some_frame();
    for (uint32_t k = 0; k < FRAMES && rng_below(&rng, 2 * FRAMES) != 0; k++) {
        frame_t frame = (start % FRAMES + k) % FRAMES;
        if (state_of[frame] == OWNER_SHARED) return frame;
    }
    return start;
}

static mm_status_t foretell_share(uint32_t space, uint32_t n, frame_t frame, uint32_t rights) {
    bool shared = frame < FRAMES && state_of[frame] == OWNER_SHARED;
    if (shared) state_of[frame] = OWNER_ALLOCATED; /* else as paging_map */
    mm_status_t status = foretell_map(space, n, frame, rights);
    if (shared) state_of[frame] = OWNER_SHARED;
    return status;
}

static void share_one(uint32_t space, uint32_t n) {
    frame_t frame = some_shared_frame();
    uint32_t rights = some_rights(n), tables_before = pmm_count(&pmm, OWNER_TABLE);
    mm_status_t status = foretell_share(space, n, frame, rights);
    uint32_t told = fake_tlb_forgotten();
    assert_int_equal(paging_share(&paging, root[space], page_of_number(n), frame, rights), status);
    assert_int_equal(fake_tlb_forgotten(), told);
    if (status != MM_OK) {
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before);
        return;
    }
    model[home(space, n)][n].frame = frame;
    model[home(space, n)][n].rights = rights;
    model[home(space, n)][n].tag = 0;
    state_of[frame] = OWNER_SHARED;
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
    assert_int_equal(paging_shares(&paging, frame), pages_of(frame));
}

static void unshare_one(uint32_t space, uint32_t n) {
    mm_status_t status = MM_OK;
    frame_t frame = model[home(space, n)][n].frame;
    if (is_kernels(n) && space != 0)
        status = MM_EINVAL;
    else if (!is_shared(space, n))
        status = frame == NOTHING ? MM_EABSENT : MM_EOWNER;
    uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE);
    unshared_t result = paging_unshare(&paging, root[space], page_of_number(n));
    assert_int_equal(result.status, status);
    if (status != MM_OK) return;
    assert_int_equal(result.frame, frame);
    model[home(space, n)][n].frame = NOTHING;
    assert_int_equal(result.left, pages_of(frame));
    state_of[frame] = result.left == 0 ? OWNER_ALLOCATED : OWNER_SHARED;
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
}

static void map_one(uint32_t space, uint32_t n) {
    frame_t frame = some_frame();
    uint32_t rights = some_rights(n), tables_before = pmm_count(&pmm, OWNER_TABLE);
    mm_status_t status = foretell_map(space, n, frame, rights);
    uint32_t told = fake_tlb_forgotten();
    assert_int_equal(paging_map(&paging, root[space], page_of_number(n), frame, rights), status);
    assert_int_equal(fake_tlb_forgotten(), told);
    if (status != MM_OK) {
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before);
        return;
    }
    model[home(space, n)][n].frame = frame;
    model[home(space, n)][n].rights = rights;
    model[home(space, n)][n].tag = 0;
    state_of[frame] = OWNER_MAPPED;
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
}

static void unmap_one(uint32_t space, uint32_t n) {
    mm_status_t status = MM_OK;
    frame_t frame = model[home(space, n)][n].frame;
    if (is_kernels(n) && space != 0)
        status = MM_EINVAL;
    else if (frame == NOTHING)
        status = MM_EABSENT;
    else if (is_shared(space, n))
        status = MM_EOWNER;
    uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE);
    unmapped_t result = paging_unmap(&paging, root[space], page_of_number(n));
    assert_int_equal(result.status, status);
    if (status != MM_OK) return;
    assert_int_equal(result.frame, frame);
    model[home(space, n)][n].frame = NOTHING;
    state_of[frame] = OWNER_ALLOCATED;
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
}

/* As many as follow one another, mostly; or none; or more than there are frames. */
static uint32_t some_count(uint32_t n) {
    uint32_t dice = (uint32_t)rng_below(&rng, 20);
    if (dice == 0) return 0;
    if (dice == 1) return FRAMES + (uint32_t)rng_below(&rng, 0xFFFFFFFFu - FRAMES);
    return 1 + (uint32_t)rng_below(&rng, in_a_row(n));
}

/* One frame of several in a row that are allocated, where there are. */
static frame_t some_frames(uint32_t count) {
    frame_t start = some_frame();
    for (uint32_t tries = 0; tries < FRAMES && count < FRAMES; tries++) {
        frame_t frame = (start + tries) % FRAMES;
        uint32_t k = 0;
        while (k < count && frame + k < FRAMES && state_of[frame + k] == OWNER_ALLOCATED) k++;
        if (k == count) return frame;
    }
    return start;
}

static void map_range(uint32_t space, uint32_t n) {
    uint32_t count = some_count(n), rights = some_rights(n), tables_before = pmm_count(&pmm, OWNER_TABLE);
    frame_t frame = some_frames(count);
    if (count > PAGES) {
        mm_status_t refused = paging_map_range(&paging, root[space], page_of_number(n), frame, count, rights);
        assert_true(refused != MM_OK && refused != MM_ENOMEM);
        assert_int_equal(pmm_count(&pmm, OWNER_TABLE), tables_before);
        return;
    }
    mm_status_t status = foretell_range(space, n, frame, count, rights);
    uint32_t told = fake_tlb_forgotten();
    assert_int_equal(paging_map_range(&paging, root[space], page_of_number(n), frame, count, rights), status);
    if (status != MM_OK) {
        assert_memory_equal(owner, state_of, sizeof owner); /* also when it came half way */
        return;
    }
    assert_int_equal(fake_tlb_forgotten(), told);
    for (uint32_t k = 0; k < count; k++) {
        model[home(space, n + k)][n + k].frame = frame + k;
        model[home(space, n + k)][n + k].rights = rights;
        model[home(space, n + k)][n + k].tag = 0;
        state_of[frame + k] = OWNER_MAPPED;
    }
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
}

static mm_status_t foretell_unmap_range(uint32_t space, uint32_t n, uint32_t count) {
    if (count == 0) return MM_EINVAL;
    for (uint32_t k = 0; k < count; k++) {
        if (is_kernels(n + k) && space != 0) return MM_EINVAL;
        if (model[home(space, n + k)][n + k].frame == NOTHING) return MM_EABSENT;
        if (is_shared(space, n + k)) return MM_EOWNER;
    }
    return MM_OK;
}

static void unmap_range(uint32_t space, uint32_t n) {
    uint32_t count = some_count(n), tables_before = pmm_count(&pmm, OWNER_TABLE);
    if (count > PAGES) {
        assert_int_not_equal(paging_unmap_range(&paging, root[space], page_of_number(n), count), MM_OK);
        assert_memory_equal(owner, state_of, sizeof owner);
        return;
    }
    mm_status_t status = foretell_unmap_range(space, n, count);
    assert_int_equal(paging_unmap_range(&paging, root[space], page_of_number(n), count), status);
    if (status != MM_OK) return;
    for (uint32_t k = 0; k < count; k++) {
        state_of[model[home(space, n + k)][n + k].frame] = OWNER_ALLOCATED;
        model[home(space, n + k)][n + k].frame = NOTHING;
    }
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
}

static void protect_one(uint32_t space, uint32_t n) {
    uint32_t rights = some_rights(n), told = fake_tlb_forgotten();
    mm_status_t status = rights_status(n, rights);
    if (is_kernels(n) && space != 0)
        status = MM_EINVAL;
    else if (status == MM_OK && model[home(space, n)][n].frame == NOTHING)
        status = MM_EABSENT;
    else if (status == MM_OK && is_shared(space, n))
        status = MM_EOWNER;
    assert_int_equal(paging_protect(&paging, root[space], page_of_number(n), rights), status);
    assert_int_equal(fake_tlb_forgotten() - told, status == MM_OK);
    if (status == MM_OK) model[home(space, n)][n].rights = rights;
}

static void set_tag_of_one(uint32_t space, uint32_t n) {
    uint32_t tag = (uint32_t)rng_below(&rng, TAG_LIMIT + TAG_LIMIT / 8), told = fake_tlb_forgotten();
    mm_status_t status = MM_OK;
    if (rng_below(&rng, 50) == 0) tag = (uint32_t)rng_next(&rng);
    if (is_kernels(n) && space != 0)
        status = MM_EINVAL;
    else if (tag >= (TABLE_LEVELS == 4 ? 1u << 14 : 1u << 3))
        status = MM_ERANGE;
    else if (model[home(space, n)][n].frame == NOTHING)
        status = MM_EABSENT;
    else if (is_shared(space, n))
        status = MM_EOWNER;
    assert_int_equal(paging_set_tag(&paging, root[space], page_of_number(n), tag), status);
    assert_int_equal(fake_tlb_forgotten(), told);
    if (status == MM_OK) model[home(space, n)][n].tag = tag;
}

/* A space ends, or one begins anew: its frames and tables are free, and the kernel's space never ends. */
static void end_or_begin(uint32_t space) {
    if (root[space] == FRAME_NONE) {
        root[space] = paging_new_space(&paging);
        if (root[space] == FRAME_NONE) {
            assert_int_equal(free_frames, 0);
            return;
        }
        state_of[root[space]] = OWNER_TABLE;
        free_frames--;
        return;
    }
    uint32_t tables_before = pmm_count(&pmm, OWNER_TABLE);
    assert_int_equal(paging_free_space(&paging, root[space]), space == 0 ? MM_EINVAL : MM_OK);
    if (space == 0) return;
    for (uint32_t n = 0; n < PAGES; n++) {
        frame_t frame = model[space][n].frame;
        if (frame == NOTHING) continue;
        model[space][n].frame = NOTHING;
        if (state_of[frame] == OWNER_SHARED && pages_of(frame) != 0) continue;
        state_of[frame] = OWNER_FREE;
        free_frames++;
    }
    assert_true(fake_tlb_has_left(root[space]));
    root[space] = FRAME_NONE;
    look_at_tables(tables_before, pmm_count(&pmm, OWNER_TABLE));
    assert_memory_equal(owner, state_of, sizeof owner);
    reach_all_tables(root);
    for (frame_t f = 0; f < FRAMES; f++) assert_int_equal(owner[f] == OWNER_TABLE, reached[f]);
}

static void compare_tag(uint32_t space, uint32_t n) {
    tagged_t found = paging_tag(&paging, root[space], page_of_number(n));
    bool mapped = model[home(space, n)][n].frame != NOTHING;
    assert_int_equal(found.status, mapped ? MM_OK : MM_EABSENT);
    if (mapped) assert_int_equal(found.tag, model[home(space, n)][n].tag);
}

/* A page may be used as all entries on its way allow, so these forbid nothing that its own may allow; but no way through the kernel's
   half is open to users. */
static void check_way(frame_t table, uint32_t n) {
    for (uint32_t level = TABLE_LEVELS; level > 1; level--) {
        entry_t entry = pool[table].e[page_of_number(n) >> ((level - 1) * DIGIT) & (TABLE_ENTRIES - 1)];
        if ((entry & ENTRY_PRESENT) == 0) return;
        table = (frame_t)(entry >> 12 & (ENTRY_FRAMES - 1));
        assert_true(entry == (entry_t)table * 4096 + link_bits(page_of_number(n)));
    }
}

static void compare(uint32_t space, uint32_t n) {
    uint32_t level, at = home(space, n);
    check_way(root[space], n);
    entry_t entry = hardware_walk(root[space], page_of_number(n), &level);
    frame_t frame = fake_tlb_translate(&paging, root[space], page_of_number(n));
    if (model[at][n].frame == NOTHING) {
        assert_true((entry & ENTRY_PRESENT) == 0);
        assert_int_equal(frame, FRAME_UNMAPPED);
    } else {
        assert_int_equal(level, 1);
        assert_true(entry == entry_for(model[at][n].frame, model[at][n].rights, model[at][n].tag));
        assert_int_equal(frame, model[at][n].frame);
    }
}

static void compare_all(void) {
    for (uint32_t at = 0; at < SPACES; at++) {
        for (uint32_t n = 0; n < PAGES && root[at] != FRAME_NONE; n++) compare(at, n);
    }
    reach_all_tables(root);
    for (frame_t f = 0; f < FRAMES; f++) assert_int_equal(owner[f] == OWNER_TABLE, reached[f]);
    assert_int_equal(pmm_count(&pmm, OWNER_FREE), free_frames);
    assert_memory_equal(owner, state_of, sizeof owner);
    for (frame_t f = 0; f < FRAMES; f++)
        assert_int_equal(paging_shares(&paging, f), owner[f] == OWNER_SHARED ? pages_of(f) : 0);
    assert_true(fake_tlb_is_true(&paging));
    assert_true(pmm_check(&pmm));
}

/* Of the kernel's pages, every other one at the highest level has its table below the roots, made before there are others. */
static void begin(void **state, uint32_t features) {
    boot_paging(state);
    paging.features = features;
    tables_free_root(&paging.tables, space);
    assert_int_equal(pmm_set_owner(&pmm, space, OWNER_ALLOCATED), MM_OK);
    assert_int_equal(pmm_free(&pmm, space), MM_OK);
    for (uint32_t n = 0; n < PAGES; n++) {
        has_room[n] = is_kernels(n) && n / (PAGES / CHOICES) % 2 == 0;
        if (has_room[n]) table_for(kernel, page_of_number(n), TABLE_LEVELS - 1);
    }
    root[0] = kernel;
    for (uint32_t at = 1; at < SPACES; at++) {
        root[at] = paging_new_space(&paging);
        assert_int_not_equal(root[at], FRAME_NONE);
    }
    for (uint32_t at = 0; at < SPACES; at++) {
        for (uint32_t n = 0; n < PAGES; n++) model[at][n].frame = NOTHING;
    }
    memcpy(state_of, owner, sizeof owner);
    free_frames = pmm_count(&pmm, OWNER_FREE);
    fake_tlb_reset();
}

static void run(void **state, uint32_t features, uint64_t rounds) {
    begin(state, features);
    compare_all();
    for (uint64_t r = 0; r < rounds; r++) {
        uint32_t n = (uint32_t)rng_below(&rng, PAGES), what = (uint32_t)rng_below(&rng, 22);
        uint32_t at = is_kernels(n) && rng_below(&rng, 8) != 0 ? 0 : (uint32_t)rng_below(&rng, SPACES);
        if (root[at] == FRAME_NONE || rng_below(&rng, 1000) == 0) {
            end_or_begin(at);
            continue;
        }
        if (what < 2)
            take_and_give();
        else if (what < 7)
            map_one(at, n);
        else if (what < 10)
            unmap_one(at, n);
        else if (what < 12)
            protect_one(at, n);
        else if (what < 14)
            map_range(at, n);
        else if (what < 16)
            unmap_range(at, n);
        else if (what < 18)
            set_tag_of_one(at, n);
        else if (what < 20)
            share_one(at, n);
        else
            unshare_one(at, n);
        compare(at, n);
        compare_tag(at, n);
        uint32_t other = (uint32_t)rng_below(&rng, SPACES);
        if (root[other] != FRAME_NONE) compare(other, (uint32_t)rng_below(&rng, PAGES));
        if (r % EVERY == 0) compare_all();
    }
    compare_all();
}

static void every_page_is_as_the_arrays_say(void **state) {
    uint64_t rounds = rng_rounds(ROUNDS);
    rng.state = rng_seed("paging_model", 4);
    run(state, FEATURE_NX | FEATURE_PAT, rounds - rounds / 4);
    run(state, 0, rounds / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {PAGING_TEST(every_page_is_as_the_arrays_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
