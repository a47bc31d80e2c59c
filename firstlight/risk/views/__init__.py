"""Pages of risk: where a person stands, grades, rules, and lists of many."""
