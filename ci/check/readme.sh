#!/usr/bin/env bash
# The README quotes the ledger, and the record of verdicts for what the last run left at that (make prove PART=N); this keeps them
# equal. `readme.sh --write` brings the quote up to date.
# Last line: readme: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
ledger=build/proof/ledger.json readme=${PLINTH_README:-README.md}
fail() { echo "readme: $*" >&2; echo "readme: 0 passed, 1 failed"; exit 1; }

[ -f "$ledger" ] || fail "no $ledger: run make prove first"
[ "$(jq -r .whole "$ledger")" = true ] || [ -s build/proof/on_record ] || fail "$ledger is of a part of the modules: run make prove"
on_record=$(awk 'NR == FNR { wanted[$1]; next } ($1 "/" $2) in wanted { print $1, $2, $4, $5 }' build/proof/on_record proofs/verdicts.txt |
    jq -Rn '[inputs / " " | {machine: .[0], module: .[1], functions: .[2], goals: .[3], proved: .[3]}]')
quote=$(jq -r --argjson on_record "$on_record" '
    (.modules + $on_record) as $all | ($all | map(.module) | unique) as $names |
    "| module | functions | goals, i386 | goals, amd64 |", "|---|---|---|---|",
    ($names[] as $n | ($all[] | select(.module == $n and .machine == "i386")) as $i |
        ($all[] | select(.module == $n and .machine == "amd64")) as $a |
        "| `\($n)` | \($i.functions) | \($i.proved) of \($i.goals) | \($a.proved) of \($a.goals) |"),
    "", "\(.totals.admitted) admitted, \(.totals.trusted) trusted (\([.trusted[].name] | join(", ")))."' "$ledger") ||
    fail "$ledger cannot be read"
now=$(sed -n '/<!-- ledger -->/,/<!-- \/ledger -->/p' "$readme" | sed '1d;$d')
if [ "${1:-}" = --write ]; then
    new=$(mktemp)
    awk -v quote="$quote" '/<!-- \/ledger -->/ { skip = 0 } !skip { print } /<!-- ledger -->/ { print quote; skip = 1 }' \
        "$readme" >"$new" && cat "$new" >"$readme"
    rm -f "$new"
    exit
fi
if [ "$now" != "$quote" ]; then
    diff <(echo "$now") <(echo "$quote") >&2
    fail "$readme does not quote the ledger: run ci/check/readme.sh --write"
fi
echo "readme: quotes the ledger"
echo "readme: 1 passed, 0 failed"
