# How Frama-C and WP are asked, in one place: sourced by prove.sh (which writes it into the ledger) and job.sh.
# shellcheck shell=bash disable=SC2034

FRAMAC_VERSION="25.0"

# The compilers are gcc on both machines, so are the machine descriptions: the plain x86_32 and x86_64 ones do not
# know gcc's builtins (__builtin_ctzll), and sizes are the same.
declare -A MACHDEP=([i386]=gcc_x86_32 [amd64]=gcc_x86_64)

PARSE_OPTIONS=(-no-unicode)

# -wp-rte                  a proof obligation for every run-time error
# -warn-*                  also: reading a bool that is neither 0 nor 1, a pointer squeezed into a small integer,
#                          shifts of negative numbers. Unsigned wrap-around is left alone: it is defined, and the
#                          bit operations mean it.
# -wp-check-memory-model   what the memory model takes for granted becomes a requires that callers must prove
# -wp-model Typed          pointers have types; the cast variants are unsound and not used
WP_OPTIONS=(
    -warn-signed-overflow -warn-invalid-bool -warn-pointer-downcast
    -warn-left-shift-negative -warn-right-shift-negative
    -wp-rte -wp-model Typed -wp-check-memory-model
)

# Which provers, in which order: see proofs/why3.conf for how they are started. All get a short turn first (QUICK
# seconds at most), then the goals still open get the full time: a goal that only the third one proves, in 1.4 s,
# waits 4 s for the first two instead of 20. On the frame allocator (i386, 96 goals left by the simplifier) cvc5
# proves 91, cvc4 4 of the other 5, z3 the last. The limits are on real time.
PROVERS=cvc5,cvc4,z3
QUICK=2

# Smoke tests look for a proof of \false, normally in vain, so they are the larger part of a cold run. One
# prover with a limit in steps (about 0.3 s, the "smoke" prover) instead of three with 2 s each.
SMOKE_PROVER=smoke
SMOKE_OPTIONS=(-wp-smoke-tests -wp-smoke-timeout 10)

# A job that takes longer is stopped and fails.
JOB_LIMIT=1800
