# Rows of the benchmark of heaps as a chart (SVG): for each allocator a bar, its net instructions of giving one back and taking one, and
# a ring, those of its dearest single operation; both on one logarithmic axis. Lines are goals.
# In: WORKLOAD ALLOCATOR IR NULL NET NS RESERVED WORST. Variables `order`: the workloads; `others`: allocators that are not ours.

function x(cost) { return 150 + 520 * log2(cost < 1 ? 1 : cost) / log2(high) }

function draw_axis(bottom,    k, tick) {
    for (k = 0; 10 ^ k <= high; k++) {
        tick = 10 ^ k
        line(x(tick), 66, x(tick), bottom, "#ddd")
        text(x(tick), 60, "middle", "#333", tick)
    }
}

function draw_goal(workload, top, bottom) {
    line(x(goal_net[workload]), top, x(goal_net[workload]), bottom, "#d1495b")
    text(x(goal_net[workload]), top - 3, "middle", "#d1495b", "goal " goal_net[workload])
}

function draw_goal_of_one(bottom) {
    printf "<line x1=\"%.1f\" y1=\"66\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\" stroke-dasharray=\"3 3\"/>\n",
        x(goal_worst), x(goal_worst), bottom
    text(x(goal_worst) + 4, bottom + 14, "start", "#222", "goal of a single one " goal_worst)
}

function draw_row(allocator, net, worst, top) {
    text(142, top + 12, "end", "#333", allocator)
    printf "<rect x=\"150\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>\n", top + 2, x(net) - 150,
        allocator in other ? "#a9bccb" : "#1b6ca8"
    text(685, top + 12, "start", "#333", net " / " worst)
    if (worst == "-") return
    printf "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"white\" stroke=\"#222\" stroke-width=\"1.5\"/>\n", x(worst), top + 8
}

# Returns where the next one begins.
function draw_workload(workload, top,    i) {
    text(20, top + 14 + 9 * (count[workload] - 1), "start", "#222", workload)
    for (i = 1; i <= count[workload]; i++)
        draw_row(allocator[workload, i], net[workload, i], worst[workload, i], top + 18 * (i - 1))
    draw_goal(workload, top, top + 18 * count[workload])
    return top + 18 * count[workload] + 26
}

$2 != "null" {
    i = ++count[$1]
    allocator[$1, i] = $2; net[$1, i] = $5; worst[$1, i] = $8
    if ($5 > high) high = $5
    if ($8 != "-" && $8 > high) high = $8
}

END {
    n = split(others, names, " ")
    for (i = 1; i <= n; i++) other[names[i]]
    n = split(order, workloads, " ")
    for (w = 1; w <= n; w++) bottom += 18 * count[workloads[w]] + 26
    high *= 1.2
    open_picture(820, bottom + 90, "heap: instructions of a give and a take (bar), of the dearest single one (ring)")
    draw_axis(bottom + 66)
    draw_goal_of_one(bottom + 66)
    top = 88
    for (w = 1; w <= n; w++) top = draw_workload(workloads[w], top)
    print "</svg>"
}
