# Rows of a benchmark as a table, with the goals beside the numbers.
# In: WORKLOAD ALLOCATOR FRAMES IR IR_NET NS. Variable `order`: the workloads.

# What a row may cost at most; "" when nothing is promised, or what it is compared with was not measured.
function limit(workload, frames) {
    if (workload in fixed) return fixed[workload]
    if (workload == "refill1" && ("fill", "pmm", frames) in net) return 2 * net["fill", "pmm", frames]
    if (workload == "any" && ("any", "wordscan", frames) in net) return 1.5 * net["any", "wordscan", frames]
    return ""
}

function value(table, workload, allocator, frames) {
    return (workload, allocator, frames) in table ? sprintf("%.1f", table[workload, allocator, frames]) : "-"
}

function verdict(number, most) {
    if (most == "") return "-"
    met = number <= most
    asked++
    kept += met
    return met ? "yes" : "no"
}

function print_row(workload, frames,    most) {
    most = limit(workload, frames)
    printf "%-9s %8s %9s %6s %9s %9s %10s %9s  %8s %s\n", workload, memory(frames), value(ir, workload, "pmm", frames),
        value(ir, workload, "null", frames), value(net, workload, "pmm", frames), value(ns, workload, "pmm", frames),
        value(net, workload, "firstfit", frames), value(net, workload, "wordscan", frames),
        most == "" ? "-" : sprintf("%.1f", most), verdict(sprintf("%.1f", net[workload, "pmm", frames]) + 0, most)
}

# The dearest size may cost a fifth more than the cheapest.
function print_flat(workload,    i, cost, low, high) {
    for (i = 1; i <= nsizes; i++) {
        cost = net[workload, "pmm", sizes[i]]
        if (i == 1 || cost < low) low = cost
        if (i == 1 || cost > high) high = cost
    }
    if (nsizes > 1 && low > 0)
        printf "%-9s %8s %44.2f %20s  %8.2f %s\n", workload, "flat", high / low, "", 1.2, verdict(high / low, 1.2)
}

BEGIN {
    fixed["pair"] = 35; fixed["fill"] = 13.2; fixed["refill10"] = 18
    fixed["run64"] = 237; fixed["run512"] = 226; fixed["fail64"] = 33; fixed["fail512"] = 33
}

{
    ir[$1, $2, $3] = $4; net[$1, $2, $3] = $5; ns[$1, $2, $3] = $6
    if (!($3 in seen)) { seen[$3] = 1; sizes[++nsizes] = $3 }
}

END {
    print "Ir: instructions an operation. net: less the loop's own (null). ns: nanoseconds, with the loop. firstfit, wordscan:"
    print "net Ir; - is not measured (plain first fit beyond 1 GiB takes too long). flat: dearest size / cheapest. goal: for net."
    printf "%-9s %8s %9s %6s %9s %9s %10s %9s  %8s %s\n", "workload", "memory", "pmm Ir", "null", "net", "ns", "firstfit",
        "wordscan", "goal", "met"
    n = split(order, workloads, " ")
    for (w = 1; w <= n; w++) {
        for (i = 1; i <= nsizes; i++) print_row(workloads[w], sizes[i])
        print_flat(workloads[w])
    }
    printf "%d of %d goals met\n", kept, asked
}
