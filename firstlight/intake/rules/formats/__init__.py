"""Formats that other systems and returns are written in."""
