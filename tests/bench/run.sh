#!/usr/bin/env bash
# Counts instructions an operation with callgrind (repeatable; nanoseconds are not), prints a table and writes
# build/bench/frames.json.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/bench
mkdir -p "$out" || exit 1
command -v valgrind >/dev/null || { echo "bench: valgrind is not installed (Debian package valgrind; make setup)" >&2; exit 1; }

# instructions WORKLOAD ALLOCATOR FRAMES OPERATIONS
instructions() {
    valgrind --tool=callgrind --toggle-collect=measure --callgrind-out-file=/dev/null "$out/frames" "$@" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

printf '%-8s %10s %8s %8s %8s   instructions an operation\n' workload frames pmm null net
rows=
for workload in pair fill; do
    for frames in 16384 262144 4194304; do
        operations=10000
        pmm=$(instructions $workload pmm $frames $operations)
        null=$(instructions $workload null $frames $operations)
        [ -n "$pmm" ] && [ -n "$null" ] || { echo "bench: callgrind gave no count" >&2; exit 1; }
        row=$(awk -v p="$pmm" -v n="$null" -v o=$operations 'BEGIN { printf "%.1f %.1f %.1f", p / o, n / o, (p - n) / o }')
        read -r a b c <<<"$row"
        printf '%-8s %10d %8s %8s %8s\n' $workload $frames "$a" "$b" "$c"
        rows+="${rows:+,}"$'\n'"  {\"workload\": \"$workload\", \"frames\": $frames, \"pmm\": $a, \"null\": $b, \"net\": $c}"
    done
done
printf '[%s\n]\n' "$rows" >"$out/frames.json"
