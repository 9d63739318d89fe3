#include "fake_tlb.h"

#include <stdio.h>

/* As many entries as a processor may have, each the last page that fell on it. */
#define ENTRIES 1024u

static struct {
    frame_t root;
    pageno_t page;
    frame_t frame;
    bool used;
} entries[ENTRIES];

static uint32_t forgotten;

static uint32_t place(frame_t root, pageno_t page) { return (uint32_t)((page ^ page >> 9 ^ root) % ENTRIES); }

void fake_tlb_reset(void) {
    for (uint32_t i = 0; i < ENTRIES; i++) entries[i].used = false;
    forgotten = 0;
}

frame_t fake_tlb_translate(const paging_t *p, frame_t root, pageno_t page) {
    uint32_t i = place(root, page);
    if (entries[i].used && entries[i].root == root && entries[i].page == page) return entries[i].frame;
    frame_t frame = paging_translate(p, root, page);
    if (frame != FRAME_UNMAPPED) {
        entries[i].root = root;
        entries[i].page = page;
        entries[i].frame = frame;
        entries[i].used = true;
    }
    return frame;
}

bool fake_tlb_is_true(const paging_t *p) {
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (!entries[i].used) continue;
        frame_t frame = paging_translate(p, entries[i].root, entries[i].page);
        if (frame == entries[i].frame) continue;
        fprintf(stderr, "fake TLB: page %#llx of root %u is remembered in frame %#x, the tables say %#x\n",
                (unsigned long long)entries[i].page, entries[i].root, entries[i].frame, frame);
        return false;
    }
    return true;
}

uint32_t fake_tlb_forgotten(void) { return forgotten; }

void tlb_forget(pageno_t first, pageno_t count) {
    forgotten += (uint32_t)count;
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (entries[i].page - first < count) entries[i].used = false;
    }
}
