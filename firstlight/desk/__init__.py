"""Desk: the screens officers work at: sign-in, search, people, addresses, records, concerns."""
