# What our heaps may cost: net instructions of an operation (a pair of them), bytes for each that is used, instructions of the dearest
# single operation.

BEGIN {
    goal_net["lifo"] = 80; goal_net["small"] = 95; goal_net["large"] = 200
    goal_reserved["small"] = 1.20; goal_reserved["large"] = 1.35
    goal_worst = 220
}
