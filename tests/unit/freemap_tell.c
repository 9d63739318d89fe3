/* freemap_tell: after a word has changed in any way the summaries agree again once it is told, and not before. */
#include "freemap_fixture.h"

/* A full word, one with a single unit free, one with a single unit taken, an empty one. */
static const word_t kinds[] = {~(word_t)0, ~((word_t)1 << 5), (word_t)1 << 63, 0};
#define KINDS (sizeof kinds / sizeof kinds[0])

static word_t class_of(word_t word) { return word == ~(word_t)0 ? 2 : word == 0 ? 0 : 1; }

/* Write word `w` behind the summary's back, then tell it. */
static void change(uint32_t w, word_t value) {
    bool seen = class_of(words[w]) != class_of(value);
    words[w] = value;
    assert_int_equal(freemap_check(&map), !seen);
    freemap_tell(&map, w);
    assert_true(freemap_check(&map));
    assert_int_equal(bitmap_test(&map.summary, w), value == ~(word_t)0);
    assert_int_equal(bitmap_test(&map.summary, map.span + w), value != 0);
}

/* Every word from every kind to every kind, its neighbours taken, or the rest of its group free. */
static void a_word_that_changed_is_told(void **state) {
    (void)state;
    for (int neighbours = 0; neighbours < 2; neighbours++) {
        begin(SEVERAL);
        if (neighbours == 1) give_all();
        for (uint32_t w = 0; w < SEVERAL / WORD_BITS; w += 3) {
            for (size_t from = 0; from < KINDS; from++) {
                for (size_t to = 0; to < KINDS; to++) {
                    change(w, kinds[from]);
                    change(w, kinds[to]);
                }
            }
            change(w, neighbours == 1 ? 0 : ~(word_t)0);
        }
    }
}

static void a_group_is_idle_when_all_its_words_are(void **state) {
    (void)state;
    begin(SEVERAL);
    for (uint32_t w = 0; w < 2 * FREEMAP_GROUP; w++) {
        assert_false(freemap_group_idle(&map, 1));
        assert_true(bitmap_test(&map.summary, 2 * map.span + 1));
        change(w, 0);
    }
    assert_true(freemap_group_idle(&map, 1));
    assert_false(bitmap_test(&map.summary, 2 * map.span + 1));
    change(FREEMAP_GROUP + 3, 1);
    assert_false(freemap_group_idle(&map, 1));
    assert_true(freemap_group_idle(&map, 0));
}

/* An open word is full and busy to the summaries, whatever is in it. */
static void an_open_word_is_told(void **state) {
    (void)state;
    begin(SEVERAL);
    for (size_t kind = 0; kind < KINDS; kind++) {
        change(4, kinds[kind]);
        map.open = 4;
        assert_int_equal(freemap_check(&map), kind == 0);
        freemap_tell_open(&map, 4);
        assert_true(freemap_check(&map));
        map.open = BITMAP_WORDS(SEVERAL);
        freemap_tell(&map, 4);
        assert_true(freemap_check(&map));
    }
}

/* What searches found out gives way to a word that contradicts it, and to nothing else. */
static void what_was_learnt_gives_way(void **state) {
    (void)state;
    begin(SEVERAL);
    map.from = 2, map.to = 9;
    assert_true(freemap_check(&map));
    change(1, kinds[1]);
    change(9, kinds[1]);
    assert_int_equal(map.to, 9);
    change(7, kinds[1]);
    assert_int_equal(map.to, 7);
    change(2, kinds[1]);
    assert_int_equal(map.to, 2);
    assert_int_equal(map.blocks, 0);
    change(5, 0);
    assert_int_equal(map.blocks, 6);
    change(3, 0);
    assert_int_equal(map.blocks, 6);
    assert_int_equal(map.groups, 0);
    for (uint32_t w = FREEMAP_GROUP; w < 2 * FREEMAP_GROUP; w++) change(w, 0);
    assert_int_equal(map.blocks, 2 * FREEMAP_GROUP);
    assert_int_equal(map.groups, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_that_changed_is_told),
        cmocka_unit_test(a_group_is_idle_when_all_its_words_are),
        cmocka_unit_test(an_open_word_is_told),
        cmocka_unit_test(what_was_learnt_gives_way),
    };
    return cmocka_run_group_tests_name("freemap_tell " MACHINE_NAME, tests, NULL, NULL);
}
