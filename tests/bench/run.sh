#!/usr/bin/env bash
# Runs a benchmark twice at every size, under callgrind for the instructions and plain for the nanoseconds, prints a table
# and writes build/bench/ARCH/MODULE.json and build/bench/ARCH/MODULE.svg. The numbers decide nothing: the status says only whether
# they could be measured.
#   SIZES="14 18" W="pair fill" run.sh MODULE PROGRAM ARCH
#   SIZES   memory, as powers of two of frames: 14 is 64 MiB, 28 is 1 TiB
#   W       workloads; refill1 of pmm is judged by fill
set -u
cd "$(dirname "$0")/../.." || exit 1
module=$1 program=$2 arch=$3 out=build/bench/$3
work=$out/$module
rm -rf "$work" && mkdir -p "$work" || exit 1
. tests/bench/count.sh

for size in $SIZES; do
    frames=$((1 << size))
    [ -t 2 ] && printf "bench %s: 2^%d frames\r" "$module" "$size" >&2
    # shellcheck disable=SC2086
    "$program" $frames $W >>"$work/ns" || exit 1
    # shellcheck disable=SC2086
    count "$work/dump.$frames" "$program" $frames $W >>"$work/ir" || exit 1
done
[ -t 2 ] && printf "%30s\r" "" >&2
[ -s "$work/ir" ] || { echo "bench: callgrind gave no count" >&2; exit 1; }

# WORKLOAD ALLOCATOR FRAMES IR IR_NET NS, an operation each; net of what the loop costs with an allocator that does nothing.
awk 'FNR == 1 { file++ }
     file == 1 { ns[$1, $2, $3] = $5 }
     file == 2 && $2 == "null" { loop[$1, $3] = $5 / $4 }
     file == 3 { printf "%s %s %d %.1f %.1f %.2f\n", $1, $2, $3, $5 / $4, $5 / $4 - loop[$1, $3], ns[$1, $2, $3] }' \
    "$work/ns" "$work/ir" "$work/ir" >"$work/rows" || exit 1

awk 'BEGIN { printf "[" }
     { printf "%s\n  {\"workload\": \"%s\", \"allocator\": \"%s\", \"frames\": %d, \"ir\": %s, \"ir_net\": %s, \"ns\": %s}",
         (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6 }
     END { print "\n]" }' "$work/rows" >"$out/$module.json" || exit 1
awk -f tests/bench/memory.awk -f "tests/bench/table_$module.awk" -v order="$W" -v arch="$arch" "$work/rows" || exit 1
awk -f tests/bench/memory.awk -f tests/bench/svg.awk -f tests/bench/chart.awk -v order="$W" -v module="$module" \
    "$work/rows" >"$out/$module.svg" || exit 1
echo "bench: wrote $out/$module.json and $out/$module.svg"
