"""Fetching what the queries are asked over: many records at once, as one viewer may know them."""
