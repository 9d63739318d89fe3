/* A copy of every frame's owner, to see afterwards what changed and what did not. */
#ifndef SELFTEST_SNAPSHOT_H
#define SELFTEST_SNAPSHOT_H

#include "memory.h"

/* Copies all owners into the memory that boot set aside. */
void snapshot_take(const memory_t *memory);

/* The bytes of the copy, one for each frame. */
uint8_t *snapshot_bytes(const memory_t *memory);

/* The frame's owner as it was. */
owner_t snapshot_owner(const memory_t *memory, frame_t frame);

/* True when every owner is still as it was. */
bool snapshot_same(const memory_t *memory);

/* How many frames have this owner now. */
uint32_t count_owner(const memory_t *memory, owner_t owner);

#endif
