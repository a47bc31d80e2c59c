"""One file per kind of value; no Django, no database, no clock."""
