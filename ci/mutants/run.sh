#!/usr/bin/env bash
# Applies each deliberate bug of proofs/mutants/*.txt to a copy of the sources and proves the function that has it, which
# must leave a goal open (not because the source no longer parses, or for want of a prover). An edit that is no bug
# (`harmless` instead of `mutant`) must leave none open: so it is the bug that the others fail for, not want of time.
#   run.sh [NAME...]         only these mutants
#   run.sh --every N [K]     the Kth of every N that are listed, and N on: a part of the list (K is 1 when nothing is said)
#   run.sh --proved          those in the modules that the last run of `make prove` was to prove
# A proof stops at the first goal that stays open. The goal that a mutant names is tried first, the rest of its function
# only when that one is proved.
# Last line: mutants: N passed, N failed (passed: the proof noticed a bug, or found none where there is none).
set -u
cd "$(dirname "$0")/../.." || exit 1
source ci/prove/options.sh
out=build/mutants why3_conf=${MUTANTS_WHY3_CONF:-proofs/why3.conf} # another one, as MUTANTS_ASKED, is for the test of this program
list=(proofs/mutants/*.txt)

# Seconds that a goal has to be proved in, if the list says nothing else: three times what the slowest goal of nearly every function
# that is listed needs with all facts (a mutant's goals are in no list of cores).
SECONDS_A_GOAL=3

# Prints the edits: one line each, name, machine, file, function, kind, goal ("-" for none) and seconds, with tabs between.
names() {
    sed -nE 's/^(mutant|harmless) ([^ |]*) \| ([^ |]*) \| ([^ |]*) \| ([^ |]*)( \| ([^ |]*))?( \| ([0-9]+) s)?$/\2\t\3\t\4\t\5\t\1\t\7\t\9/p' "${list[@]}" |
        awk -v usual="$SECONDS_A_GOAL" 'BEGIN { FS = OFS = "\t" } { if ($6 == "") $6 = "-"; if ($7 == "") $7 = usual; print }'
}

# The lines of edit $1 that begin with $2, without it.
text() { awk -v name="$1" -v sign="$2" '/^(mutant|harmless) / { on = $2 == name; next } on && substr($0, 1, 1) == sign { print substr($0, 2) }' "${list[@]}"; }

# The first goal of function $2 (goal $3, if one is given) that stays open in the last stage of the log $1. One prover says so
# after the goal's name, of several each on a line of its own; one that fails has not been asked, and then nobody knows.
open_goal() {
    awk -v start="Goal typed_$2_$3" -v one="$3" '
        function found(goal) { sub(/.*Goal typed_/, "", goal); sub(/ .*/, "", goal)
            if (one == "" || "Goal typed_" goal == start) { print goal; exit } }
        /Running WP plugin/ { stage++ }
        stage != 2 { next }
        failed != "" && /^ .*: (Timeout|Unknown)/ { asked = 1 }
        failed != "" && /^ .*: Failed/ { broken = 1 }
        failed != "" && !/^ / { if (asked && !broken) found(failed); failed = "" }
        index($0, start) && /\[Failed\] Goal/ { failed = $0; asked = broken = 0 }
        index($0, start) && / : (Timeout|Unknown)( |$)/ { found($0) }' "$1"
}

# What WP calls the property of goal $1 ("ensures_take_3", "loop_invariant_none_preserved", "assigns_normal_part2").
property_of() {
    case $1 in
    *assigns*) echo @assigns ;;
    *variant_*) echo @variant ;;
    *rte_*) sed -E 's/.*rte_//; s/(_[0-9]+)?(_part[0-9]+)?$//' <<<"$1" ;;
    *) sed -E 's/_(preserved|established)$//; s/(_[0-9]+)?(_part[0-9]+)?$//; s/.*_//' <<<"$1" ;;
    esac
}

# Prove goal $5 (or "-": all) of function $4 in $3, which lies in folder $1, for machine $2; $6 seconds a goal, log in $7.
# The quick turn is a short one, as goals that stay open are what is waited for. Stops at the first of them.
prove() {
    local tree=$1 machine=$2 file=$3 function=$4 goal=${5#-} limit=$6 log=$7 job third=
    local select=(-wp-fct "$function")
    [ -z "$goal" ] || select+=(-wp-prop="$(property_of "$goal")")
    grep -q "Z3.*Goal typed_${function}_" "$out/control/$machine/$(basename "${file%.*}")/proof.log" && third=,+z3
    WHY3CONFIG=$why3_conf setsid timeout -k 5 "$JOB_LIMIT" frama-c "${PARSE_OPTIONS[@]}" -machdep "${MACHDEP[$machine]}" \
        -cpp-extra-args="-I$tree/src/mm -Iarch/api -Iarch/$machine" "$tree/$file" "${WP_OPTIONS[@]}" -wp-par 2 \
        -wp-cache "$keep" -wp-cache-dir "$cache" \
        -wp "${select[@]}" -wp-prover "$FIRST" -wp-timeout 1 \
        -then -wp "${select[@]}" -wp-prover="+$SECOND$third" -wp-timeout "$limit" </dev/null >"$log" 2>&1 &
    job=$!
    while kill -0 $job 2>/dev/null; do
        [ -z "$(open_goal "$log" "$function" "$goal")" ] || { kill -- -$job; break; }
        sleep 0.2
    done 2>/dev/null
    wait $job 2>/dev/null
}

# Did a prover give no answer?
unasked() { grep -qE 'Why3 Error|: Failed( |$)' "$1"; } # LOG

run_one() {
    local name=$1 machine=$2 file=$3 function=$4 kind=$5 goal=$6 limit=$7 tree=$out/$1 before after whole rest open= status part keep
    rm -rf "$tree" && mkdir -p "$tree/src" && cp -r src/mm "$tree/src/" && cp -r specs "$tree/" &&
        mkdir "$tree/proofs" && cp -r proofs/laws "$tree/proofs/" || return 1
    before=$(text "$name" -) after=$(text "$name" +)
    whole=$(cat "$tree/$file"; printf x)
    rest=${whole#*"$before"}
    if [ -z "$before" ] || [ "$rest" = "$whole" ] || [ "${rest#*"$before"}" != "$rest" ]; then
        echo "FAIL $name: its text is not found exactly once in $file"
        return
    fi
    whole=${whole/"$before"/"$after"}
    printf %s "${whole%x}" >"$tree/$file"
    # A prover that was stopped for another reason than its time (on a machine with much else to do it happens) is asked again;
    # WP keeps that it failed, so what is kept must be found anew.
    for keep in update rebuild rebuild; do
        for part in $([ "$goal" = - ] || echo "$goal") -; do
            prove "$tree" "$machine" "$file" "$function" "$part" "$limit" "$tree/said"
            status=$?
            open=$(open_goal "$tree/said" "$function" "${part#-}")
            [ -z "$open" ] || break
        done
        unasked "$tree/said" || break
    done
    if unasked "$tree/said"; then
        echo "FAIL $name: a prover could not be asked: see $tree/said"
    elif [ -n "$open" ] && [ "$kind" = mutant ]; then
        echo "ok   $name: open is $open$([ "$goal" = - ] || [ "$open" = "${function}_$goal" ] || echo ", not $goal")"
    elif [ -n "$open" ]; then
        echo "FAIL $name: is no bug, but $open is open: see $tree/said"
    elif [ $status -ne 0 ] || [ "$(grep -c 'Running WP plugin' "$tree/said")" -ne 2 ] || ! grep -qE "Goal typed_${function}_.* : Valid" "$tree/said" ||
        grep -q ' : Failed' "$tree/said"; then
        echo "FAIL $name: the proof came to no end: see $tree/said"
    elif [ "$kind" = harmless ]; then
        echo "ok   $name: harmless, no goal open"
    else
        echo "FAIL $name: the proof did not notice"
    fi
}

cache=build/proof/cache/$(cache_key "$why3_conf" "$(frama-c -version)")/goals
mkdir -p "$cache" || exit 1
if [ "${1:-}" = --one ]; then
    run_one "$2" "$3" "$4" "$5" "$6" "$7" "$8"
    exit 0
fi
mkdir -p "$out"
wanted=$(names)
listed=$(cat "${list[@]}" | grep -cE '^(mutant|harmless) ')
if [ "$(wc -l <<<"$wanted")" -ne "$listed" ]; then
    echo "mutants: of $listed listed only $(wc -l <<<"$wanted") are of the form that proofs/mutants/frames.txt describes" >&2
    echo "mutants: 0 passed, 1 failed"
    exit 1
fi
if [ "${1:-}" = --every ]; then
    { [[ ${2:-} =~ ^[1-9][0-9]*$ ]] && [[ ${3:-1} =~ ^[1-9][0-9]*$ ]] && [ "${3:-1}" -le "$2" ]; } ||
        { echo "mutants: --every N [K]: numbers, K from 1 to N" >&2; echo "mutants: 0 passed, 1 failed"; exit 1; }
    wanted=$(awk -v n="$2" -v k="${3:-1}" 'NR % n == k % n' <<<"$wanted")
elif [ "${1:-}" = --proved ]; then
    proved=$(sort -u "${MUTANTS_ASKED:-build/proof/asked}") || { echo "mutants: nothing was proved: make prove comes first" >&2; proved=; }
    wanted=$(awk -F'\t' 'NR == FNR { asked[$1]; next } { module = $3; gsub(/.*\/|\.[ch]$/, "", module) } ($2 "/" module) in asked' \
        <(echo "$proved") - <<<"$wanted")
elif [ $# -gt 0 ]; then
    wanted=$(for name in "$@"; do grep -P "^$name\t" <<<"$(names)" || echo "mutants: no mutant $name" >&2; done)
fi
[ -n "$wanted" ] || { echo "mutants: none" >&2; echo "mutants: 0 passed, 1 failed"; exit 1; }
# The control: without a bug every goal of their modules is proved (the judge still objects that no smoke test was made). It also fills
# the cache of goals, which is that of `make prove`: after it this is done in no time.
modules=$(awk -F'\t' '{ module = $3; gsub(/.*\/|\.[ch]$/, "", module); print module }' <<<"$wanted" | sort -u | tr '\n' ' ')
ci/prove/prove.sh --module "${modules% }" --out "$out/control" --cache build/proof/cache --no-smoke >"$out/control.log" 2>&1
read -r proved goals < <(sed -n 's/^prove: \([0-9]*\) of \([0-9]*\) goals.*/\1 \2/p' "$out/control.log" | tail -n 1)
if [ "${goals:-0}" -eq 0 ] || [ "$proved" != "$goals" ]; then
    tail -n 20 "$out/control.log" >&2
    echo "mutants: the sources without a bug are not proved" >&2
    echo "mutants: 0 passed, 1 failed"
    exit 1
fi
echo "$(wc -l <<<"$wanted") of $listed that are listed"
echo "control: without a bug $proved of $goals goals"
parallel --will-cite --colsep '\t' -j "$(nproc)" "$0" --one {1} {2} {3} {4} {5} {6} {7} <<<"$wanted" | tee "$out/results"
passed=$(grep -c '^ok  ' "$out/results")
failed=$(($(wc -l <<<"$wanted") - passed))
echo "mutants: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
