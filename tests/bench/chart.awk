# Rows of a benchmark as a chart (SVG): net instructions of our allocator against the size of memory, both logarithmic.
# In: WORKLOAD ALLOCATOR FRAMES IR IR_NET NS. Variables `order`: the workloads; `module`: the title.

function x(frames) { return right > left ? 70 + 560 * (log2(frames) - left) / (right - left) : 350 }

function y(cost) { return 440 - 380 * (log2(cost) - low) / (high - low) }

function draw_axes(    i, k, tick) {
    for (i = 1; i <= nsizes; i++) {
        line(x(sizes[i]), 60, x(sizes[i]), 440, "#ddd")
        text(x(sizes[i]), 460, "middle", "#333", memory(sizes[i]))
    }
    for (k = 0; k <= 6; k++) for (i = 1; i <= 5; i += i == 1 ? 1 : 3) {
        tick = i * 10 ^ k
        if (log2(tick) < low || log2(tick) > high) continue
        line(70, y(tick), 630, y(tick), "#ddd")
        text(62, y(tick) + 4, "end", "#333", tick)
    }
    text(350, 485, "middle", "#333", "memory")
    text(70, 50, "start", "#333", "Ir an operation")
}

function draw_line(workload, colour,    i, points) {
    for (i = 1; i <= nsizes; i++) {
        if (!((workload, sizes[i]) in net)) continue
        points = points sprintf(" %.1f,%.1f", x(sizes[i]), y(net[workload, sizes[i]]))
        printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x(sizes[i]), y(net[workload, sizes[i]]), colour
    }
    printf "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n", colour, substr(points, 2)
}

# Labels stand where the lines end, the lowest first; one that would touch the one below it moves up.
function draw_labels(    i, j, swap, at, last) {
    for (i = 1; i <= n; i++) by[i] = i
    for (i = 2; i <= n; i++) for (j = i; j > 1 && end[by[j]] < end[by[j - 1]]; j--) {
        swap = by[j]; by[j] = by[j - 1]; by[j - 1] = swap
    }
    last = 470
    for (i = 1; i <= n; i++) {
        at = y(end[by[i]]) + 4
        if (at > last - 15) at = last - 15
        line(634, y(end[by[i]]), 648, at - 4, colours[by[i]])
        text(652, at, "start", colours[by[i]], workloads[by[i]] " " end[by[i]])
        last = at
    }
}

$2 == module {
    if (!($3 in seen)) { seen[$3] = 1; sizes[++nsizes] = $3 }
    # A logarithmic axis has no place for less.
    net[$1, $3] = $5 < 1 ? 1 : $5
    if (low == "" || net[$1, $3] < low) low = net[$1, $3]
    if (net[$1, $3] > high) high = net[$1, $3]
}

END {
    n = split(order, workloads, " ")
    split("#1b6ca8 #d1495b #2e8b57 #c77700 #6a4c93 #008b8b #8c564b #b5179e #556b2f #222222", colours, " ")
    left = log2(sizes[1]); right = log2(sizes[nsizes])
    low = log2(low / 1.3); high = log2(high * 1.3)
    for (w = 1; w <= n; w++) end[w] = net[workloads[w], sizes[nsizes]] + 0
    open_picture(780, 500, module ": instructions an operation, the loop's own taken off")
    draw_axes()
    for (w = 1; w <= n; w++) draw_line(workloads[w], colours[w])
    draw_labels()
    print "</svg>"
}
