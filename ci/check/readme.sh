#!/usr/bin/env bash
# The README quotes the ledger; this keeps the two equal. `readme.sh --write` brings the quote up to date.
# Last line: readme: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
ledger=build/proof/ledger.json readme=${PLINTH_README:-README.md}
fail() { echo "readme: $*" >&2; echo "readme: 0 passed, 1 failed"; exit 1; }

[ -f "$ledger" ] || fail "no $ledger: run make prove first"
[ "$(jq -r .whole "$ledger")" = true ] || fail "$ledger is of a part of the modules: run make prove"
quote=$(jq -r '
    .modules as $all | ($all | map(.module) | unique) as $names |
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
