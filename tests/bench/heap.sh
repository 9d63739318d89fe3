#!/usr/bin/env bash
# Runs the benchmark of heaps: each workload with each allocator in a process of its own, under callgrind for the instructions and
# plain for the rest. Others' allocators are preloaded in place of the C library's; one that is not installed has a row that says so.
# Prints a table and writes build/bench/ARCH/heap.json and build/bench/ARCH/heap.svg. The numbers decide nothing: the status says
# only whether they could be measured.
#   W="lifo small" PLINTH_SEED=1 heap.sh MODULE PROGRAM ARCH
set -u
cd "$(dirname "$0")/../.." || exit 1
module=$1 program=$2 arch=$3 out=build/bench/$3
work=$out/$module seed=${PLINTH_SEED:-1}
. tests/bench/count.sh
rm -rf "$work" && mkdir -p "$work" || exit 1

# Name, library that is preloaded, Debian package.
others() {
    cat <<'OTHERS'
glibc - libc6
mimalloc libmimalloc.so.2 libmimalloc2.0
jemalloc libjemalloc.so.2 libjemalloc2
tcmalloc libtcmalloc_minimal.so.4 libtcmalloc-minimal4
OTHERS
}

# The loader only warns of a library that it cannot find.
installed() { ! LD_PRELOAD=$1 "$program" rows 2>&1 | grep -q 'cannot be preloaded'; }

# measure NAME ROW LIBRARY: the program calls every allocator of a process `libc`.
measure() {
    local name=$1 row=$2 library=$3 workload
    for workload in $W; do
        [ -t 2 ] && printf "bench %s: %-30s\r" "$module" "$workload $name" >&2
        LD_PRELOAD=$library "$program" "$seed" "$row" "$workload" >"$work/one" || return 1
        sed "s/ $row / $name /" "$work/one" >>"$work/plain"
        [ -s "$work/one" ] || continue
        LD_PRELOAD=$library count "$work/dump.$workload.$name" "$program" "$seed" "$row" "$workload" >"$work/one" || return 1
        sed "s/ $row / $name /" "$work/one" >>"$work/ir"
    done
}

: >"$work/absent"
for row in $("$program" rows); do
    [ "$row" = libc ] || measure "$row" "$row" "" || exit 1
done
while read -r name library package; do
    if [ "$library" = - ]; then library=; fi
    if installed "$library"; then measure "$name" libc "$library" || exit 1
    else echo "$name $package" >>"$work/absent"; fi
done < <(others)
[ -t 2 ] && printf "%45s\r" "" >&2
[ -s "$work/ir" ] || { echo "bench: callgrind gave no count" >&2; exit 1; }

# WORKLOAD ALLOCATOR IR NULL NET NS RESERVED WORST: instructions and nanoseconds of an operation; bytes that the allocator has for each
# that is used; instructions of the dearest single operation. Net, and so is the last, of what an allocator costs that does nothing.
awk 'FILENAME ~ /plain$/ && $3 == "reserved" { reserved[$1, $2] = $4; next }
     FILENAME ~ /plain$/ && $3 == "worst" { worst[$1, $2] = $4; next }
     FILENAME ~ /plain$/ { ns[$1, $2] = $5; next }
     $2 == "null" { loop[$1] = $5 / $4 }
     { printf "%s %s %.1f %.1f %.1f %.2f %s %s\n", $1, $2, $5 / $4, loop[$1], $5 / $4 - loop[$1], ns[$1, $2],
           ($1, $2) in reserved && $2 != "null" ? sprintf("%.3f", reserved[$1, $2]) : "-",
           ($1, $2) in worst ? worst[$1, $2] - worst[$1, "null"] : "-" }' \
    "$work/plain" "$work/ir" >"$work/rows" || exit 1

awk 'BEGIN { printf "[" }
     { printf "%s\n  {\"workload\": \"%s\", \"allocator\": \"%s\", ", (NR > 1 ? "," : ""), $1, $2
       for (f = 7; f <= 8; f++) if ($f == "-") $f = "null"
       printf "\"ir\": %s, \"ir_net\": %s, \"ns\": %s, \"reserved\": %s, \"worst\": %s}", $3, $5, $6, $7, $8 }
     END { print "\n]" }' "$work/rows" >"$out/$module.json" || exit 1
others=$(others | awk '{ printf "%s ", $1 }')
awk -f tests/bench/goals_heap.awk -f tests/bench/table_heap.awk -v order="$W" -v others="$others" -v seed="$seed" \
    "$work/absent" "$work/rows" || exit 1
awk -f tests/bench/goals_heap.awk -f tests/bench/svg.awk -f tests/bench/chart_heap.awk -v order="$W" \
    -v others="$others" "$work/rows" >"$out/$module.svg" || exit 1
echo "bench: wrote $out/$module.json and $out/$module.svg"
