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

# Which provers: see proofs/why3.conf for how they are started. WP starts all provers of a goal at once, so with three
# of them two thirds of the work is for nothing. The best alone gets a turn first, then the second best (QUICK seconds
# each), then the goals still open get all three and the full time. On freemap (amd64, 186 goals left by the simplifier)
# within one second cvc4 proves 174, cvc5 162, z3 97, and of the rest cvc4 proves nearly all within four. The limits are
# on real time. A lemma has one prover: FIRST, if proofs/lemmas.txt does not name another.
FIRST=cvc4
SECOND=cvc5
THIRD=z3
PROVERS=$FIRST,$SECOND,$THIRD
REST=+$FIRST,+$SECOND # to the third, which had the last lemmas: a prover that is in the list twice loses what it proved
QUICK=4

# Smoke tests look for a proof of \false, normally in vain, so they are the larger part of a cold run. One
# prover with a limit in steps (about 0.3 s, the "smoke" prover) instead of three with 2 s each.
SMOKE_PROVER=smoke
SMOKE_OPTIONS=(-wp-smoke-tests -wp-smoke-timeout 10)

# A job that takes longer is stopped and fails.
JOB_LIMIT=1800

# A verdict kept from a run with other provers is not this run's verdict: the cache has a folder for each. (WP's own
# key is the goal's text and the prover's name.) Runs with other limits on time share one: what was proved is proved,
# and a goal that timed out is tried again by whoever gives it more time.
#   cache_key WHY3_CONF FRAMAC_VERSION
cache_key() { (cat "$1" "${BASH_SOURCE[0]}"; echo "$2") | sha256sum | cut -c1-16; }
