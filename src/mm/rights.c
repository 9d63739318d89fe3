#include "rights.h"

/* Whether a request has this right; `right` is a power of two. */
/*@ requires bound: right > 0;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> Asks(rights, right);
  @*/
static inline bool asks(uint32_t rights, uint32_t right) { return rights / right % 2u == 1u; }

/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> RightsSenseless(rights);
  @*/
static bool senseless(uint32_t rights) {
    bool both = asks(rights, RIGHT_WRITE) && asks(rights, RIGHT_EXEC);
    return rights >= 0x100u || (asks(rights, RIGHT_EXEC) && asks(rights, RIGHT_NOEXEC)) ||
           asks(rights, RIGHT_BOTH) != both || (asks(rights, RIGHT_USER) && asks(rights, RIGHT_GLOBAL));
}

/* The low twelve bits of an entry: present, accessed, dirty, and what is asked. */
/*@ requires bound: rights < 0x100;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < 0x200;
  @ ensures take:  EntryPresent(\result) && EntrySeen(\result);
  @ ensures take:  EntryWrite(\result) <==> Asks(rights, RIGHT_WRITE);
  @ ensures take:  EntryUser(\result) <==> Asks(rights, RIGHT_USER);
  @ ensures take:  EntryGlobal(\result) <==> Asks(rights, RIGHT_GLOBAL);
  @ ensures take:  EntryKind(\result) == (RightsKind(rights) < 2 ? RightsKind(rights) : RightsKind(rights) + 1);
  @*/
static uint32_t low_bits(uint32_t rights) {
    uint32_t kind = rights / 0x40u;
    if (kind >= 2) kind++;
    return 0x61u + rights % 2u * 0x2u + rights / RIGHT_USER % 2u * 0x4u +
           rights / RIGHT_GLOBAL % 2u * 0x100u + kind % 4u * 0x8u + kind / 4u * 0x80u;
}

/* The entry that names `frame` between these low bits and the top one. */
/*@ requires bound: frame < FRAME_LIMIT && low < 0x200 && (top == 0 || top == ENTRY_NX);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures low:  EntryPresent(\result) <==> EntryPresent(low);
  @ ensures low:  EntrySeen(\result) <==> EntrySeen(low);
  @ ensures low:  EntryWrite(\result) <==> EntryWrite(low);
  @ ensures low:  EntryUser(\result) <==> EntryUser(low);
  @ ensures low:  EntryGlobal(\result) <==> EntryGlobal(low);
  @ ensures low:  EntryKind(\result) == EntryKind(low);
  @ ensures low:  EntryLarge(\result) <==> EntryLarge(low);
  @ ensures take: EntryFrame(\result) == frame && EntryTag(\result) == 0;
  @ ensures take: EntryNoExec(\result) <==> top != 0;
  @*/
static entry_t compose(frame_t frame, uint32_t low, entry_t top) {
    entry_t entry = top + (entry_t)frame * FRAME_SIZE + low;
    //@ ghost uint64_t rest = top / FRAME_SIZE + frame;
    //@ assert low: entry == rest * FRAME_SIZE + low;
    //@ assert low: entry / 0x8 == rest * 0x200 + low / 0x8;
    //@ assert low: entry / 0x8 % 4 == low / 0x8 % 4;
    //@ assert low: entry / 0x20 == rest * 0x80 + low / 0x20;
    //@ assert low: entry / 0x80 == rest * 0x20 + low / 0x80;
    //@ assert low: entry / 0x80 % 2 == low / 0x80 % 2;
    //@ assert take: entry / 0x200 == rest * 8;
    //@ assert take: TagLow(entry) == 0;
    //@ assert low: entry / 0x100 == rest * 0x10 + low / 0x100;
    return entry;
}

/* 1 if this processor, with these entries, can forbid execution, else 0. A number, as on machines without the bit a branch
   would never be taken. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result == (0 < ENTRY_NX && features / FEATURE_NX % 2 == 1 ? 1 : 0);
  @*/
static inline uint32_t forbids(uint32_t features) { return features / FEATURE_NX % 2u * (ENTRY_NX != 0u); }

mm_status_t rights_check(uint32_t features, uint32_t rights) {
    if (senseless(rights)) return MM_EINVAL;
    if (rights / RIGHT_NOEXEC % 2u > forbids(features)) return MM_ENOTSUP;
    if (rights / 0x40u == 3u && !asks(features, FEATURE_PAT)) return MM_ENOTSUP;
    return MM_OK;
}

entry_t rights_entry(uint32_t features, frame_t frame, uint32_t rights) {
    entry_t nx = forbids(features) * (1u - rights / RIGHT_EXEC % 2u);
    return compose(frame, low_bits(rights), nx * ENTRY_NX);
}

/* Low bits of a page of 4 KiB become a large page's: bit 7, which was PAT there, says that the page is large. */
/*@ requires bound: low < 0x200;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures bound: \result < 0x200;
  @ ensures take:  EntryLarge(\result);
  @ ensures low:   EntryPresent(\result) <==> EntryPresent(low);
  @ ensures low:   EntrySeen(\result) <==> EntrySeen(low);
  @ ensures low:   EntryWrite(\result) <==> EntryWrite(low);
  @ ensures low:   EntryUser(\result) <==> EntryUser(low);
  @ ensures low:   EntryGlobal(\result) <==> EntryGlobal(low);
  @ ensures low:   \result / 0x8 % 4 == low / 0x8 % 4;
  @*/
static uint32_t large_bits(uint32_t low) {
    uint32_t more = 1u - low / 0x80u % 2u, large = low + more * 0x80u;
    //@ assert low: low == low / 0x100 * 0x100 + low / 0x80 % 2 * 0x80 + low % 0x80;
    //@ assert low: large == low / 0x100 * 0x100 + 0x80 + low % 0x80;
    //@ assert low: large / 0x100 == low / 0x100;
    //@ assert low: large / 0x80 == low / 0x100 * 2 + 1;
    //@ assert low: large / 0x20 == low / 0x20 + more * 4;
    //@ assert low: large / 0x8 == low / 0x8 + more * 0x10;
    //@ assert low: large / 0x4 == low / 0x4 + more * 0x20;
    //@ assert low: large / 0x2 == low / 0x2 + more * 0x40;
    return large;
}

entry_t rights_entry_large(uint32_t features, frame_t frame, uint32_t rights) {
    entry_t nx = forbids(features) * (1u - rights / RIGHT_EXEC % 2u);
    uint32_t low = low_bits(rights);
    frame_t pat = low / 0x80u % 2u;
    return compose(frame + pat, large_bits(low), nx * ENTRY_NX);
}
