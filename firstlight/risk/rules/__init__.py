"""Pure rules of risk: tables and functions of a situation; no Django, no clock, no input or output."""
