"""The demonstration: a fictional county on a simulated clock, on this machine alone."""
