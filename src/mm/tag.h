/* Tags: what software keeps in the bits of an entry that the processor does not read. A tag never changes a translation. */
#ifndef MM_TAG_H
#define MM_TAG_H

#include "tables.h"

/* Tags are below: 3 bits on i386, 14 on amd64. */
#define TAG_LIMIT (8u * ENTRY_TAGS)

#include "../../specs/tag.acsl"

/* The tag of an entry. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == EntryTag(entry) && \result < TAG_LIMIT;
  @*/
static inline uint32_t tag_of(entry_t entry) {
    return (uint32_t)(entry / FRAME_SIZE / ENTRY_FRAMES % ENTRY_TAGS * 8u + entry / 0x200u % 8u);
}

/* The entry with this tag instead of its own. */
/*@ requires bound: tag < TAG_LIMIT;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntryTag(\result) == tag;
  @ ensures unchanged: EntryMeans(entry, \result);
  @*/
entry_t tag_entry(entry_t entry, uint32_t tag);

#endif
