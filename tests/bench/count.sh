# Sourced: counts the instructions of a benchmark's loops with callgrind.

# count DUMP PROGRAM ARGUMENT...: WORKLOAD ALLOCATOR SIZE OPERATIONS INSTRUCTIONS for every loop, each of which has a dump of its own,
# DUMP.1 and so on, which names it.
count() {
    local dump=$1 n
    shift
    valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$dump" "$@" >"$dump.log" 2>&1 ||
        { cat "$dump.log" >&2; return 1; }
    for ((n = 1; ; n++)); do
        [ -e "$dump.$n" ] || break
        awk '/^desc: Trigger: Client Request: / { sub(/.*Request: /, ""); label = $0 }
             /^totals: / && label != "" { print label, $2 }' "$dump.$n"
    done
}

command -v valgrind >/dev/null || { echo "bench: valgrind is not installed (Debian package valgrind; make setup)" >&2; exit 1; }
