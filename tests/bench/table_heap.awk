# Rows of the benchmark of heaps as a table, with the goals beside the numbers. Only ours are judged.
# In: a file of NAME PACKAGE, not installed; WORKLOAD ALLOCATOR IR NULL NET NS RESERVED WORST. Variables `order`: the workloads;
# `others`: allocators that are not ours; `seed`: of the random numbers.

FILENAME ~ /absent$/ { absent[++nabsent] = $1; package[$1] = $2; next }

{ lines[$1] = lines[$1] (lines[$1] == "" ? "" : "\n") $0 }

function verdict(ours, number, most,    met) {
    if (!ours || most == "" || number == "-") return "-"
    met = number + 0 <= most
    asked++
    kept += met
    return met ? "yes" : "no"
}

function dash(most, format) { return most == "" ? "-" : sprintf(format, most) }

function print_row(row,    f, ours) {
    split(row, f, " ")
    if (f[2] == "null") return
    ours = !(f[2] in other)
    shown += ours
    printf "%-8s %-9s %8s %6s %8s %6s %-4s %8s %9s %5s %-4s %7s %5s %s\n", f[1], f[2], f[3], f[4], f[5], dash(goal_net[f[1]], "%d"),
        verdict(ours, f[5], goal_net[f[1]]), f[6], f[7], dash(goal_reserved[f[1]], "%.2f"),
        verdict(ours, f[7], goal_reserved[f[1]]), f[8], goal_worst, verdict(ours, f[8], goal_worst)
}

function print_workload(workload,    i, n, rows) {
    shown = 0
    n = split(lines[workload], rows, "\n")
    for (i = 1; i <= n; i++) print_row(rows[i])
    for (i = 1; i <= nabsent; i++)
        printf "%-8s %-9s not installed (Debian package %s; make setup FOR=bench)\n", workload, absent[i], package[absent[i]]
    if (shown == 0) printf "%-8s %-9s we have no allocator for these sizes yet\n", workload, "-"
}

END {
    n = split(others, names, " ")
    for (i = 1; i <= n; i++) other[names[i]]
    print "Ir: instructions of giving one back and taking one. net: less the loop's own (null). ns: nanoseconds, with the loop. reserved:"
    print "bytes that the allocator has for each that is used, when the memory is filled. worst: instructions of the dearest of 2,000"
    printf "single operations, net. goal: of ours alone. Seed of the random numbers: %s.\n", seed
    printf "%-8s %-9s %8s %6s %8s %6s %-4s %8s %9s %5s %-4s %7s %5s %s\n", "workload", "allocator", "Ir", "null", "net", "goal",
        "met", "ns", "reserved", "goal", "met", "worst", "goal", "met"
    n = split(order, workloads, " ")
    for (w = 1; w <= n; w++) print_workload(workloads[w])
    printf "%d of %d goals met\n", kept, asked
}
