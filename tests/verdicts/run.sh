#!/usr/bin/env bash
# What `make prove PART=N` takes from the record of verdicts, and what it proves all the same: three little modules of which `two` calls
# `one`, all proved and recorded; then one thing after another is changed.
# Last line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/verdicts record=$work/verdicts.txt
rm -rf "$work" && mkdir -p "$work/src" "$work/specs" || exit 1
source tests/support/is.sh

cat >"$work/specs/small.acsl" <<'E1'
#ifndef SMALL
#define SMALL
/*@ predicate Small(unsigned x) = x < 10;
  @ lemma Small_Smaller: \forall unsigned x; Small(x) ==> x < 11; @*/
#endif
E1
for module in one two three; do
    cat >"$work/src/$module.h" <<E1
#ifndef ${module^^}_H
#define ${module^^}_H
#include "small.acsl"
/*@ requires small: Small(x); terminates \\true; exits \\false; assigns \\nothing; ensures more: \\result == x + 1; */
unsigned $module(unsigned x);
#endif
E1
    printf '#include "%s.h"\n\nunsigned %s(unsigned x) {\n    return x + 1;\n}\n' "$module" "$module" >"$work/src/$module.c"
done
printf '#include "two.h"\n#include "one.h"\n\nunsigned two(unsigned x) {\n    return one(x);\n}\n' >"$work/src/two.c"

machine="--arch amd64"
prove() {
    # shellcheck disable=SC2086
    ci/prove/prove.sh $machine --src "$work/src" --include "$work/src $work/specs" --scan "$work" --out "$work/proof" --timeout 2 \
        --record "$work/goals.json" --trusted "$work/trusted.json" --verdicts "$record" "$@" >"$work/said" 2>&1
}
# The modules that were proved, in the order of their names, and the exit status.
part() { # SEED OPTION...
    prove --part 9 --seed "$@"
    status=$?
    echo "$(sed -n 's/^\(one\|two\|three\) .*/\1/p' "$work/said" | sort | tr '\n' ' ')$status"
}
# Of each module a seed that chooses it alone, found by asking.
chosen() { ci/prove/verdicts.sh choose "$record" 9 "$1" "$work/proof/keys" | sed 's/.*\///' | tr '\n' ' '; }

is "with no record, all is new" 'one three two 1' "$(part any)"
is "and nothing is recorded without being asked for" no "$([ -f "$record" ] && echo yes || echo no)"
prove --raise
is "all is recorded" 'amd64 one 1
amd64 three 1
amd64 two 1' "$(awk '{ print $1, $2, $4 }' "$record")"
is "with smoke tests" 3 "$(awk '$6 > 0' "$record" | wc -l)"

declare -A seed
for n in $(seq 200); do seed[$(chosen "$n" | tr -d ' ')]=$n; done
is "every module is some seed's" 'one three two' "$(printf '%s\n' "${!seed[@]}" | sort | tr '\n' ' ' | sed 's/ $//')"
for module in one two three; do is "one is proved again: $module" "$module 0" "$(part "${seed[$module]}")"; done
is "the rest is on record" 'amd64/one amd64/two' "$(sort "$work/proof/on_record" | tr '\n' ' ' | sed 's/ $//')"
is "it is said what is left at the record" 1 "$(grep -c "^prove: 2 proofs are on record .* part 1/9, seed ${seed[three]}" "$work/said")"
is "the last line counts what was proved" 1 "$(tail -n 1 "$work/said" | grep -cE '^prove: ([0-9]+) of \1 goals, 1 functions, 0 admitted, 0 trusted$')"
is "part 1 is all" 'one three two 0' "$(part any --part 1)"

cp -r "$work/src" "$work/src.good"
cp "$record" "$record.good"
back() { rm -rf "$work/src" && cp -r "$work/src.good" "$work/src" && cp "$record.good" "$record"; }

sed -i 's/return x + 1/return 1 + x/' "$work/src/one.c"
is "a changed body is proved" 'one three 0' "$(part "${seed[three]}")"
sed -i 's/return 1 + x/return x + 2/' "$work/src/one.c"
is "a wrong one fails" 'one three 1' "$(part "${seed[three]}")"
back
sed -i 's/Small(x); terminates/x < 9; terminates/' "$work/src/one.h"
is "so do those that call it, when its contract is another" 'one three two 1' "$(part "${seed[three]}")"
back
sed -i 's|^#endif|/*@ lemma Small_More: \\forall unsigned x; Small(x) ==> x < 12; */\n&|' "$work/specs/small.acsl"
is "a new lemma is read by all" 'one three two 0' "$(part "${seed[three]}")"
sed -i '/Small_More/d' "$work/specs/small.acsl"
is "and gone, all is as it was" 'three 0' "$(part "${seed[three]}")"
sed 's/< 10/< 9/; s/< 11/< 3/; s/SMALL/OTHER/' "$work/specs/small.acsl" >"$work/specs/other.acsl"
sed -i 's/small.acsl/other.acsl/' "$work/src/three.h"
is "what a module on record reads under the same name is compared" '1 1' "$(part "${seed[two]}" >/dev/null
    echo "$(grep -c '^prove: 1 proofs are on record' "$work/said") $(grep -c 'Small_Smaller is one thing here and another in one' "$work/said")")"
back
sed -i 's/return x + 1;/return x + 1; \/\/ said/' "$work/src/one.c"
is "a comment changes no proof" 'three 0' "$(part "${seed[three]}")"
back
printf 'unsigned four(unsigned x) { return x; }\n' >"$work/src/four.c"
is "a module without a verdict is proved" 1 "$(part "${seed[three]}" >/dev/null; grep -c '^four ' "$work/said")"
back

awk '{ $5 = 0; print }' "$record.good" >"$record"
is "a record that says of no goals is no way around" 'three 0' "$(part "${seed[three]}")"
back
machine=
printf '[{ "name": "gone", "kind": "function", "file": "gone.h", "reason": "It was." }]' >"$work/trusted.json"
is "what all modules no longer use is found by a part, too" 1 "$(part any >/dev/null; grep -c 'gone is trusted but nothing uses it' "$work/said")"
rm "$work/trusted.json"
machine="--arch amd64"

# Who writes a verdict that was not given is found out by the seeds that choose it, not by the others: that is what a part can say.
sed -i 's/return x + 1/return x + 2/' "$work/src/one.c"
prove --part 9 --seed "${seed[three]}"
awk 'NR == FNR { key[$2] = $3; next } { $3 = key[$2]; print }' "$work/proof/keys" "$record" >"$work/forged" && cp "$work/forged" "$record"
is "a forged verdict stands while it is not chosen" 'three 0' "$(part "${seed[three]}")"
is "and falls when it is" 'one 1' "$(part "${seed[one]}")"
before=$(cat "$record")
prove --raise
is "what fails is not recorded" "$before" "$(cat "$record")"
back
prove --part 9 --seed "${seed[three]}" --no-smoke --raise
is "nor is what had no smoke tests" "$(cat "$record.good")" "$(cat "$record")"
sed -i 's/return x + 1/return 1 + x/' "$work/src/one.c"
prove --part 9 --seed "${seed[one]}" --raise
is "a part records what it proved, and leaves the rest" "$(grep -v ' one ' "$record.good")" "$(grep -v ' one ' "$record")"
is "under its new key" 3 "$(cat "$record" "$record.good" | sort -u | grep -vc ' one ' | awk '{ print $1 + 1 }')"
back
echo "amd64 gone 0 1 2 3" >>"$record"
prove --raise
is "one machine's run leaves what it did not see" 'amd64 gone 0 1 2 3' "$(grep gone "$record")"
machine=
prove --raise
is "a whole run forgets what is no more" "$(cat "$record.good")" "$(grep amd64 "$record")"
is "and has both machines" 3 "$(grep -c '^i386 ' "$record")"
machine="--arch amd64"

refused() { prove "$@"; echo "$? $(head -n 1 "$work/said")"; }
is "a part is a number" "1 prove: part 'half': a number N, for one Nth of the proofs that are on record" "$(refused --part half)"
is "and more than none" "1 prove: part '0': a number N, for one Nth of the proofs that are on record" "$(refused --part 0)"
is "a part is not of named modules" '1 prove: either a part of all modules, or those that are named' "$(refused --part 2 --module one)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
