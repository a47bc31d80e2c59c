"""Retention: how long records are kept, what holds them, and how one is disposed of for good."""
