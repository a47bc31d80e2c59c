"""The register of orders and bail: made, served, conditions, ends, power of arrest."""
