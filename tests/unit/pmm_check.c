/* pmm_check: it sees every kind of damage. */
#include "pmm_fixture.h"

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
    damage(&pmm.high, ZONE_ISA - WORD_BITS);
    damage(&pmm.high, ZONE_ISA + 1);
    damage(&pmm.high, ZONE_ANY + WORD_BITS);
    damage(&pmm.low, ZONE_ISA - 1);
    damage(&pmm.top, 0);
    damage(&pmm.top, 299); /* a free frame above it */
    pmm.top = 300;         /* no word is open, so this says nothing */
    assert_true(pmm_check(&pmm));
    pmm_alloc(&pmm);
    damage(&pmm.top, ZONE_ISA - 1);
    damage(&pmm.top, ZONE_ANY);
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
    pmm.top = ZONE_ANY;
    assert_false(pmm_check(&pmm));
    freemap_close(&pmm.free);
    assert_true(pmm_check(&pmm));
    freemap_open(&pmm.free, 100); /* a word that is kept back */
    pmm.top = ZONE_ISA;
    assert_false(pmm_check(&pmm));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(check_sees_wrong_owners), TEST(check_sees_wrong_counts),        TEST(check_sees_every_bit),
        TEST(check_sees_wrong_fields), TEST(check_sees_a_higher_free_frame),
    };
    return cmocka_run_group_tests_name("pmm_check " MACHINE_NAME, tests, NULL, NULL);
}
