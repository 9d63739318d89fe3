#include "snapshot.h"
#include "window.h"

uint8_t *snapshot_bytes(const memory_t *memory) { return window_pointer(memory->snapshot.first); }

void snapshot_take(const memory_t *memory) {
    uint8_t *copy = snapshot_bytes(memory);
    for (frame_t frame = 0; frame < memory->pmm.nframes; frame++) {
        copy[frame] = (uint8_t)pmm_owner(&memory->pmm, frame);
    }
}

owner_t snapshot_owner(const memory_t *memory, frame_t frame) {
    return (owner_t)snapshot_bytes(memory)[frame];
}

bool snapshot_same(const memory_t *memory) {
    for (frame_t frame = 0; frame < memory->pmm.nframes; frame++) {
        if (pmm_owner(&memory->pmm, frame) != snapshot_owner(memory, frame)) return false;
    }
    return true;
}

uint32_t count_owner(const memory_t *memory, owner_t owner) {
    uint32_t count = 0;
    for (frame_t frame = 0; frame < memory->pmm.nframes; frame++) {
        if (pmm_owner(&memory->pmm, frame) == owner) count++;
    }
    return count;
}
