/* Owner bytes, eight at a time where that is possible: GCC makes one store or load of eight bytes in a row. */
#ifndef MM_OWNERS_H
#define MM_OWNERS_H

#include "types.h"

#include "../../specs/owners.acsl"

/* Write `state` on eight frames; where it is a constant the compiler makes one store of it. */
/*@ requires valid: \valid(owner + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. 7];
  @ ensures take: owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state &&
  @               owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
  @*/
static inline void owners_paint_eight(uint8_t *owner, uint8_t state) {
    owner[0] = state;
    owner[1] = state;
    owner[2] = state;
    owner[3] = state;
    owner[4] = state;
    owner[5] = state;
    owner[6] = state;
    owner[7] = state;
}

/* Write `state` on the frames first .. end-1 that exist. */
/*@ requires valid: nframes <= 0x7FFFFFFF && \valid(owner + (0 .. nframes - 1));
  @ terminates \true; exits \false;
  @ assigns owner[0 .. nframes - 1];
  @ ensures take:      \forall integer f; 0 <= f < nframes && first <= f < end ==> owner[f] == state;
  @ ensures unchanged: \forall integer f; 0 <= f < nframes && !(first <= f < end) ==> owner[f] == \old(owner[f]);
  @*/
static inline void owners_paint(uint8_t *owner, uint32_t nframes, frame_t first, frame_t end, uint8_t state) {
    frame_t stop = end < nframes ? end : nframes, f = first;
    if (first >= stop) return;
    /*@ loop invariant bound:     first <= f <= stop;
      @ loop invariant take:      \forall integer g; first <= g < f ==> owner[g] == state;
      @ loop invariant unchanged: \forall integer g; 0 <= g < nframes && !(first <= g < f) ==>
      @                             owner[g] == \at(owner[\at(g, Here)], Pre);
      @ loop assigns f, owner[0 .. nframes - 1];
      @ loop variant stop - f;
      @*/
    while (f + 8 <= stop) {
        owners_paint_eight(&owner[f], state);
        //@ assert take: owner[f] == state && owner[f + 1] == state && owner[f + 2] == state && owner[f + 3] == state;
        //@ assert take: owner[f + 4] == state && owner[f + 5] == state && owner[f + 6] == state && owner[f + 7] == state;
        //@ assert take: \forall integer g; f <= g < f + 8 ==> owner[g] == state;
        f += 8;
    }
    /*@ loop invariant bound:     first <= f <= stop;
      @ loop invariant take:      \forall integer g; first <= g < f ==> owner[g] == state;
      @ loop invariant unchanged: \forall integer g; 0 <= g < nframes && !(first <= g < f) ==>
      @                             owner[g] == \at(owner[\at(g, Here)], Pre);
      @ loop assigns f, owner[0 .. nframes - 1];
      @ loop variant stop - f;
      @*/
    for (; f < stop; f++) owner[f] = state;
}

/* The owners of four frames as the digits of a number to the base 256. The compiler makes one load of it. */
/*@ requires valid: \valid_read(owner + (0 .. 3));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == OwnersOfFour(owner);
  @*/
static inline uint32_t owners_of_four(const uint8_t *owner) {
    uint32_t low = owner[0] + ((uint32_t)owner[1] << 8);
    uint32_t high = owner[2] + ((uint32_t)owner[3] << 8);
    //@ assert take: low == owner[0] + 0x100 * owner[1] && high == owner[2] + 0x100 * owner[3];
    return low + (high << 16);
}

/* Have eight frames this owner? */
/*@ requires valid: \valid_read(owner + (0 .. 7));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state &&
  @                 owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
  @*/
static inline bool owners_eight_are(const uint8_t *owner, uint8_t state) {
    uint32_t low = owners_of_four(owner), high = owners_of_four(owner + 4), all = 0x01010101u * state;
    //@ assert take: low == all <==> owner[0] == state && owner[1] == state && owner[2] == state && owner[3] == state;
    //@ assert take: high == owner[4] + 0x100 * owner[5] + 0x10000 * owner[6] + 0x1000000 * owner[7];
    //@ assert take: high == all <==> owner[4] == state && owner[5] == state && owner[6] == state && owner[7] == state;
    uint64_t owners = low + ((uint64_t)high << 32), wanted = all + ((uint64_t)all << 32);
    //@ assert take: owners == low + 0x100000000 * high && wanted == all + 0x100000000 * all;
    return owners == wanted;
}

#endif
