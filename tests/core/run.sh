#!/usr/bin/env bash
# prove-core may make a proof faster, never out of nothing: what it says with right, wrong, stale and broken lists of cores.
# Last line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
here=tests/core work=$PWD/build/core core=$PWD/build/tools/prove-core
rm -rf "$work" && mkdir -p "$work" || exit 1
source tests/support/is.sh

# Provers: cvc5 that writes down how many facts it was given; one that never knows; one that takes its time.
cat >"$work/counting" <<'PROVER'
#!/bin/bash
grep -c '^(assert' "${@: -1}" >>"$COUNTS"
exec cvc5 "$@"
PROVER
printf '#!/bin/bash\necho unknown\n' >"$work/unsure"
printf '#!/bin/bash\nexec sleep 61.5\n' >"$work/slow"
chmod +x "$work"/*
export COUNTS=$work/counts
goal() { sed -n '1s/ .*//p' "$work/learned"; }
ask() { # LIST PROVER FILE: the first line of the answer
    rm -f "$COUNTS"
    PROVE_CORES=$1 "$core" "$work/$2" --lang=smt2 "$3" 2>&1 | head -1
}
counts() { tr '\n' ' ' <"$COUNTS"; }

is "without a list a goal is proved" unsat "$(env -u PROVE_CORES "$core" "$work/counting" --lang=smt2 $here/true.smt2 2>&1 | head -1)"
is "and the prover has all facts" "5 " "$(counts)"
is "learning proves the goal too" unsat "$(PROVE_CORES_NEW=$work/learned "$core" "$work/counting" --lang=smt2 $here/true.smt2 2>&1 | head -1)"
is "and finds what the proof needs" "counting P_one'def P_two'def" "$(cut -d' ' -f2- "$work/learned" | xargs -n1 -d' ' | sed '/^$/d' | { read -r prover; echo "$prover $(sort | xargs -d'\n')"; })"
is "what is not proved teaches nothing" "sat no" "$(PROVE_CORES_NEW=$work/nothing "$core" "$work/counting" --lang=smt2 $here/false.smt2 2>&1 | head -1) $([ -e "$work/nothing" ] && echo yes || echo no)"

is "with its core a goal is proved" unsat "$(ask "$work/learned" counting $here/true.smt2)"
is "by the facts of the core and the goal alone" "3 " "$(counts)"
echo "$(goal) counting P_one'def" >"$work/small"
is "a core that is too small costs nothing but time" unsat "$(ask "$work/small" counting $here/true.smt2)"
is "as all facts are asked after it" "2 5 " "$(counts)"
echo "$(goal) counting P_none'def Goal" >"$work/strange"
is "facts that there are not are none" unsat "$(ask "$work/strange" counting $here/true.smt2)"
PROVE_CORES_NEW=$work/other "$core" "$work/counting" --lang=smt2 <(sed 's/> (+ a b) 3/< (+ a b) 4/' $here/false.smt2) >/dev/null 2>&1
false_goal=$(sed -n '1s/ .*//p' "$work/other")
for list in "$work/learned" "$work/other" "$work/small"; do
    sed "s/^[0-9a-f]*/$false_goal/" "$list" >"$work/wrong"
    is "no list proves what is false ($(basename "$list"))" sat "$(ask "$work/wrong" counting $here/false.smt2)"
done

sed 's/counting/elsewhere/' "$work/learned" >"$work/elsewhere"
is "a prover may use what another found" unsat "$(ask "$work/elsewhere" counting $here/true.smt2)"
is "and if it cannot, it does not wait" "interrupted by timeout" "$(ask "$work/elsewhere" unsure $here/true.smt2)"
sed 's/counting/unsure/' "$work/learned" >"$work/own"
is "but with its own it has its say" unknown "$(ask "$work/own" unsure $here/true.smt2)"

is "a list that is not there" unsat "$(ask "$work/absent" counting $here/true.smt2)"
head -c 4096 /dev/urandom >"$work/noise"
is "a list that is noise" unsat "$(ask "$work/noise" counting $here/true.smt2)"
printf '%s' "$(goal)" >"$work/cut"
is "a list that ends in the middle" unsat "$(ask "$work/cut" counting $here/true.smt2)"
is "one that names no prover" unsat "$(echo "$(goal)" >"$work/bare"; ask "$work/bare" counting $here/true.smt2)"
head -c 300 $here/true.smt2 >"$work/half.smt2"
is "a file that ends in the middle goes to the prover as it is" "" "$(ask "$work/learned" counting "$work/half.smt2" | grep unsat)"
is "a file that is not there too" 1 "$(ask "$work/learned" counting "$work/absent.smt2" | grep -c "absent.smt2")"
sed 's/counting/absent/' "$work/learned" >"$work/gone"
is "a prover that is not there" 127 "$(PROVE_CORES=$work/gone "$core" "$work/absent" $here/true.smt2 >/dev/null 2>&1; echo $?)"
is "too few words" 2 "$("$core" cvc5 >/dev/null 2>&1; echo $?)"

PROVE_CORES=$work/learned "$core" "$work/slow" $here/true.smt2 >/dev/null 2>&1 &
sleep 0.5
before=$(pgrep -fc 'sleep 61[.]5')
kill -KILL $!
wait $! 2>/dev/null
sleep 0.3
is "when it is killed, so is the prover" "1 0" "$before $(pgrep -fc 'sleep 61[.]5')"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
