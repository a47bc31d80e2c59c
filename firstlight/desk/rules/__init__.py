"""How records, people and ties are said on the screens: pure tables and functions."""
