"""Measures of the running system. Every figure is printed by the command; nothing is asserted."""
