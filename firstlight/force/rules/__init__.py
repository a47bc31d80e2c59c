"""Settings and calendars as data; pure."""
