"""Proof for leaders: what an inspection asked for, shown by records and never by saying so."""
