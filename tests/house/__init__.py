"""Tests of the house itself: how the code is laid out, and what no part of it may forget."""
