#include "tag.h"

/* The lower part of an entry, bits 11:0, with these bits 11:9. */
/*@ requires bound: low < 8;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result < FRAME_SIZE && \result % 0x200 == entry % 0x200 && \result / 0x200 == low;
  @*/
static inline uint32_t with_low(entry_t entry, uint32_t low) {
    return (uint32_t)(entry % 0x200u) + low * 0x200u;
}

/* The bits above those that name a frame, with this upper field; none on machines that have no such bits. */
/*@ requires bound: high < ENTRY_TAGS;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result / 0x800 == EntryTop(entry) && \result % ENTRY_TAGS == high;
  @ ensures bound: \result * FRAME_SIZE * ENTRY_FRAMES <= (entry_t)-1;
  @*/
static inline uint32_t with_high(entry_t entry, uint32_t high) {
    return (uint32_t)(entry / FRAME_SIZE / ENTRY_FRAMES / 0x800u) * 0x800u + high;
}

entry_t tag_entry(entry_t entry, uint32_t tag) {
    uint32_t low = with_low(entry, tag % 8u), high = with_high(entry, tag / 8u);
    entry_t frame = entry / FRAME_SIZE % ENTRY_FRAMES;
    entry_t result = (high * ENTRY_FRAMES + frame) * FRAME_SIZE + low;
    //@ assert take: high * ENTRY_FRAMES + frame <= (entry_t)-1 / FRAME_SIZE;
    //@ assert take: result == (high * ENTRY_FRAMES + frame) * FRAME_SIZE + low;
    //@ assert take: result / FRAME_SIZE == high * ENTRY_FRAMES + frame && result % 0x200 == entry % 0x200;
    //@ assert take: result / FRAME_SIZE / ENTRY_FRAMES == high && EntryFrame(result) == frame;
    //@ assert take: result / 0x200 == (high * ENTRY_FRAMES + frame) * 8 + low / 0x200;
    //@ assert take: TagLow(result) == tag % 8 && TagHigh(result) == tag / 8;
    return result;
}
