#!/bin/bash
# Every rule of `make prove` must fail on a source that breaks it, and say why; a good source must pass.
#
# A case is a folder with a module m.c (or src/m.c) and a file `expect`:
#   status: 0 or 1           exit status of the driver
#   args: OPTIONS            options instead of --arch amd64 (nothing: both machines)
#   why3: SED-COMMAND        a change to the prover configuration
#   cache: SED-COMMAND       prove once before, and change the verdicts that are kept of it
#   says: TEXT               must be said; a fault that holds none of these texts fails the case too
#   last: TEXT               must be in the last line
# and, when the case is about them, goals.json, trusted.json and trusted/ of its own.
set -u
cd "$(dirname "$0")/../.." || exit 1
here=tests/proofgate
work=build/proofgate

value() { sed -n "s/^$2: *//p" "$here/$1/expect"; }

# Of a case, with the variables of run_case.
prove() {
    # shellcheck disable=SC2086
    ci/prove/prove.sh --src "$src" --include "$src $dir" --scan "$dir" --out "$out/proof" --timeout 1 \
        --record "$record" --trusted "$dir/trusted.json" --trusted-folder "$dir/trusted" --why3-conf "$why3" \
        $args
}

run_case() {
    local case=$1 dir=$here/$1 out=$work/$1 src=$here/$1 args record why3=proofs/why3.conf wrong=
    args="--arch amd64"
    [ -d "$dir/src" ] && src=$dir/src
    grep -q '^args:' "$dir/expect" && args=$(value "$case" args)
    record=$dir/goals.json
    [ -f "$record" ] || record=$here/goals.json
    rm -rf "$out" && mkdir -p "$out"
    if grep -q '^why3:' "$dir/expect"; then
        why3=$out/why3.conf
        sed "$(value "$case" why3)" proofs/why3.conf >"$why3"
    fi
    if grep -q '^cache:' "$dir/expect"; then
        prove >/dev/null 2>&1
        rm -rf "$out"/proof/cache/*/kept
        sed -i "$(value "$case" cache)" "$out"/proof/cache/*/goals/*.json
    fi
    prove >"$out/said" 2>&1
    local status=$?
    [ $status = "$(value "$case" status)" ] || wrong="exit status $status"
    while read -r text; do
        [ -z "$text" ] || grep -qF -- "$text" "$out/said" || wrong="$wrong; not said: $text"
    done < <(value "$case" says)
    # The faults stand between the table and the count of smoke tests, their source lines indented.
    value "$case" says >"$out/says"
    while read -r fault; do
        grep -qF -f "$out/says" <<<"$fault" || wrong="$wrong; unexpected: $fault"
    done < <(sed -n '/^module /,/^smoke tests:/p' "$out/said" | sed '1,/^$/d; /^ /d; /^$/d; /^smoke tests:/d')
    tail -1 "$out/said" | grep -qE '^prove: [0-9]+ of [0-9]+ goals, [0-9]+ functions, [0-9]+ admitted, [0-9]+ trusted$' ||
        wrong="$wrong; last line is '$(tail -1 "$out/said")'"
    while read -r text; do
        [ -z "$text" ] || tail -1 "$out/said" | grep -qF -- "$text" || wrong="$wrong; last line lacks: $text"
    done < <(value "$case" last)
    if [ -z "$wrong" ]; then echo "ok   $case"; else echo "FAIL $case: $wrong"; fi
}

if [ "${1:-}" = --case ]; then
    run_case "$2"
    exit 0
fi

mkdir -p "$work"
cases=("$@")
[ $# -gt 0 ] || for file in "$here"/*/expect; do cases+=("$(basename "$(dirname "$file")")"); done
parallel --will-cite -j "$(nproc)" "$here/run.sh" --case {} ::: "${cases[@]}" | tee "$work/results"
passed=$(grep -c '^ok ' "$work/results")
failed=$((${#cases[@]} - passed))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
