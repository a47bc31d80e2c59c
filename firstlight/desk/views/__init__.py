"""The pages of the desk, a room for each."""
