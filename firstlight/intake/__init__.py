"""Intake: other systems' formats, the API they use, and the quarantine where bad records wait."""
