# Rows of the benchmark of paging as a table, with the goals beside the numbers: 1.3 times a bare walk with two or with four levels,
# the loop's own instructions in both; of ranges 1.5 times the floor of four levels.
# In: WORKLOAD PAGER PAGES IR IR_NET NS. Variables `order`: the workloads; `arch`: the machine.

BEGIN {
    if (arch == "amd64") { goal["map"] = 76.7; goal["unmap"] = 54.6; goal["translate"] = 67.6; goal["random"] = 70.2; goal["map_range"] = 15; goal["unmap_range"] = 1.7 }
    if (arch == "i386") { goal["map"] = 41.6; goal["unmap"] = 31.2; goal["translate"] = 42.9 }
}

{
    ir[$1, $2, $3] = $4; net[$1, $2, $3] = $5; ns[$1, $2, $3] = $6
    if (!($3 in seen)) { seen[$3] = 1; sizes[++nsizes] = $3 }
}

function print_row(workload, pages,    cost, met) {
    cost = ir[workload, "paging", pages]
    met = "-"
    if (workload in goal) { asked++; met = cost <= goal[workload] ? "yes" : "no"; kept += met == "yes" }
    printf "%-11s %9d %9s %8.1f %8.1f %8.1f %8.1f  %8s %s\n", workload, pages, memory(pages), cost,
        ir[workload, "null", pages], net[workload, "paging", pages], ns[workload, "paging", pages],
        workload in goal ? goal[workload] : "-", met
}

END {
    print "Ir: instructions a page. net: less the loop's own (null). ns: nanoseconds, with the loop. goal: for Ir."
    printf "%-11s %9s %9s %8s %8s %8s %8s  %8s %s\n", "workload", "pages", "memory", "Ir", "null", "net", "ns", "goal", "met"
    n = split(order, workloads, " ")
    for (w = 1; w <= n; w++) for (i = 1; i <= nsizes; i++) print_row(workloads[w], sizes[i])
    printf "%s: %d of %d goals met\n", arch, kept, asked
}
