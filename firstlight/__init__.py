"""Firstlight: one picture per child, a floor of risk with its reasons, and a clock on it."""

__version__ = "0.1.0"
