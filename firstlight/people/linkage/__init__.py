"""Training of the who-is-who model and linking in bulk; the one room that knows Splink."""
