/* What may be done with a page, and how it is cached: from a request to an entry. */
#ifndef MM_RIGHTS_H
#define MM_RIGHTS_H

#include "status.h"
#include "tag.h"

/* A request is a sum of these. Everything that is mapped can be read. A page that may be written and executed is refused
   unless all three are asked for. Without RIGHT_EXEC a page is not executable where the processor can forbid it;
   RIGHT_NOEXEC insists on that. */
#define RIGHT_WRITE   0x01u
#define RIGHT_USER    0x02u
#define RIGHT_EXEC    0x04u
#define RIGHT_NOEXEC  0x08u
#define RIGHT_GLOBAL  0x10u /* the same in every address space: the kernel's only */
#define RIGHT_BOTH    0x20u /* to be written and executed, on purpose */
#define KIND_BACK     0x00u /* write-back */
#define KIND_THROUGH  0x40u /* write-through */
#define KIND_UNCACHED 0x80u
#define KIND_COMBINE  0xC0u /* write-combining */

/* What the processor has. */
#define FEATURE_NX  0x1u /* EFER.NXE is set: CPUID 80000001h EDX bit 20 (AMD APM vol. 2, 5.6.1) */
#define FEATURE_PAT 0x2u /* IA32_PAT holds the table below: CPUID 1 EDX bit 16 (Intel SDM vol. 3A, 11.12) */
/* Pages of level 2. With two levels, of 4 MiB: CR4.PSE is set (CPUID 1 EDX bit 3). With four, of 2 MiB: always (Intel SDM vol. 3A, 4.1.4). */
#define FEATURE_LARGE 0x4u
#define FEATURE_HUGE  0x8u /* pages of level 3, 1 GiB: CPUID 80000001h EDX bit 26 (Intel SDM vol. 3A, 4.1.4) */

/* Kinds 0 to 3 are as the processor wakes up: write-back, write-through, uncached unless an MTRR says write-combining, uncached.
   Kind 4 is write-combining. (Intel SDM vol. 3A, tables 11-10 to 11-12.) */
#define PAT_TABLE 0x0007040100070406u

#include "../../specs/rights.acsl"

/* Whether a page may be mapped with these rights. MM_EINVAL: the request makes no sense; MM_ENOTSUP: this processor cannot
   do it. */
/*@ terminates \true; exits \false;
  @ assigns \nothing;
  @ behavior senseless:
  @   assumes RightsSenseless(rights);
  @   ensures none: \result == MM_EINVAL;
  @ behavior absent:
  @   assumes !RightsSenseless(rights) && RightsAbsent(features, rights);
  @   ensures none: \result == MM_ENOTSUP;
  @ behavior take:
  @   assumes !RightsSenseless(rights) && !RightsAbsent(features, rights);
  @   ensures take: \result == MM_OK;
  @ complete behaviors; disjoint behaviors;
  @*/
mm_status_t rights_check(uint32_t features, uint32_t rights);

/* The entry that maps `frame` with these rights, which rights_check allows, with no tag (tag.h). */
/*@ requires bound: frame < FRAME_LIMIT;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(features, rights);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntrySays(\result, features, frame, rights) && EntryTag(\result) == 0;
  @*/
entry_t rights_entry(uint32_t features, frame_t frame, uint32_t rights);

/* The entry of a large page that begins at `frame`, with these rights, which rights_check allows, and no tag. */
/*@ requires bound: frame < FRAME_LIMIT && frame % 2 == 0;
  @ requires take:  !RightsSenseless(rights) && !RightsAbsent(features, rights);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: EntrySaysLarge(\result, features, frame, rights) && EntryTag(\result) == 0;
  @*/
entry_t rights_entry_large(uint32_t features, frame_t frame, uint32_t rights);

/* Whether the processor has large pages of this level. */
/*@ requires bound: 2 <= level <= 3;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures take: \result <==> !LargeAbsent(features, level);
  @*/
static inline bool rights_has_large(uint32_t features, uint32_t level) {
    return features / (level == 2u ? FEATURE_LARGE : FEATURE_HUGE) % 2u == 1u;
}

#endif
