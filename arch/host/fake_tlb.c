#include "fake_tlb.h"

#include <stdio.h>

/* As many entries as a processor may have, each the last page that fell on it. */
#define ENTRIES 1024u

static struct {
    frame_t root;
    pageno_t page;
    frame_t frame;
    entry_t entry; /* as the processor reads it */
    bool used;
} entries[ENTRIES];

static uint32_t forgotten, told;

static uint32_t place(frame_t root, pageno_t page) { return (uint32_t)((page ^ page >> 9 ^ root) % ENTRIES); }

void fake_tlb_reset(void) {
    for (uint32_t i = 0; i < ENTRIES; i++) entries[i].used = false;
    forgotten = told = 0;
}

/* What the processor reads of the entry that ends the walk of `page`: all but the bits that it leaves to software. */
static entry_t read_entry(const paging_t *p, frame_t root, pageno_t page) {
    uint32_t level = 1;
    frame_t table;
    while ((table = tables_find(&p->tables, root, page, level)) == FRAME_NONE) level++;
    entry_t entry = p->tables.pool[table].e[tables_index(page, level)];
    return entry & ~((entry_t)0xE00 | (entry_t)(ENTRY_TAGS - 1u) * ENTRY_FRAMES * FRAME_SIZE);
}

frame_t fake_tlb_translate(const paging_t *p, frame_t root, pageno_t page) {
    uint32_t i = place(root, page);
    if (entries[i].used && entries[i].root == root && entries[i].page == page) return entries[i].frame;
    frame_t frame = paging_translate(p, root, page);
    if (frame != FRAME_UNMAPPED) {
        entries[i].root = root;
        entries[i].page = page;
        entries[i].frame = frame;
        entries[i].entry = read_entry(p, root, page);
        entries[i].used = true;
    }
    return frame;
}

bool fake_tlb_is_true(const paging_t *p) {
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (!entries[i].used) continue;
        frame_t frame = paging_translate(p, entries[i].root, entries[i].page);
        if (frame == entries[i].frame && read_entry(p, entries[i].root, entries[i].page) == entries[i].entry)
            continue;
        fprintf(
            stderr,
            "fake TLB: page %#llx of root %u is remembered in frame %#x (entry %#llx), the tables say %#x\n",
            (unsigned long long)entries[i].page, entries[i].root, entries[i].frame,
            (unsigned long long)entries[i].entry, frame);
        return false;
    }
    return true;
}

bool fake_tlb_has_left(frame_t root) {
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (!entries[i].used || entries[i].root != root) continue;
        if (!paging_is_kernels(entries[i].page)) return false;
        entries[i].used = false;
    }
    return true;
}

uint32_t fake_tlb_forgotten(void) { return forgotten; }
uint32_t fake_tlb_told(void) { return told; }

void tlb_forget(pageno_t first, pageno_t count) {
    forgotten += (uint32_t)count;
    told++;
    for (uint32_t i = 0; i < ENTRIES; i++) {
        if (entries[i].page - first < count) entries[i].used = false;
    }
}
