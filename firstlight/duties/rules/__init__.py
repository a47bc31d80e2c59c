"""Posts, queues, clocks, deadlines, steps and ladders as data and pure functions."""
