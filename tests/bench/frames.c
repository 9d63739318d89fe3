/* What a frame costs. Run as `frames WORKLOAD ALLOCATOR FRAMES OPERATIONS` under callgrind with
   --toggle-collect=measure, which counts the instructions of the workload alone; the row `null` is the same loop with an
   allocator that does nothing, so that the loop's own share can be taken off.

   pair   allocate one frame and free it again, memory otherwise empty
   fill   allocate until OPERATIONS frames are taken, memory empty at first */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "pmm.h"

typedef struct {
    frame_t (*alloc)(pmm_t *);
    mm_status_t (*give)(pmm_t *, frame_t);
} allocator_t;

static frame_t null_alloc(pmm_t *pmm) { return pmm->nframes - 1; }

static mm_status_t null_free(pmm_t *pmm, frame_t frame) {
    (void)pmm;
    return frame == FRAME_NONE ? MM_EINVAL : MM_OK;
}

/* The part that callgrind collects. The sum keeps the compiler from dropping the calls. */
__attribute__((noinline)) uint64_t measure(const allocator_t *a, pmm_t *pmm, bool pair, uint64_t operations) {
    uint64_t sum = 0;
    for (uint64_t i = 0; i < operations; i++) {
        frame_t frame = a->alloc(pmm);
        sum += frame;
        if (pair) sum += (uint64_t)(int64_t)a->give(pmm, frame);
    }
    return sum;
}

static int boot(pmm_t *pmm, uint32_t nframes) {
    static memmap_t map;
    word_t *words = malloc(sizeof(word_t) * FREEMAP_SIZE((size_t)nframes));
    uint8_t *owner = malloc(nframes);
    memmap_init(&map);
    memmap_add_usable(&map, 0, (uint64_t)nframes * FRAME_SIZE);
    return words != NULL && owner != NULL && pmm_init(pmm, &map, nframes, words, owner) == MM_OK ? 0 : -1;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: frames pair|fill pmm|null FRAMES OPERATIONS\n");
        return 2;
    }
    const allocator_t real = {pmm_alloc, pmm_free}, null = {null_alloc, null_free};
    unsigned long frames = strtoul(argv[3], NULL, 0), operations = strtoul(argv[4], NULL, 0);
    pmm_t pmm;
    if (frames == 0 || frames > FRAME_LIMIT || boot(&pmm, (uint32_t)frames) != 0) {
        fprintf(stderr, "frames: cannot set up %s frames\n", argv[3]);
        return 2;
    }
    bool pair = strcmp(argv[1], "pair") == 0;
    uint64_t sum = measure(strcmp(argv[2], "null") == 0 ? &null : &real, &pmm, pair, operations);
    printf("%s %s: checksum %llu\n", argv[1], argv[2], (unsigned long long)sum);
    return 0;
}
