"""Tables of authorities, retention groups and outcomes, and the sums over them; pure."""
