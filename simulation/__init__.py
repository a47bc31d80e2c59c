"""A seeded, wholly fictional county force: its people, its records and the hidden truth."""
