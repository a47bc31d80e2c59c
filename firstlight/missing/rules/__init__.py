"""Pure tables and functions of missing; no Django, no clock."""
