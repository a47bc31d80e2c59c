"""Force: its settings with bounds and approvals, its organisations, its calendars."""
