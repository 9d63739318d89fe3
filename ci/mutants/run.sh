#!/usr/bin/env bash
# Applies each deliberate bug of proofs/mutants/*.txt to a copy of the sources and runs the proof on it, which must
# fail with a goal left open (not because the source no longer parses, or for want of a prover). An edit that is no bug
# (`harmless` instead of `mutant`) must leave none open: so it is the bug that the others fail for, not want of time.
#   run.sh [NAME...]      only these mutants
# Last line: mutants: N passed, N failed (passed: the proof noticed a bug, or found none where there is none).
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/mutants
list=(proofs/mutants/*.txt)

# Prints the edits: one line each, name, machine, file, function and kind, with tabs between.
names() { sed -nE 's/^(mutant|harmless) ([^ ]*) \| ([^ ]*) \| ([^ ]*) \| ([^ ]*)$/\2\t\3\t\4\t\5\t\1/p' "${list[@]}"; }

# The lines of edit $1 that begin with $2, without it.
text() { awk -v name="$1" -v sign="$2" '/^(mutant|harmless) / { on = $2 == name; next } on && substr($0, 1, 1) == sign { print substr($0, 2) }' "${list[@]}"; }

# Seconds for a goal of function $2, whose log in the control run is $1: three times what its slowest one needs there.
enough() {
    awk -v start="Goal typed_$2_" 'index($0, start) && / : Valid / && match($0, /\([0-9.]+m?s\)( \([0-9]+\))?( \(cached\))?$/) {
            time = substr($0, RSTART + 1)
            seconds = time ~ /^[0-9.]+ms/ ? time / 1000 : time + 0
            if (seconds > slowest) slowest = seconds
        }
        END { limit = int(3 * slowest) + 2; print (limit > 20 ? 20 : limit) }' "$1"
}

run_one() {
    local name=$1 machine=$2 file=$3 function=$4 kind=$5 tree=$out/$1 module before after whole rest
    module=$(basename "${file%.*}")
    rm -rf "$tree" && mkdir -p "$tree/src" && cp -r src/mm "$tree/src/" && cp -r specs "$tree/" || return 1
    before=$(text "$name" -) after=$(text "$name" +)
    whole=$(cat "$tree/$file"; printf x)
    rest=${whole#*"$before"}
    if [ -z "$before" ] || [ "$rest" = "$whole" ] || [ "${rest#*"$before"}" != "$rest" ]; then
        echo "FAIL $name: its text is not found exactly once in $file"
        return
    fi
    whole=${whole/"$before"/"$after"}
    printf %s "${whole%x}" >"$tree/$file"
    ci/prove/prove.sh --src "$tree/src/mm" --include "$tree/src/mm arch/api arch/@ARCH@" --scan "$tree/src" \
        --out "$tree/proof" --cache build/proof/cache --no-smoke --only "$function" --par 2 --arch "$machine" --module "$module" \
        --timeout "$(enough "$out/control/$machine/$module/proof.log" "$function")" >"$tree/said" 2>&1
    local status=$? open
    open=$(grep -cE ": goal not proved \([a-z_ ]*\) in $function:" "$tree/said")
    if [ "$kind" = harmless ]; then
        if [ "$open" -eq 0 ] && grep -q '^prove: [1-9]' "$tree/said"; then
            echo "ok   $name: harmless, no goal open"
        else
            echo "FAIL $name: is no bug, but the proof fails: see $tree/said"
        fi
    elif [ $status -eq 0 ]; then
        echo "FAIL $name: the proof did not notice"
    elif [ "$open" -eq 0 ]; then
        echo "FAIL $name: failed, but not with an open goal in $function: see $tree/said"
    else
        echo "ok   $name: $open open, first $(grep -m 1 -E ": goal not proved \([a-z_ ]*\) in $function:" "$tree/said" | sed "s#.*$tree/##; s# goal not proved ([a-z_ ]*) in##" | cut -c1-90)"
    fi
}

if [ "${1:-}" = --one ]; then
    run_one "$2" "$3" "$4" "$5" "$6"
    exit 0
fi
mkdir -p "$out"
wanted=$(names)
if [ $# -gt 0 ]; then
    wanted=$(for name in "$@"; do grep -P "^$name\t" <<<"$(names)" || echo "mutants: no mutant $name" >&2; done)
fi
[ -n "$wanted" ] || { echo "mutants: none" >&2; echo "mutants: 0 passed, 1 failed"; exit 1; }
# The control: without a bug every goal is proved (the judge still objects that no smoke test was made). It also fills
# the cache of goals, which is that of `make prove`: after it this is done in no time.
ci/prove/prove.sh --out "$out/control" --cache build/proof/cache --no-smoke >"$out/control.log" 2>&1
read -r proved goals < <(sed -n 's/^prove: \([0-9]*\) of \([0-9]*\) goals.*/\1 \2/p' "$out/control.log" | tail -n 1)
if [ "${goals:-0}" -eq 0 ] || [ "$proved" != "$goals" ]; then
    tail -n 20 "$out/control.log" >&2
    echo "mutants: the sources without a bug are not proved" >&2
    echo "mutants: 0 passed, 1 failed"
    exit 1
fi
echo "control: without a bug $proved of $goals goals"
parallel --will-cite --colsep '\t' -j "$(nproc)" "$0" --one {1} {2} {3} {4} {5} <<<"$wanted" | tee "$out/results"
passed=$(grep -c '^ok  ' "$out/results")
failed=$(($(wc -l <<<"$wanted") - passed))
echo "mutants: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
