"""Domestic abuse jobs: the unit briefed unasked, a line for every child, where they sleep tonight."""
